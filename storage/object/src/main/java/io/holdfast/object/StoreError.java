package io.holdfast.object;

/// Why the store refused. Domain words only: `api/s3` alone knows codes and statuses of the wire.
public enum StoreError {
    NO_SUCH_BUCKET,
    BUCKET_EXISTS,
    BUCKET_NOT_EMPTY,
    BUCKET_STATE_FORBIDS,
    /// The bucket has no object lock, so that nothing in it can be kept.
    NO_OBJECT_LOCK,
    /// Retention or a legal hold keeps the version.
    PROTECTED,
    NO_SUCH_KEY,
    NO_SUCH_VERSION,
    /// The newest version is a delete marker; the exception carries the marker's id.
    IS_DELETE_MARKER,
    /// The version asked for is itself a delete marker.
    MARKER_HAS_NO_DATA,
    NO_SUCH_UPLOAD,
    INVALID_KEY,
    KEY_TOO_LONG,
    INVALID_ARGUMENT,
    INVALID_PART,
    INVALID_PART_NUMBER,
    INVALID_PART_ORDER,
    /// The upload demands a checksum of each part, and the list of parts lacks one.
    PART_CHECKSUM_NEEDED,
    PART_TOO_SMALL,
    TOO_LARGE,
    INVALID_RANGE,
    INVALID_STORAGE_CLASS,
    INVALID_COPY,
    /// A condition of the request does not hold.
    PRECONDITION_FAILED,
    /// Bytes can be added at an object's end alone.
    WRONG_OFFSET,
    /// The object was changed while the request was under way; it may be tried again.
    CHANGED_MEANWHILE,
    /// A read condition says that the client's copy is current.
    NOT_MODIFIED,
    /// The body was shorter than declared.
    INCOMPLETE_BODY,
    BAD_MD5,
    BAD_CHECKSUM,
    QUOTA_EXCEEDED,
    STORAGE_FULL,
    /// Too few drives answer to read.
    READ_QUORUM_LOST,
    /// Too few drives are there to write; nothing was stored.
    WRITE_QUORUM_LOST,
    /// The change may or may not be stored; the client must look or try again (rules 10 and 14).
    OUTCOME_UNKNOWN,
    /// All buffers are in use; nothing was stored.
    TOO_BUSY,
    NOT_IMPLEMENTED,
    /// There are no keys to encrypt with.
    NO_KEY_SERVICE,
    /// The key service has no key of that name.
    NO_SUCH_SEALING_KEY,
    KEY_SERVICE_UNAVAILABLE,
    /// The object is sealed with a customer's key, which the request does not give.
    CUSTOMER_KEY_NEEDED,
    /// The object is sealed with another customer's key than the request gives.
    CUSTOMER_KEY_WRONG,
    /// The upload was begun with another customer's key than the part gives.
    UPLOAD_KEY_WRONG,
    /// The request gives a customer's key, but the object is not sealed with one.
    CUSTOMER_KEY_UNEXPECTED,
    /// What is stored is not what was sealed; nothing of it is handed out.
    SEALED_DATA_DAMAGED
}
