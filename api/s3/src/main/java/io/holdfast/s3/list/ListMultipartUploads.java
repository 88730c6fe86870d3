package io.holdfast.s3.list;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadPage;
import io.holdfast.s3.acl.Owner;
import io.holdfast.s3.acl.Owners;
import io.holdfast.s3.request.Encoding;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// Uploads in progress [S3 API: ListMultipartUploads].
public record ListMultipartUploads(ObjectStore store, Accounts accounts) implements Operation {
    private static final String ROOT = "ListMultipartUploadsResult";
    private static final int UPLOADS_MAX = 10_000;

    @Override
    public String action(S3Request request) {
        return "s3:ListBucketMultipartUploads";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Query query = request.query();
        Encoding encoding = Encoding.of(query);
        int max = query.number("max-uploads", UPLOADS_MAX);
        String prefix = query.getOrEmpty("prefix");
        String delimiter = query.getOrEmpty("delimiter");
        String keyMarker = query.getOrEmpty("key-marker");
        // A marker of an upload without one of a key counts for nothing.
        String uploadMarker = keyMarker.isEmpty() ? "" : query.getOrEmpty("upload-id-marker");
        UploadPage page =
                store.listUploads(
                        request.bucket(),
                        prefix,
                        delimiter,
                        keyMarker,
                        uploadMarker,
                        Math.min(max, UPLOADS_MAX));
        Owners owners = Owners.of(request.bucket(), store, accounts);
        XmlWriter xml = new XmlWriter(512 + Entries.BYTES_EACH * page.uploads().size()).root(ROOT);
        xml.element("Bucket", request.bucket());
        xml.element("KeyMarker", encoding.encode(keyMarker));
        xml.element("UploadIdMarker", uploadMarker);
        xml.element("NextKeyMarker", encoding.encode(page.nextKey().orElse("")));
        xml.element("NextUploadIdMarker", page.nextUploadId().orElse(""));
        xml.optional("Delimiter", encoding.encode(delimiter));
        xml.element("Prefix", encoding.encode(prefix)).element("MaxUploads", max);
        xml.element("IsTruncated", page.nextKey().isPresent());
        for (UploadInfo upload : page.uploads()) {
            xml.open("Upload").element("Key", encoding.encode(upload.name().key()));
            xml.element("UploadId", upload.uploadId());
            Account owner = owners.of(upload.attributes());
            Owner.write(xml, "Initiator", owner);
            Owner.write(xml, "Owner", owner);
            xml.element("StorageClass", upload.attributes().storageClass());
            xml.element("Initiated", Times.iso(upload.initiatedMs()));
            upload.checksum().ifPresent(a -> xml.element("ChecksumAlgorithm", a.s3Name()));
            upload.checksumType().ifPresent(t -> xml.element("ChecksumType", t.name()));
            xml.close("Upload");
        }
        Entries.writePrefixes(xml, page.prefixes(), encoding);
        xml.optional("EncodingType", encoding.name());
        request.respond(xml.close(ROOT));
    }
}
