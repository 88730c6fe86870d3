package io.holdfast.s3.lock;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.Retention;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// Until when a version is kept [S3 API: GetObjectRetention].
public record GetObjectRetention(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetObjectRetention";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Retention retention =
                LockedVersion.find(store, request)
                        .attributes()
                        .lock()
                        .retention()
                        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_RETENTION));
        TrustedTime.tell(request, store);
        request.respond(
                new XmlWriter()
                        .root("Retention")
                        .element("Mode", retention.mode().name())
                        .element("RetainUntilDate", Times.iso(retention.untilMs()))
                        .close("Retention"));
    }
}
