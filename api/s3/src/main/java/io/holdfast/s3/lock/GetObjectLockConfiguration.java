package io.holdfast.s3.lock;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.DefaultRetention;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// A bucket's object lock and its default retention [S3 API: GetObjectLockConfiguration].
public record GetObjectLockConfiguration(ObjectStore store) implements Operation {
    private static final String ROOT = "ObjectLockConfiguration";

    @Override
    public String action(S3Request request) {
        return "s3:GetBucketObjectLockConfiguration";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        if (!bucket.isObjectLockEnabled()) {
            throw new S3Exception(ErrorCode.NO_SUCH_OBJECT_LOCK);
        }
        TrustedTime.tell(request, store);
        XmlWriter xml = new XmlWriter().root(ROOT).element("ObjectLockEnabled", "Enabled");
        if (bucket.defaultRetention().isPresent()) {
            DefaultRetention retention = bucket.defaultRetention().get();
            xml.open("Rule").open("DefaultRetention").element("Mode", retention.mode().name());
            xml.element(
                    retention.isYears() ? "Years" : "Days", Integer.toString(retention.count()));
            xml.close("DefaultRetention").close("Rule");
        }
        request.respond(xml.close(ROOT));
    }
}
