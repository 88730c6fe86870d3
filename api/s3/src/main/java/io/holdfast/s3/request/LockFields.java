package io.holdfast.s3.request;

import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import java.util.Optional;
import java.util.OptionalLong;

/// The fields by which a request or an answer speaks of object lock [S3 API: PutObject].
public final class LockFields {
    static final String MODE = "x-amz-object-lock-mode";
    static final String UNTIL = "x-amz-object-lock-retain-until-date";
    static final String LEGAL_HOLD = "x-amz-object-lock-legal-hold";
    private static final String BYPASS = "x-amz-bypass-governance-retention";

    private LockFields() {}

    /// The lock of a new version, which needs permissions of its own.
    ///
    /// @throws S3Exception INVALID_ARGUMENT, ACCESS_DENIED
    public static ObjectLock parse(S3Request request) throws S3Exception {
        Optional<String> mode = request.header(MODE);
        Optional<String> until = request.header(UNTIL);
        Optional<String> hold = request.header(LEGAL_HOLD);
        if (mode.isEmpty() && until.isEmpty() && hold.isEmpty()) {
            return ObjectLock.NONE;
        }
        if (mode.isPresent() != until.isPresent()) {
            throw new S3Exception(
                    ErrorCode.INVALID_ARGUMENT, MODE + " and " + UNTIL + " go together.");
        }
        Optional<Retention> retention = Optional.empty();
        if (mode.isPresent() && until.isPresent()) {
            retention = Optional.of(retention(mode.get(), until.get()));
            request.authorize("s3:PutObjectRetention", request.bucket(), request.key());
        }
        boolean isHeld = hold.isPresent() && isOn(hold.get());
        if (hold.isPresent()) {
            request.authorize("s3:PutObjectLegalHold", request.bucket(), request.key());
        }
        return new ObjectLock(retention, isHeld);
    }

    private static Retention retention(String mode, String until) throws S3Exception {
        RetentionMode known =
                mode(mode)
                        .orElseThrow(
                                () ->
                                        new S3Exception(
                                                ErrorCode.INVALID_ARGUMENT,
                                                "Unknown mode of object lock."));
        OptionalLong ms = Times.parseHttp(until);
        if (ms.isEmpty()) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, UNTIL + " is not a date.");
        }
        return new Retention(known, ms.getAsLong());
    }

    /// A mode by its name on the wire.
    public static Optional<RetentionMode> mode(String text) {
        return switch (text) {
            case "GOVERNANCE" -> Optional.of(RetentionMode.GOVERNANCE);
            case "COMPLIANCE" -> Optional.of(RetentionMode.COMPLIANCE);
            default -> Optional.empty();
        };
    }

    private static boolean isOn(String text) throws S3Exception {
        return switch (text) {
            case "ON" -> true;
            case "OFF" -> false;
            default ->
                    throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "A legal hold is ON or OFF.");
        };
    }

    /// Whether the caller asks that governance retention does not count.
    ///
    /// @param version id as the client wrote it; empty for the newest
    /// @throws S3Exception ACCESS_DENIED when it may not
    public static boolean isBypassing(S3Request request, String key, String version)
            throws S3Exception {
        if (!request.isHeader(BYPASS, "true")) {
            return false;
        }
        request.authorizeVersion("s3:BypassGovernanceRetention", request.bucket(), key, version);
        return true;
    }

    /// Tells of a version's lock those who may know.
    public static void set(S3Request request, ObjectInfo info) throws S3Exception {
        ObjectLock lock = info.attributes().lock();
        Exchange exchange = request.exchange();
        if (lock.retention().isPresent()
                && request.isAllowed("s3:GetObjectRetention", request.bucket(), request.key())) {
            Retention retention = lock.retention().get();
            exchange.setHeader(MODE, retention.mode().name());
            exchange.setHeader(UNTIL, Times.iso(retention.untilMs()));
        }
        if (lock.isLegalHold()
                && request.isAllowed("s3:GetObjectLegalHold", request.bucket(), request.key())) {
            exchange.setHeader(LEGAL_HOLD, "ON");
        }
    }
}
