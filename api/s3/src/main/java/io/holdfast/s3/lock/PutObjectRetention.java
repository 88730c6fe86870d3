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
import java.util.Optional;
import java.util.OptionalLong;

/// Keeps a version until a date [S3 API: PutObjectRetention]. An empty document ends it, where that
/// is allowed.
public record PutObjectRetention(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutObjectRetention";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        LockedVersion.find(store, request);
        XmlElement root = XmlElement.parse(LockedVersion.document(request), "Retention");
        ObjectInfo info =
                store.setRetention(
                        request.name(),
                        request.version(),
                        retention(root),
                        LockFields.isBypassing(request, request.key()));
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(200);
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
