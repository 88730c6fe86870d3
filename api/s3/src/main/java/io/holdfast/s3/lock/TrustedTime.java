package io.holdfast.s3.lock;

import io.holdfast.object.ObjectStore;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.Times;

/// Tells operators by which time retention is judged: the server's clock may be ahead of it.
final class TrustedTime {
    static final String FIELD = "x-holdfast-trusted-time";

    private TrustedTime() {}

    static void tell(S3Request request, ObjectStore store) {
        request.exchange().setHeader(FIELD, Times.iso(store.trustedMs()));
    }
}
