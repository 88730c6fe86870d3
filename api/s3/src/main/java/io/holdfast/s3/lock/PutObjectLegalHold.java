package io.holdfast.s3.lock;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.ObjectFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import java.io.IOException;

/// Begins or ends a version's legal hold [S3 API: PutObjectLegalHold].
public record PutObjectLegalHold(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutObjectLegalHold";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        LockedVersion.find(store, request);
        XmlElement root = XmlElement.parse(LockedVersion.document(request), "LegalHold");
        boolean isHeld =
                switch (root.childText("Status")) {
                    case "ON" -> true;
                    case "OFF" -> false;
                    default -> throw new S3Exception(ErrorCode.MALFORMED_XML);
                };
        ObjectInfo info = store.setLegalHold(request.name(), request.version(), isHeld);
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(200);
    }
}
