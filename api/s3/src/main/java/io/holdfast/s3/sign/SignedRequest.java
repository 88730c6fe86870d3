package io.holdfast.s3.sign;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.Query;

/// What of a request takes part in its signature.
///
/// @param exchange method, fields and host
/// @param path the whole path, decoded once
/// @param query decoded parameters
/// @param hostBucket bucket named by the host, or empty
/// @param isAnyRegionAccepted for requests by which a client finds the region
public record SignedRequest(
        Exchange exchange,
        String path,
        Query query,
        String hostBucket,
        boolean isAnyRegionAccepted) {}
