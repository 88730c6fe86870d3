package io.holdfast.s3.object;

import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.io.IOException;
import java.util.OptionalInt;

/// An object's tags [S3 API: GetObjectTagging].
public record GetObjectTagging(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:GetObjectTagging", "s3:GetObjectVersionTagging");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ReadRequest wanted =
                new ReadRequest(
                        request.name(), request.version(), OptionalInt.empty(), Conditions.NONE);
        ObjectInfo info;
        try (OpenObject open = store.head(wanted)) {
            info = open.info();
        }
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(Tags.document(info.attributes().tags()));
    }
}
