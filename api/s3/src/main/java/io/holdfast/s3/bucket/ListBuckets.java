package io.holdfast.s3.bucket;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// All buckets [S3 API: ListBuckets].
public record ListBuckets(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:ListAllMyBuckets";
    }

    @Override
    public void run(S3Request request) throws IOException, InterruptedException {
        XmlWriter xml = new XmlWriter().root("ListAllMyBucketsResult");
        Owner.write(xml, "Owner");
        xml.open("Buckets");
        for (BucketInfo bucket : store.buckets()) {
            xml.open("Bucket")
                    .element("Name", bucket.name())
                    .element("CreationDate", Times.iso(bucket.createdMs()))
                    .close("Bucket");
        }
        request.respond(xml.close("Buckets").close("ListAllMyBucketsResult"));
    }
}
