package io.holdfast.s3.object;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.PutRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.AttributeFields;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Stores an object [S3 API: PutObject].
public record PutObject(ObjectStore store, Acls acls) implements Operation {
    /// Largest body of one request: 5 TiB.
    public static final long BODY_BYTES_MAX = 5L << 40;

    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (request.query().has("versionId")) {
            throw new S3Exception(
                    ErrorCode.NOT_IMPLEMENTED, "The version of a new object is not yours to name.");
        }
        Payload body = request.payload();
        if (body.length() > BODY_BYTES_MAX) {
            throw new S3Exception(ErrorCode.ENTITY_TOO_LARGE);
        }
        PutRequest put =
                new PutRequest(
                        request.name(),
                        AttributeFields.parse(request).withAcl(acls.ofNewObject(request)),
                        ConditionFields.ofWrite(request),
                        body.digests().algorithm(),
                        EncryptionFields.ofWrite(request, store));
        if (body.length() == 0) {
            body.finish();
        }
        ObjectInfo info = store.put(put, body);
        ObjectFields.setWritten(request.exchange(), info);
        EncryptionFields.set(request, info.encryption());
        info.checksum().ifPresent(checksum -> ChecksumFields.set(request.exchange(), checksum, 0));
        request.respond(200);
    }
}
