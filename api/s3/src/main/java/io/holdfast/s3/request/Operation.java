package io.holdfast.s3.request;

import io.holdfast.object.StoreException;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// One operation of the API. Stateless; any thread.
public interface Operation {
    /// The action that the caller needs on the request's bucket and key; checked before {@link
    /// #run}. Empty when {@code run} itself judges each access that it makes.
    String action(S3Request request);

    /// Answers the request. An exception becomes an error document when nothing was sent yet.
    void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException;
}
