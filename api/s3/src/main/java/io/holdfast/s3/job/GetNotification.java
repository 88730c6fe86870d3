package io.holdfast.s3.job;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// Says where the events of a bucket are to go; nowhere is an empty document [S3 API:
/// GetBucketNotificationConfiguration].
public record GetNotification(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketNotification";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        String text = store.bucket(request.bucket()).documents().get(PutNotification.DOCUMENT);
        if (text == null) {
            String root = "NotificationConfiguration";
            request.respond(new XmlWriter().root(root).close(root));
        } else {
            request.respondXml(text);
        }
    }
}
