package io.holdfast.s3.list;

import io.holdfast.object.ListPage;
import io.holdfast.object.ListRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Where a listing's pages come from. Any thread.
@FunctionalInterface
public interface PageSource {
    /// One page for the request, whose caller may list the bucket.
    ListPage list(S3Request request, ListRequest wanted)
            throws S3Exception, StoreException, IOException, InterruptedException;
}
