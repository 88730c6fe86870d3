package io.holdfast.s3.lock;

import io.holdfast.object.DefaultRetention;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.LockFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import java.io.IOException;
import java.util.Optional;

/// Turns object lock on, for good, and sets the default retention [S3 API:
/// PutObjectLockConfiguration].
public record PutObjectLockConfiguration(ObjectStore store) implements Operation {
    private static final int YEARS_MAX = 100;

    @Override
    public String action(S3Request request) {
        return "s3:PutBucketObjectLockConfiguration";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        store.bucket(request.bucket());
        XmlElement root =
                XmlElement.parse(LockedVersion.document(request), "ObjectLockConfiguration");
        if (!root.childText("ObjectLockEnabled").equals("Enabled")) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        Optional<XmlElement> rule = root.child("Rule");
        Optional<DefaultRetention> retention =
                rule.isEmpty() ? Optional.empty() : Optional.of(retention(rule.get()));
        store.setObjectLock(request.bucket(), retention);
        request.respond(200);
    }

    private static DefaultRetention retention(XmlElement rule) throws S3Exception {
        XmlElement element =
                rule.child("DefaultRetention")
                        .orElseThrow(() -> new S3Exception(ErrorCode.MALFORMED_XML));
        Optional<RetentionMode> mode = LockFields.mode(element.childText("Mode"));
        boolean isYears = element.child("Years").isPresent();
        if (mode.isEmpty() || isYears == element.child("Days").isPresent()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        int count = count(element.childText(isYears ? "Years" : "Days"));
        if (count < 1 || count > (isYears ? YEARS_MAX : DefaultRetention.DAYS_MAX)) {
            throw new S3Exception(ErrorCode.INVALID_RETENTION_PERIOD);
        }
        return new DefaultRetention(mode.get(), count, isYears);
    }

    private static int count(String text) throws S3Exception {
        if (!text.matches("-?[0-9]{1,9}")) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        return Integer.parseInt(text);
    }
}
