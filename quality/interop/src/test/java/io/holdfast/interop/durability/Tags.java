package io.holdfast.interop.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/// What clients were told of a tag that only ever changes in place. Each key has one writer; any
/// thread.
final class Tags {
    private static final String NAME = "round";

    private final Map<String, Set<String>> allowed = new HashMap<>();

    /// To be called before the request goes out.
    synchronized void asked(String key, String value) {
        allowed.computeIfAbsent(key, _ -> new HashSet<>()).add(value);
    }

    /// To be called when the server said yes.
    synchronized void acknowledged(String key, String value) {
        allowed.put(key, new HashSet<>(Set.of(value)));
    }

    /// Whether the tagged object has been acknowledged.
    synchronized boolean isKnown(String key) {
        return allowed.containsKey(key);
    }

    static Tagging tagging(String value) {
        return Tagging.builder().tagSet(Tag.builder().key(NAME).value(value).build()).build();
    }

    /// Reads the tag of every key; what it finds has to stay.
    synchronized void audit(S3Client s3, String bucket) {
        allowed.replaceAll(
                (key, values) -> {
                    var tags =
                            s3.getObjectTagging(request -> request.bucket(bucket).key(key))
                                    .tagSet();
                    assertThat(tags).as(key).hasSize(1);
                    assertThat(values).as(key).contains(tags.getFirst().value());
                    return new HashSet<>(Set.of(tags.getFirst().value()));
                });
    }
}
