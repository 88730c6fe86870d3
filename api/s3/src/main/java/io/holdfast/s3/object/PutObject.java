package io.holdfast.s3.object;

import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
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
import io.holdfast.s3.request.Protections;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Stores an object [S3 API: PutObject].
public record PutObject(ObjectStore store, Acls acls, Protections protections)
        implements Operation {
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
        if (body.length() == 0) {
            body.finish();
        }
        store(request, body, body.digests().algorithm());
        request.respond(200);
    }

    /// Stores a body as the request's fields say, and tells of the object in those of the answer.
    ///
    /// @param algorithm of the checksum that was asked for
    public ObjectInfo store(
            S3Request request, ObjectBody body, Optional<ChecksumAlgorithm> algorithm)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ObjectInfo info = put(request, body, algorithm);
        ObjectFields.setWritten(request.exchange(), info);
        EncryptionFields.setWritten(request, info.encryption());
        info.checksum().ifPresent(checksum -> ChecksumFields.set(request.exchange(), checksum, 0));
        return info;
    }

    /// Stores a body, and tells nobody.
    public ObjectInfo put(S3Request request, ObjectBody body, Optional<ChecksumAlgorithm> algorithm)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Optional<Protection> protection = protections.ofNewObject(request);
        return store.put(
                new PutRequest(
                        request.name(),
                        AttributeFields.parse(request).withAcl(acls.ofNewObject(request)),
                        ConditionFields.ofWrite(request),
                        ObjectChecksum.algorithm(algorithm, protection),
                        protection),
                body);
    }
}
