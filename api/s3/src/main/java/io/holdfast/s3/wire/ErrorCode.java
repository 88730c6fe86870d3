package io.holdfast.s3.wire;

/// The error codes of the wire with their statuses [S3 API: Error responses]. Clients match codes,
/// so the texts are ours.
public enum ErrorCode {
    ACCESS_DENIED("AccessDenied", 403, "Access denied."),
    ACCESS_FORBIDDEN("AccessForbidden", 403, "The CORS rules do not allow this to the page."),
    ACL_NOT_SUPPORTED(
            "AccessControlListNotSupported", 400, "The bucket does not allow lists of grants."),
    ALL_ACCESS_DISABLED("AllAccessDisabled", 403, "All access to this bucket is disabled."),
    AMBIGUOUS_EMAIL(
            "AmbiguousGrantByEmailAddress", 400, "The address belongs to several accounts."),
    AUTHORIZATION_HEADER_MALFORMED(
            "AuthorizationHeaderMalformed", 400, "The Authorization header is malformed."),
    AUTHORIZATION_QUERY_PARAMETERS(
            "AuthorizationQueryParametersError", 400, "A parameter of the signature is wrong."),
    BAD_DIGEST("BadDigest", 400, "The body does not match Content-MD5."),
    BAD_REQUEST("BadRequest", 400, "The request cannot be understood."),
    BUCKET_ALREADY_EXISTS(
            "BucketAlreadyExists", 409, "The bucket exists already and is somebody else's."),
    BUCKET_ALREADY_OWNED_BY_YOU(
            "BucketAlreadyOwnedByYou", 409, "The bucket exists already and is yours."),
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket is not empty."),
    CLIENT_DISCONNECTED("ClientDisconnected", 499, "The client went away."),
    CONDITIONAL_REQUEST_CONFLICT(
            "ConditionalRequestConflict", 409, "The object was changed meanwhile; try again."),
    CONTENT_CHECKSUM_MISMATCH("BadDigest", 400, "The body does not match the given checksum."),
    CONTENT_SHA256_MISMATCH(
            "XAmzContentSHA256Mismatch", 400, "The body does not match x-amz-content-sha256."),
    ENTITY_TOO_LARGE("EntityTooLarge", 400, "The object is larger than allowed."),
    ENTITY_TOO_SMALL("EntityTooSmall", 400, "A part other than the last is below 5 MiB."),
    EXCESS_DATA("ExcessData", 400, "The body is longer than declared."),
    EXPIRED_PRESIGN("AccessDenied", 403, "The request has expired."),
    FILE_TOO_SMALL("EntityTooSmall", 400, "The file is smaller than its policy allows."),
    ILLEGAL_VERSIONING(
            "IllegalVersioningConfigurationException",
            400,
            "The versioning configuration is not valid."),
    INCOMPLETE_BODY("IncompleteBody", 400, "The body is shorter than declared."),
    INTERNAL_ERROR("InternalError", 500, "An internal error occurred; try again."),
    INVALID_ACCESS_KEY_ID("InvalidAccessKeyId", 403, "The access key does not exist."),
    INVALID_ARGUMENT("InvalidArgument", 400, "An argument is not valid."),
    INVALID_BUCKET_ACL(
            "InvalidBucketAclWithObjectOwnership",
            400,
            "A list that opens the bucket to others excludes BucketOwnerEnforced."),
    INVALID_BUCKET_NAME("InvalidBucketName", 400, "The bucket name is not valid."),
    INVALID_BUCKET_STATE("InvalidBucketState", 409, "The bucket's state forbids this."),
    INVALID_DIGEST("InvalidDigest", 400, "Content-MD5 is not valid."),
    INVALID_OBJECT_NAME("XMinioInvalidObjectName", 400, "The object key is not valid."),
    INVALID_POLICY_DOCUMENT("InvalidPolicyDocument", 400, "The form's policy is not valid."),
    INVALID_PART("InvalidPart", 400, "A part is missing or its ETag does not match."),
    INVALID_PART_NUMBER("InvalidPart", 400, "The object has no such part."),
    INVALID_PART_ORDER("InvalidPartOrder", 400, "The parts are not in ascending order."),
    INVALID_RANGE("InvalidRange", 416, "The range cannot be satisfied."),
    INVALID_REGION("InvalidRegion", 400, "The region does not match the server's."),
    INVALID_REQUEST("InvalidRequest", 400, "The request is not valid."),
    INVALID_RESOURCE_NAME("XMinioInvalidResourceName", 400, "The resource name is not valid."),
    INVALID_RETENTION_PERIOD("InvalidRetentionPeriod", 400, "The period is not valid."),
    INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "The storage class is not valid."),
    INVALID_TAG("InvalidTag", 400, "A tag is not valid."),
    INVALID_URI("InvalidURI", 400, "The path is not a URI."),
    INVALID_TOKEN_ID("InvalidTokenId", 403, "The security token is not valid."),
    INVALID_WRITE_OFFSET("InvalidWriteOffset", 400, "The offset is not the object's present size."),
    KEY_SERVICE_UNAVAILABLE(
            "ServiceUnavailable", 503, "The key service does not answer; try again."),
    KEY_TOO_LONG("KeyTooLongError", 400, "The object key is longer than 1024 bytes."),
    KMS_NOT_FOUND("KMS.NotFoundException", 400, "The encryption key does not exist."),
    LIFECYCLE_WITH_LOCK(
            "InvalidLifecycleWithObjectLock",
            400,
            "Where object lock is on, no rule may remove all versions."),
    MALFORMED_ACL("MalformedACLError", 400, "The list of grants is not valid."),
    MALFORMED_DATE("MalformedDate", 400, "The date is malformed."),
    MALFORMED_POLICY("MalformedPolicy", 400, "The policy is not valid."),
    MALFORMED_POST("MalformedPOSTRequest", 400, "The form is malformed."),
    MALFORMED_TRAILER("MalformedTrailerError", 400, "The trailer is not what was declared."),
    MALFORMED_XML("MalformedXML", 400, "The XML document is not valid."),
    MAX_POST_PRE_DATA_LENGTH(
            "MaxPostPreDataLengthExceededError",
            400,
            "The fields before the file are larger than allowed."),
    METADATA_TOO_LARGE("MetadataTooLarge", 400, "The metadata is larger than allowed."),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "The method is not allowed here."),
    MISSING_ACL("MissingSecurityHeader", 400, "The request names no list of grants."),
    MISSING_CONTENT_LENGTH("MissingContentLength", 411, "Content-Length is required."),
    MISSING_CONTENT_MD5("MissingContentMD5", 400, "Content-MD5 or a checksum is required."),
    MISSING_DATE("AccessDenied", 403, "A valid date is required."),
    NO_REMOTE_TARGET("RemoteDestinationNotFoundError", 404, "The remote target is not registered."),
    NO_SUCH_BUCKET("NoSuchBucket", 404, "The bucket does not exist."),
    NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket has no policy."),
    NO_SUCH_CONFIGURATION("NoSuchConfiguration", 404, "The configuration does not exist."),
    NO_SUCH_CORS("NoSuchCORSConfiguration", 404, "The bucket has no CORS configuration."),
    NO_SUCH_ENCRYPTION(
            "ServerSideEncryptionConfigurationNotFoundError",
            404,
            "The bucket has no default encryption."),
    NO_SUCH_KEY("NoSuchKey", 404, "The key does not exist."),
    NO_SUCH_LIFECYCLE(
            "NoSuchLifecycleConfiguration", 404, "The bucket has no lifecycle configuration."),
    NO_OBJECT_LOCK("InvalidRequest", 400, "The bucket has no object lock configuration."),
    NO_SUCH_OBJECT_LOCK(
            "ObjectLockConfigurationNotFoundError",
            404,
            "The bucket has no object lock configuration."),
    NO_SUCH_OWNERSHIP_CONTROLS(
            "OwnershipControlsNotFoundError", 404, "The bucket has no ownership controls."),
    NO_SUCH_PUBLIC_ACCESS_BLOCK(
            "NoSuchPublicAccessBlockConfiguration",
            404,
            "The bucket has no public access block configuration."),
    NO_SUCH_REPLICATION(
            "ReplicationConfigurationNotFoundError",
            404,
            "The bucket has no replication configuration."),
    NO_SUCH_RETENTION("NoSuchObjectLockConfiguration", 404, "The version has no retention."),
    NO_SUCH_TAG_SET("NoSuchTagSet", 404, "There are no tags."),
    NO_SUCH_UPLOAD("NoSuchUpload", 404, "The upload does not exist."),
    NO_SUCH_VERSION("NoSuchVersion", 404, "The version does not exist."),
    NO_SUCH_WEBSITE("NoSuchWebsiteConfiguration", 404, "The bucket has no website."),
    NOT_IMPLEMENTED("NotImplemented", 501, "This is not implemented."),
    NOT_MODIFIED("NotModified", 304, "Not modified."),
    POLICY_TOO_LARGE("PolicyTooLarge", 400, "The policy is larger than 20 KiB."),
    PRECONDITION_FAILED("PreconditionFailed", 412, "A precondition does not hold."),
    PROTECTED("AccessDenied", 403, "Object lock keeps the version."),
    QUOTA_EXCEEDED("XMinioAdminBucketQuotaExceeded", 400, "The bucket's quota is exceeded."),
    POST_IS_NO_FORM("PreconditionFailed", 412, "A POST to a bucket has to be a form."),
    HTTP_VERSION_NOT_SUPPORTED(
            "HttpVersionNotSupported", 505, "This version of HTTP is not spoken here."),
    REQUEST_HEADERS_TOO_LARGE(
            "RequestHeaderSectionTooLarge", 431, "The header fields are larger than allowed."),
    REQUEST_TIME_TOO_SKEWED(
            "RequestTimeTooSkewed", 403, "The request's time differs too much from the server's."),
    REQUEST_TIMEOUT("RequestTimeout", 400, "The body came too slowly."),
    SIGNATURE_DOES_NOT_MATCH(
            "SignatureDoesNotMatch", 403, "The signature does not match; check secret and method."),
    SLOW_DOWN("SlowDown", 503, "Too many requests; slow down."),
    SLOW_DOWN_READ("SlowDownRead", 503, "Too few drives answer to read; try again."),
    SLOW_DOWN_WRITE("SlowDownWrite", 503, "Too few drives answer to write; try again."),
    STORAGE_FULL("XMinioStorageFull", 507, "The storage is full."),
    UNEXPECTED_CONTENT("UnexpectedContent", 400, "The request has a body it may not have."),
    UNRESOLVABLE_EMAIL(
            "UnresolvableGrantByEmailAddress", 400, "The address belongs to no account."),
    UNSUPPORTED_NOTIFICATION("UnsupportedNotification", 400, "Events can go to queues alone."),
    UNSIGNED_HEADERS("AccessDenied", 400, "Headers are present that were not signed.");

    private final String code;
    private final int status;
    private final String text;

    ErrorCode(String code, int status, String text) {
        this.code = code;
        this.status = status;
        this.text = text;
    }

    /// The code in documents.
    public String code() {
        return code;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// A text for people.
    public String text() {
        return text;
    }
}
