package io.holdfast.s3.job;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Says where the events of a bucket are to go [S3 API: PutBucketNotificationConfiguration]. No
/// event is sent yet and there are no queues, so a queue is taken only when the client asks that it
/// be not looked for.
public record PutNotification(ObjectStore store) implements Operation {
    /// Name of the document in [io.holdfast.object.BucketInfo#documents].
    public static final String DOCUMENT = "notification";

    private static final String UNSEEN = "x-amz-skip-destination-validation";

    @Override
    public String action(S3Request request) {
        return "s3:PutBucketNotification";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        boolean isUnseen = request.isHeader(UNSEEN, "true");
        Optional<String> text =
                NotificationDocument.checked(
                        request.document(NotificationDocument.BYTES_MAX), _ -> isUnseen);
        if (text.isPresent()) {
            Kept.put(store, request, DOCUMENT, text.get(), NotificationDocument.BYTES_MAX);
        } else {
            store.setBucketDocument(request.bucket(), DOCUMENT, text);
            request.respond(200);
        }
    }
}
