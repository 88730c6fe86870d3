package io.holdfast.s3.object;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.RenameRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.request.Target;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Gives an object of the bucket the request's key [S3 API: RenameObject]. Who may read and remove
/// the one and write the other may rename.
public record RenameObject(ObjectStore store) implements Operation {
    private static final String FIELD = "x-amz-rename-source";

    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (request.header("if-modified-since").isPresent()
                || request.header("if-unmodified-since").isPresent()) {
            throw new S3Exception(
                    ErrorCode.NOT_IMPLEMENTED, "What is replaced is told by its ETag alone.");
        }
        String source = source(request);
        request.authorize("s3:GetObject", request.bucket(), source);
        request.authorize("s3:DeleteObject", request.bucket(), source);
        try {
            store.rename(
                    new RenameRequest(
                            request.bucket(),
                            source,
                            request.key(),
                            ConditionFields.ofRenameSource(request),
                            ConditionFields.ofWrite(request),
                            EncryptionFields.customerKey(request)));
        } catch (StoreException e) {
            if (e.error() == StoreError.NOT_MODIFIED) {
                throw new S3Exception(ErrorCode.PRECONDITION_FAILED);
            }
            throw e;
        }
        request.respond(200);
    }

    /// The key, which some clients write with a slash or the bucket before it.
    private static String source(S3Request request) throws S3Exception {
        String field = request.header(FIELD).orElse("");
        String key;
        try {
            key = Percent.decodePath(field);
        } catch (S3Exception _) {
            throw invalid();
        }
        String bucket = '/' + request.bucket() + '/';
        if (key.startsWith(bucket)) {
            key = key.substring(bucket.length());
        } else if (key.startsWith("/")) {
            key = key.substring(1);
        }
        if (key.isEmpty()) {
            throw invalid();
        }
        new Target(request.bucket(), key, "", "").requireNames();
        if (Names.hasDotSegment(key)) {
            throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
        }
        return key;
    }

    private static S3Exception invalid() {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, FIELD + " is not valid.");
    }
}
