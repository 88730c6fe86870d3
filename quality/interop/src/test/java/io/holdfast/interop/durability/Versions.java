package io.holdfast.interop.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// Versions that a server has acknowledged, by id, and those that it has acknowledged to remove.
/// Any thread.
final class Versions {
    private final Map<String, Version> kept = new LinkedHashMap<>();
    private final Set<String> unsure = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private final List<Version> fresh = new ArrayList<>();

    /// One version.
    record Version(String key, String id, Content content) {}

    synchronized void stored(String key, String id, Content content) {
        Version version = new Version(key, id, content);
        kept.put(id, version);
        fresh.add(version);
    }

    /// One that is not the newest of its key, to be removed for good.
    synchronized Optional<Version> toRemove(String prefix, RandomGenerator random) {
        Map<String, Version> newest = new LinkedHashMap<>();
        kept.values().forEach(version -> newest.put(version.key(), version));
        List<Version> older =
                kept.values().stream()
                        .filter(version -> version.key().startsWith(prefix))
                        .filter(version -> !version.equals(newest.get(version.key())))
                        .toList();
        if (older.isEmpty()) {
            return Optional.empty();
        }
        Version chosen = older.get(random.nextInt(older.size()));
        kept.remove(chosen.id());
        unsure.add(chosen.id());
        return Optional.of(chosen);
    }

    synchronized void removed(Version version) {
        unsure.remove(version.id());
        removed.add(version.id());
    }

    /// Lists all versions and reads those that came since the last audit; no writer may be at work.
    synchronized void audit(S3Client s3, String bucket) throws IOException {
        Map<String, Long> listed = new LinkedHashMap<>();
        s3.listObjectVersionsPaginator(request -> request.bucket(bucket))
                .versions()
                .forEach(
                        (ObjectVersion version) -> listed.put(version.versionId(), version.size()));
        for (Version version : kept.values()) {
            assertThat(listed.get(version.id()))
                    .as("%s", version)
                    .isEqualTo(version.content().sizeBytes());
        }
        assertThat(listed.keySet().stream().filter(removed::contains)).isEmpty();
        for (Version version : fresh) {
            if (kept.containsKey(version.id())) {
                byte[] bytes =
                        s3.getObjectAsBytes(
                                        request ->
                                                request.bucket(bucket)
                                                        .key(version.key())
                                                        .versionId(version.id()))
                                .asByteArray();
                assertThat(version.content().mismatch(new ByteArrayInputStream(bytes)))
                        .as("%s", version)
                        .isNegative();
            }
        }
        fresh.clear();
        // What was unsure has been decided; it is not worth asking again.
        unsure.clear();
    }
}
