package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// The configured region; empty stands for us-east-1 [S3 API: GetBucketLocation].
public record GetBucketLocation(ObjectStore store, String region) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketLocation";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.bucket(request.bucket());
        String shown = region.equals("us-east-1") ? "" : region;
        request.respond(
                new XmlWriter().root("LocationConstraint").text(shown).close("LocationConstraint"));
    }
}
