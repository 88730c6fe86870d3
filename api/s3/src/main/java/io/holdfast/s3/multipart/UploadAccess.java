package io.holdfast.s3.multipart;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;

/// Who may look at an upload and end it: whom the bucket's owner lets, and who began it [S3 user
/// guide: multipart upload API and permissions].
final class UploadAccess {
    private UploadAccess() {}

    /// Demands that the caller may do this to the request's upload.
    ///
    /// @throws S3Exception ACCESS_DENIED
    static void require(S3Request request, ObjectStore store, String action)
            throws S3Exception, StoreException, InterruptedException {
        if (!request.isAllowed(action, request.bucket(), request.key())) {
            request.authorizeNew(action, acl(request, store));
        }
    }

    /// The list of grants of the object to be; none where there is no upload.
    private static String acl(S3Request request, ObjectStore store)
            throws StoreException, InterruptedException {
        try {
            return store.listParts(request.name(), PartNumbers.uploadId(request), 0, 1)
                    .upload()
                    .attributes()
                    .acl();
        } catch (StoreException e) {
            if (e.error() == StoreError.NO_SUCH_UPLOAD) {
                return "";
            }
            throw e;
        }
    }
}
