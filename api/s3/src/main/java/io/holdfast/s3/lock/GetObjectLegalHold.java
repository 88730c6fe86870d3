package io.holdfast.s3.lock;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// Whether a version is on legal hold [S3 API: GetObjectLegalHold].
public record GetObjectLegalHold(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetObjectLegalHold";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        boolean isHeld = LockedVersion.find(store, request).attributes().lock().isLegalHold();
        request.respond(
                new XmlWriter()
                        .root("LegalHold")
                        .element("Status", isHeld ? "ON" : "OFF")
                        .close("LegalHold"));
    }
}
