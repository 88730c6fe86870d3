package io.holdfast.s3.website;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Makes a bucket a website, at once [S3 API: PutBucketWebsite]. Refused where the server serves no
/// websites: nobody could see it.
///
/// @param isServed whether it does
public record PutBucketWebsite(ObjectStore store, boolean isServed) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutBucketWebsite";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (!isServed) {
            throw new S3Exception(
                    ErrorCode.NOT_IMPLEMENTED, "This server serves no websites: no domain is set.");
        }
        WebsiteConfiguration site =
                WebsiteDocument.parse(request.digestedDocument(WebsiteDocument.BYTES_MAX));
        store.setBucketDocument(
                request.bucket(),
                WebsiteEndpoint.DOCUMENT,
                Optional.of(WebsiteDocument.text(site)));
        request.respond(200);
    }
}
