package io.holdfast.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.object.StoreError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of refusals as clients see it.
final class StoreErrorsTest {
    private static final int ROWS = 44;

    @ParameterizedTest
    @CsvSource({
        "NO_SUCH_BUCKET,NoSuchBucket,404",
        "BUCKET_EXISTS,BucketAlreadyOwnedByYou,409",
        "BUCKET_NOT_EMPTY,BucketNotEmpty,409",
        "BUCKET_STATE_FORBIDS,InvalidBucketState,409",
        "NO_OBJECT_LOCK,InvalidRequest,400",
        "PROTECTED,AccessDenied,403",
        "NO_SUCH_KEY,NoSuchKey,404",
        "NO_SUCH_VERSION,NoSuchVersion,404",
        "IS_DELETE_MARKER,NoSuchKey,404",
        "MARKER_HAS_NO_DATA,MethodNotAllowed,405",
        "NO_SUCH_UPLOAD,NoSuchUpload,404",
        "INVALID_KEY,XMinioInvalidObjectName,400",
        "KEY_TOO_LONG,KeyTooLongError,400",
        "INVALID_ARGUMENT,InvalidArgument,400",
        "INVALID_PART,InvalidPart,400",
        "INVALID_PART_NUMBER,InvalidPart,400",
        "INVALID_PART_ORDER,InvalidPartOrder,400",
        "PART_CHECKSUM_NEEDED,InvalidRequest,400",
        "PART_TOO_SMALL,EntityTooSmall,400",
        "TOO_LARGE,EntityTooLarge,400",
        "INVALID_RANGE,InvalidRange,416",
        "INVALID_STORAGE_CLASS,InvalidStorageClass,400",
        "INVALID_COPY,InvalidRequest,400",
        "WRONG_OFFSET,InvalidWriteOffset,400",
        "CHANGED_MEANWHILE,ConditionalRequestConflict,409",
        "PRECONDITION_FAILED,PreconditionFailed,412",
        "NOT_MODIFIED,NotModified,304",
        "INCOMPLETE_BODY,IncompleteBody,400",
        "BAD_MD5,BadDigest,400",
        "BAD_CHECKSUM,BadDigest,400",
        "QUOTA_EXCEEDED,XMinioAdminBucketQuotaExceeded,400",
        "STORAGE_FULL,XMinioStorageFull,507",
        "READ_QUORUM_LOST,SlowDownRead,503",
        "WRITE_QUORUM_LOST,SlowDownWrite,503",
        "OUTCOME_UNKNOWN,SlowDownWrite,503",
        "TOO_BUSY,SlowDown,503",
        "NOT_IMPLEMENTED,NotImplemented,501",
        "NO_KEY_SERVICE,NotImplemented,501",
        "NO_SUCH_SEALING_KEY,KMS.NotFoundException,400",
        "KEY_SERVICE_UNAVAILABLE,ServiceUnavailable,503",
        "CUSTOMER_KEY_NEEDED,InvalidRequest,400",
        "CUSTOMER_KEY_WRONG,AccessDenied,403",
        "CUSTOMER_KEY_UNEXPECTED,InvalidRequest,400",
        "UPLOAD_KEY_WRONG,InvalidRequest,400",
        "SEALED_DATA_DAMAGED,InternalError,500"
    })
    void everyRefusalHasItsCodeAndStatus(StoreError error, String code, int status) {
        assertThat(StoreErrors.codeOf(error).code()).isEqualTo(code);
        assertThat(StoreErrors.codeOf(error).status()).isEqualTo(status);
    }

    @Test
    void tableIsComplete() {
        assertThat(StoreError.values()).hasSize(ROWS + 1);
    }
}
