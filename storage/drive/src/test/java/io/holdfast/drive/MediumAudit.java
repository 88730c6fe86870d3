package io.holdfast.drive;

import io.holdfast.base.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks at what lies on a simulated medium, past the drive that writes it.
public final class MediumAudit implements DriveAudit {
    private final SimulatedMedium medium;

    public MediumAudit(SimulatedMedium medium) {
        this.medium = medium;
    }

    @Override
    public void rows(Family family, RowCheck check) {
        synchronized (medium) {
            medium.rows(family)
                    .forEach(
                            (key, value) ->
                                    check.row(key, DriveRows.decode(family, key, value).record()));
        }
    }

    /// Visits the rows of a family in [from, to]; both inclusive.
    public void rows(Family family, byte[] from, byte[] to, RowCheck check) {
        synchronized (medium) {
            medium.rows(family)
                    .subMap(from, true, to, true)
                    .forEach(
                            (key, value) ->
                                    check.row(key, DriveRows.decode(family, key, value).record()));
        }
    }

    /// Visits the rows of a family in [from, to] whose shards are here, or that own none.
    public void copies(Family family, byte[] from, byte[] to, RowCheck check) {
        synchronized (medium) {
            medium.rows(family)
                    .subMap(from, true, to, true)
                    .forEach(
                            (key, value) -> {
                                Row row = DriveRows.decode(family, key, value);
                                if (!(row.location() instanceof Location.Missing)) {
                                    check.row(key, row.record());
                                }
                            });
        }
    }

    /// Rows whose shard is not here.
    public int missingShards() {
        int missing = 0;
        synchronized (medium) {
            for (Family family : List.of(Family.HEAD, Family.VERSION, Family.PART)) {
                for (byte[] value : medium.rows(family).values()) {
                    if (RowImage.decodeRow(value).location() instanceof Location.Missing) {
                        missing++;
                    }
                }
            }
        }
        return missing;
    }

    @Override
    public List<Long> counted() {
        List<Long> buckets = new ArrayList<>();
        synchronized (medium) {
            medium.rows(Family.COUNT).keySet().forEach(key -> buckets.add(Bytes.getLong(key, 0)));
        }
        return buckets;
    }

    public boolean hasJournal(int slot, long sequence) {
        byte[] key =
                new LoggedChange(StreamPosition.ZERO, slot, sequence, Bytes.EMPTY, Bytes.EMPTY)
                        .journalKey();
        synchronized (medium) {
            return medium.rows(Family.JOURNAL).containsKey(key);
        }
    }

    public StreamPosition mark() {
        synchronized (medium) {
            return medium.state().mark();
        }
    }

    public StreamPosition tail() {
        synchronized (medium) {
            return medium.state().tail();
        }
    }

    public int promise() {
        synchronized (medium) {
            return medium.state().promise();
        }
    }

    public int start() {
        synchronized (medium) {
            return medium.state().start();
        }
    }

    /// Changes that the drive holds and does not know as decided.
    public int undecided() {
        synchronized (medium) {
            return medium.state().undecided().all().size();
        }
    }

    @Override
    public BucketUsage usage(long bucketId) {
        return medium.state().usage(bucketId);
    }

    @Override
    public List<String> looseEnds() {
        List<String> found = new ArrayList<>();
        synchronized (medium) {
            Set<ShardId> owned = new HashSet<>();
            for (Family family : List.of(Family.HEAD, Family.VERSION, Family.PART)) {
                medium.rows(family)
                        .forEach(
                                (key, value) -> {
                                    RowImage image = RowImage.decode(value);
                                    note(image.location(), owned, found, family, key);
                                    for (RowImage prior = image.prior();
                                            prior != null;
                                            prior = prior.prior()) {
                                        note(prior.location(), owned, null, family, key);
                                    }
                                });
            }
            for (UndecidedChange change : medium.state().undecided().all()) {
                for (int i = 0; i < change.ops().size(); i++) {
                    note(change.replaced(i), owned, null, Family.META, Bytes.EMPTY);
                }
            }
            Map<byte[], byte[]> staging = new TreeMap<>(Arrays::compareUnsigned);
            staging.putAll(medium.rows(Family.STAGING));
            medium.files()
                    .keySet()
                    .forEach(
                            id -> {
                                if (!owned.contains(id) && !staging.containsKey(id.toBytes())) {
                                    found.add("nobody names the file " + id);
                                }
                            });
        }
        found.sort(null);
        return found;
    }

    private void note(
            Location location,
            Set<ShardId> owned,
            @Nullable List<String> found,
            Family family,
            byte[] key) {
        switch (location) {
            case Location.InFile file -> {
                owned.add(file.id());
                if (found != null && !medium.files().containsKey(file.id())) {
                    found.add(family + " " + Arrays.toString(key) + " has lost " + file.id());
                }
            }
            case Location.InLog at -> {
                if (found != null && !medium.payloads().containsKey(at.offset())) {
                    found.add(family + " " + Arrays.toString(key) + " has lost " + at);
                }
            }
            case Location.None _, Location.Missing _ -> {}
        }
    }

    /// Staging records: what is being written, or waits to be unlinked.
    public int stagingRecords() {
        synchronized (medium) {
            return medium.rows(Family.STAGING).size();
        }
    }
}
