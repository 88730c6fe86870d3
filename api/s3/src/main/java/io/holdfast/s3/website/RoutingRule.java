package io.holdfast.s3.website;

/// When a site redirects [S3 API: RoutingRule].
///
/// @param prefix of the key; empty for every key
/// @param status of the answer that there would be; 0 for a rule that does not wait for one
record RoutingRule(String prefix, int status, Redirect redirect) {
    boolean applies(String key, int answered) {
        return status == answered && key.startsWith(prefix);
    }
}
