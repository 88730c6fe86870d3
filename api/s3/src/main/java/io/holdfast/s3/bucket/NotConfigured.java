package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;

/// Says truthfully that an existing bucket has no such setting.
///
/// @param action needed to ask
/// @param code that says so
public record NotConfigured(ObjectStore store, String action, ErrorCode code) implements Operation {
    @Override
    public String action(S3Request request) {
        return action;
    }

    @Override
    public void run(S3Request request) throws S3Exception, StoreException {
        store.bucket(request.bucket());
        throw new S3Exception(code);
    }
}
