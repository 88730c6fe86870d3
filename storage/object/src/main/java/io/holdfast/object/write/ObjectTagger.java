package io.holdfast.object.write;

import io.holdfast.drive.Change;
import io.holdfast.drive.Family;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.Infos;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.VersionRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes a version's tags in place: a second image of the row, never an overwrite (rule 15). Any
/// thread.
public final class ObjectTagger {
    private final KeyTurns turns;
    private final VersionFinder versions;

    public ObjectTagger(KeyTurns turns, VersionFinder versions) {
        this.turns = turns;
        this.versions = versions;
    }

    public ObjectInfo setTags(
            ObjectName name, Optional<VersionId> version, Map<String, String> tags)
            throws StoreException, InterruptedException {
        return turns.take(
                name.bucket(),
                name.key().getBytes(StandardCharsets.UTF_8),
                (_, key, _) -> {
                    FoundVersion found =
                            (version.isEmpty()
                                            ? versions.newest(key, false)
                                            : versions.version(key, version.get(), false))
                                    .orElseThrow(() -> absent(version));
                    VersionRecord record = found.record();
                    if (!record.isData()) {
                        throw new StoreException(
                                version.isEmpty()
                                        ? StoreError.IS_DELETE_MARKER
                                        : StoreError.MARKER_HAS_NO_DATA,
                                "the version is a delete marker",
                                Optional.of(Infos.idOf(record)));
                    }
                    boolean isHead = found.family() == Family.HEAD;
                    VersionRecord[] changed = new VersionRecord[1];
                    return new Plan<>(
                            numbering -> {
                                changed[0] =
                                        record.changed(
                                                numbering.sequence(),
                                                record.attributes().withTags(tags));
                                return new Draft(
                                        ObjectWriter.entry(
                                                JournalEntry.Kind.UPDATE,
                                                key,
                                                numbering,
                                                record,
                                                JournalEntry.ALL,
                                                List.of()),
                                        new VersionOps(key)
                                                .update(record, changed[0], isHead)
                                                .toBytes(),
                                        null,
                                        Change.ALL_DRIVES);
                            },
                            _ -> Infos.of(name, changed[0], isHead),
                            null);
                });
    }

    private static StoreException absent(Optional<VersionId> version) {
        return version.isEmpty()
                ? new StoreException(StoreError.NO_SUCH_KEY, "the key does not exist")
                : new StoreException(StoreError.NO_SUCH_VERSION, "the version does not exist");
    }
}
