package io.holdfast.drive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a drive must hold, computed the plain way: the changes that were not voided, applied one
/// after the other from nothing. Valid because a key has at most one undecided change (rule 11).
final class DriveModel {
    private final List<Entry> stream = new ArrayList<>();

    /// A row that must be there.
    ///
    /// @param shard null when it has none
    @SuppressWarnings("ArrayRecordComponent") // test data
    record ModelRow(String record, byte @Nullable [] shard) {}

    /// All rows by family and hex key, and the usage of the one bucket.
    static final class Content {
        final Map<String, ModelRow> rows = new TreeMap<>();
        BucketUsage usage = BucketUsage.NONE;
    }

    /// What a change does to the content.
    interface Effect {
        void apply(Content content);
    }

    /// @param key that the change is about, or null for verdicts
    /// @param voids positions that it voids
    record Entry(
            StreamPosition position,
            @Nullable String key,
            Effect effect,
            List<StreamPosition> voids) {}

    void add(Entry entry) {
        stream.add(entry);
    }

    /// A leader is gone and the drive went on from there: what came after the tail never was.
    void cutAfter(StreamPosition tail) {
        stream.removeIf(entry -> entry.position().compareTo(tail) > 0);
    }

    /// Changes about keys that are not voided, in order.
    List<Entry> effective() {
        Set<StreamPosition> voided = new HashSet<>();
        stream.forEach(entry -> voided.addAll(entry.voids()));
        return stream.stream().filter(entry -> !voided.contains(entry.position())).toList();
    }

    Content content() {
        Content content = new Content();
        effective().forEach(entry -> entry.effect().apply(content));
        return content;
    }
}
