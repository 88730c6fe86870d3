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
import java.util.List;
import java.util.Map;

/// Begins or ends a version's legal hold [S3 API: PutObjectLegalHold].
public record PutObjectLegalHold(ObjectStore store) implements Operation {
    /// Judged with the status, which stands in the body.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        XmlElement root = XmlElement.parse(LockedVersion.document(request), "LegalHold");
        String status = root.childText("Status");
        request.authorizeStated(
                "s3:PutObjectLegalHold", Map.of("s3:object-lock-legal-hold", List.of(status)));
        LockedVersion.find(store, request);
        boolean isHeld =
                switch (status) {
                    case "ON" -> true;
                    case "OFF" -> false;
                    default -> throw new S3Exception(ErrorCode.MALFORMED_XML);
                };
        ObjectInfo info = store.setLegalHold(request.name(), request.version(), isHeld);
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(200);
    }
}
