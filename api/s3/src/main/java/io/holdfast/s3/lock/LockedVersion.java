package io.holdfast.s3.lock;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// What the operations on one version's lock share.
final class LockedVersion {
    private static final int DOCUMENT_MAX = 4 << 10;

    private LockedVersion() {}

    /// The version that a request names.
    ///
    /// @throws S3Exception INVALID_REQUEST when its bucket has no object lock
    static ObjectInfo find(ObjectStore store, S3Request request)
            throws S3Exception, StoreException, InterruptedException {
        if (!store.bucket(request.bucket()).isObjectLockEnabled()) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST, "The bucket has no object lock configuration.");
        }
        return store.info(request.name(), request.version());
    }

    /// A document, which has to come with a digest [S3 API: PutObjectRetention].
    static byte[] document(S3Request request) throws S3Exception, IOException {
        return request.digestedDocument(DOCUMENT_MAX);
    }
}
