package io.holdfast.s3.bucket;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Accepts only the list that is in force anyway: private, full control for the owner. All else is
/// refused, so that nobody believes in a grant that does not work [S3 API: PutBucketAcl].
public record PutAcl(ObjectStore store, Accounts accounts) implements Operation {
    private static final int DOCUMENT_MAX = 1 << 20;

    @Override
    public String action(S3Request request) {
        return request.key().isEmpty()
                ? "s3:PutBucketAcl"
                : request.actionOf("s3:PutObjectAcl", "s3:PutObjectVersionAcl");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (request.key().isEmpty()) {
            store.bucket(request.bucket());
        } else {
            var _ = store.info(request.name(), Optional.empty());
        }
        String canned = request.header("x-amz-acl").orElse("");
        if (canned.isEmpty()) {
            requireFullControl(
                    request.document(DOCUMENT_MAX), Owner.of(request.bucket(), store, accounts));
        } else if (!canned.equals("private")) {
            throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
        }
        request.respond(200);
    }

    private static void requireFullControl(byte[] document, Account owner) throws S3Exception {
        XmlElement list =
                XmlElement.parse(document, "AccessControlPolicy")
                        .child("AccessControlList")
                        .orElseThrow(() -> new S3Exception(ErrorCode.MALFORMED_XML));
        List<XmlElement> grants = list.children("Grant");
        if (grants.size() != 1
                || !grants.getFirst().childText("Permission").equals("FULL_CONTROL")) {
            throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
        }
        Optional<XmlElement> grantee = grants.getFirst().child("Grantee");
        String id = grantee.map(one -> one.childText("ID")).orElse("");
        if (!id.isEmpty() && !id.equals(owner.canonicalId())) {
            throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
        }
    }
}
