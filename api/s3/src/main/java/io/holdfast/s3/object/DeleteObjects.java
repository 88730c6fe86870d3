package io.holdfast.s3.object;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.sign.DeclaredDigests;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Removes up to a thousand keys, each judged by itself [S3 API: DeleteObjects].
public record DeleteObjects(ObjectStore store) implements Operation {
    private static final String ACTION_PER_KEY = "";
    private static final int KEYS_MAX = 1000;
    // A thousand keys of 1,024 bytes, each byte escaped, fit in a tenth of it.
    private static final int DOCUMENT_MAX = 64 << 20;

    @Override
    public String action(S3Request request) {
        return ACTION_PER_KEY;
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        store.bucket(request.bucket());
        DeclaredDigests digests = DeclaredDigests.of(request.exchange());
        if (digests.md5().isEmpty() && digests.algorithm().isEmpty()) {
            throw new S3Exception(ErrorCode.MISSING_CONTENT_MD5);
        }
        XmlElement root =
                XmlElement.parse(request.document(DOCUMENT_MAX), "Delete", "DeleteObjectsRequest");
        List<XmlElement> objects = root.children("Object");
        if (objects.isEmpty() || objects.size() > KEYS_MAX) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        List<KeyDeletion> deletions = new ArrayList<>(objects.size());
        for (XmlElement object : objects) {
            deletions.add(deletion(request, object));
        }
        KeyDeletion.runAll(deletions);
        answer(request, deletions, root.childText("Quiet").equalsIgnoreCase("true"));
    }

    private KeyDeletion deletion(S3Request request, XmlElement object) throws S3Exception {
        String key =
                object.child("Key")
                        .map(XmlElement::rawText)
                        .orElseThrow(() -> new S3Exception(ErrorCode.MALFORMED_XML));
        String versionText = object.childText("VersionId");
        return new KeyDeletion(store, request, key, versionText, object.childText("ETag"));
    }

    private static void answer(S3Request request, List<KeyDeletion> deletions, boolean isQuiet)
            throws IOException, InterruptedException {
        XmlWriter xml = new XmlWriter(256 * deletions.size()).root("DeleteResult");
        for (KeyDeletion deletion : deletions) {
            deletion.write(xml, isQuiet);
        }
        request.respond(xml.close("DeleteResult"));
    }
}
