package io.holdfast.s3.lock;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.ObjectFields;
import io.holdfast.s3.request.LockFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlElement;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Keeps a version until a date [S3 API: PutObjectRetention]. An empty document ends it, where that
/// is allowed.
public record PutObjectRetention(ObjectStore store) implements Operation {
    /// Judged with mode and date, which stand in the body.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        XmlElement root = XmlElement.parse(LockedVersion.document(request), "Retention");
        request.authorizeStated("s3:PutObjectRetention", stated(root));
        LockedVersion.find(store, request);
        ObjectInfo info =
                store.setRetention(
                        request.name(),
                        request.version(),
                        retention(root),
                        LockFields.isBypassing(request, request.key(), request.versionText()));
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(200);
    }

    private static Map<String, List<String>> stated(XmlElement root) {
        Map<String, List<String>> stated = new HashMap<>();
        root.child("Mode")
                .ifPresent(mode -> stated.put("s3:object-lock-mode", List.of(mode.text())));
        root.child("RetainUntilDate")
                .ifPresent(
                        date ->
                                stated.put(
                                        "s3:object-lock-retain-until-date", List.of(date.text())));
        return stated;
    }

    private static Optional<Retention> retention(XmlElement root) throws S3Exception {
        if (root.children().isEmpty()) {
            return Optional.empty();
        }
        Optional<RetentionMode> mode = LockFields.mode(root.childText("Mode"));
        OptionalLong until = Times.parseHttp(root.childText("RetainUntilDate"));
        if (mode.isEmpty() || until.isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        return Optional.of(new Retention(mode.get(), until.getAsLong()));
    }
}
