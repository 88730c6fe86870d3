package io.holdfast.s3.website;

import java.util.List;
import java.util.Optional;

/// How a bucket is served as a website.
///
/// @param all sends every request elsewhere; nothing else counts then
/// @param suffix name of the document that stands for a folder
/// @param errorKey key of the document that is shown for errors; may be empty
/// @param rules the first that applies counts
record WebsiteConfiguration(
        Optional<Redirect> all, String suffix, String errorKey, List<RoutingRule> rules) {
    WebsiteConfiguration {
        rules = List.copyOf(rules);
    }

    /// Shows nothing.
    static final WebsiteConfiguration NONE =
            new WebsiteConfiguration(Optional.empty(), "", "", List.of());

    /// The object that a path stands for.
    String objectKey(String key) {
        return key.isEmpty() || key.endsWith("/") ? key + suffix : key;
    }

    /// The rule for a key and the status of the answer; 0 for one that does not wait for it.
    Optional<RoutingRule> rule(String key, int status) {
        return rules.stream().filter(rule -> rule.applies(key, status)).findFirst();
    }
}
