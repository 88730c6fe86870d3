package io.holdfast.s3.wire;

import io.holdfast.object.StoreError;

/// What the store's refusals are called on the wire: the only place that knows.
public final class StoreErrors {
    private StoreErrors() {}

    /// The wire's code for a refusal of the store.
    public static ErrorCode codeOf(StoreError error) {
        return switch (error) {
            case NO_SUCH_BUCKET -> ErrorCode.NO_SUCH_BUCKET;
            case BUCKET_EXISTS -> ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU;
            case BUCKET_NOT_EMPTY -> ErrorCode.BUCKET_NOT_EMPTY;
            case BUCKET_STATE_FORBIDS -> ErrorCode.INVALID_BUCKET_STATE;
            case NO_OBJECT_LOCK -> ErrorCode.NO_OBJECT_LOCK;
            case PROTECTED -> ErrorCode.PROTECTED;
            case NO_SUCH_KEY, IS_DELETE_MARKER -> ErrorCode.NO_SUCH_KEY;
            case NO_SUCH_VERSION -> ErrorCode.NO_SUCH_VERSION;
            case MARKER_HAS_NO_DATA -> ErrorCode.METHOD_NOT_ALLOWED;
            case NO_SUCH_UPLOAD -> ErrorCode.NO_SUCH_UPLOAD;
            case INVALID_KEY -> ErrorCode.INVALID_OBJECT_NAME;
            case KEY_TOO_LONG -> ErrorCode.KEY_TOO_LONG;
            case INVALID_ARGUMENT -> ErrorCode.INVALID_ARGUMENT;
            case INVALID_PART -> ErrorCode.INVALID_PART;
            case INVALID_PART_NUMBER -> ErrorCode.INVALID_PART_NUMBER;
            case INVALID_PART_ORDER -> ErrorCode.INVALID_PART_ORDER;
            case PART_TOO_SMALL -> ErrorCode.ENTITY_TOO_SMALL;
            case TOO_LARGE -> ErrorCode.ENTITY_TOO_LARGE;
            case INVALID_RANGE -> ErrorCode.INVALID_RANGE;
            case INVALID_STORAGE_CLASS -> ErrorCode.INVALID_STORAGE_CLASS;
            case INVALID_COPY -> ErrorCode.INVALID_REQUEST;
            case PRECONDITION_FAILED -> ErrorCode.PRECONDITION_FAILED;
            case WRONG_OFFSET -> ErrorCode.INVALID_WRITE_OFFSET;
            case CHANGED_MEANWHILE -> ErrorCode.CONDITIONAL_REQUEST_CONFLICT;
            case NOT_MODIFIED -> ErrorCode.NOT_MODIFIED;
            case INCOMPLETE_BODY -> ErrorCode.INCOMPLETE_BODY;
            case BAD_MD5 -> ErrorCode.BAD_DIGEST;
            case BAD_CHECKSUM -> ErrorCode.CONTENT_CHECKSUM_MISMATCH;
            case QUOTA_EXCEEDED -> ErrorCode.QUOTA_EXCEEDED;
            case STORAGE_FULL -> ErrorCode.STORAGE_FULL;
            case READ_QUORUM_LOST -> ErrorCode.SLOW_DOWN_READ;
            case WRITE_QUORUM_LOST, OUTCOME_UNKNOWN -> ErrorCode.SLOW_DOWN_WRITE;
            case TOO_BUSY -> ErrorCode.SLOW_DOWN;
            case NOT_IMPLEMENTED, NO_KEY_SERVICE -> ErrorCode.NOT_IMPLEMENTED;
            case NO_SUCH_SEALING_KEY -> ErrorCode.KMS_NOT_FOUND;
            case KEY_SERVICE_UNAVAILABLE -> ErrorCode.KEY_SERVICE_UNAVAILABLE;
            case PART_CHECKSUM_NEEDED,
                    CUSTOMER_KEY_NEEDED,
                    CUSTOMER_KEY_UNEXPECTED,
                    UPLOAD_KEY_WRONG ->
                    ErrorCode.INVALID_REQUEST;
            case CUSTOMER_KEY_WRONG -> ErrorCode.ACCESS_DENIED;
            case SEALED_DATA_DAMAGED -> ErrorCode.INTERNAL_ERROR;
        };
    }
}
