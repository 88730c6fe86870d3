package io.holdfast.object.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.Envelope;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What the store writes into rows.
public final class RowTargets {
    private static final ObjectAttributes ATTRIBUTES =
            new ObjectAttributes(
                    Map.of("content-type", "text/plain"),
                    Map.of("colour", "blue"),
                    Map.of("team", "one"),
                    ObjectAttributes.STANDARD,
                    new ObjectLock(Optional.of(new Retention(RetentionMode.GOVERNANCE, 5)), true),
                    "111122223333\nREAD all");
    private static final Optional<ObjectChecksum> CHECKSUM =
            Optional.of(
                    new ObjectChecksum(
                            ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT, new byte[4]));
    private static final Coding CODING = new Coding(2, 2, 1, true);
    private static final UploadId UPLOAD = new UploadId(1, 2);
    private static final Optional<Envelope> ENVELOPE =
            Optional.of(
                    new Envelope(
                            Envelope.Mode.SERVICE,
                            "key",
                            new byte[] {'{', '}'},
                            new byte[80],
                            new byte[80]));

    private RowTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                target(
                        "versionRecord",
                        List.of(
                                version(List.of(), Optional.empty()).toBytes(),
                                version(parts(), Optional.empty()).toBytes(),
                                version(List.of(), ENVELOPE).toBytes(),
                                VersionRecord.marker(true, 5, 4, 3, 2).toBytes()),
                        VersionRecord::read,
                        VersionRecord::toBytes),
                target(
                        "journalEntry",
                        List.of(
                                entry(List.of()),
                                entry(List.of(UPLOAD)),
                                entry(List.of(UPLOAD, UPLOAD))),
                        JournalEntry::read,
                        JournalEntry::toBytes),
                target(
                        "partRecord",
                        List.of(part(Optional.empty()), part(Optional.of(new byte[16]))),
                        PartRecord::read,
                        PartRecord::toBytes),
                target(
                        "partTable",
                        List.of(PartTable.write(parts())),
                        PartTable::read,
                        PartTable::write),
                target(
                        "uploadRecord",
                        List.of(upload(Optional.empty()), upload(ENVELOPE)),
                        UploadRecord::read,
                        UploadRecord::toBytes));
    }

    /// What was understood is written and understood again, to the same bytes.
    private static <T> FuzzTarget target(
            String name, List<byte[]> seeds, Function<byte[], T> read, Function<T, byte[]> write) {
        return FuzzTarget.of(
                name,
                IllegalArgumentException.class,
                seeds,
                input -> {
                    T record = read.apply(input);
                    byte[] written = write.apply(record);
                    // Maps have no order of their own: equal length stands for equal content.
                    assertThat(write.apply(read.apply(written))).hasSameSizeAs(written);
                    return record;
                });
    }

    private static VersionRecord version(List<PartRef> parts, Optional<Envelope> envelope) {
        return new VersionRecord(
                VersionRecord.Kind.DATA,
                false,
                9,
                10,
                0,
                11,
                0,
                12_000,
                13,
                CODING,
                new byte[16],
                parts.size(),
                parts.isEmpty() ? Optional.empty() : Optional.of(UPLOAD),
                parts,
                CHECKSUM,
                ATTRIBUTES,
                envelope);
    }

    private static byte[] part(Optional<byte[]> salt) {
        return new PartRecord(5, 6, 7, CODING, new byte[16], CHECKSUM, salt).toBytes();
    }

    private static List<PartRef> parts() {
        return List.of(
                new PartRef(1, 7, 5 << 20, new byte[16], 1, Optional.empty()),
                new PartRef(2, 8, 100, new byte[16], 1, Optional.of(new byte[4])));
    }

    private static byte[] entry(List<UploadId> uploads) {
        return new JournalEntry(
                        JournalEntry.Kind.PART_STORED,
                        1,
                        "key".getBytes(StandardCharsets.UTF_8),
                        2,
                        3,
                        4,
                        JournalEntry.ALL,
                        uploads,
                        5)
                .toBytes();
    }

    private static byte[] upload(Optional<Envelope> envelope) {
        return new UploadRecord(
                        UploadRecord.State.OPEN,
                        1,
                        2,
                        3,
                        ATTRIBUTES,
                        Optional.of(ChecksumAlgorithm.CRC32C),
                        Optional.of(ChecksumType.COMPOSITE),
                        envelope)
                .toBytes();
    }
}
