package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// What a drive reads back: its identity, operations, log items and rows.
public final class DriveTargets {
    private static final ShardId ID = new ShardId(1, 2);
    private static final Location.InLog IN_LOG = new Location.InLog(7, 8192, 100, 0xdeadbeef);
    private static final Location.InFile IN_FILE =
            new Location.InFile(ID, 5_000_000, 1 << 19, 0x2a0000ff);
    private static final StreamPosition POSITION = new StreamPosition(3, 9);

    private DriveTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "identity",
                        IOException.class,
                        List.of(IdentityFile.encode(identity())),
                        DriveTargets::identity),
                FuzzTarget.of(
                        "operations",
                        IllegalArgumentException.class,
                        List.of(operations()),
                        OpsReader::read),
                FuzzTarget.of(
                        "logItems",
                        IllegalArgumentException.class,
                        List.of(encode(items())),
                        DriveTargets::items),
                FuzzTarget.of(
                        "rowImage", IllegalArgumentException.class, rows(), DriveTargets::row),
                FuzzTarget.of(
                        "driveRows",
                        IllegalArgumentException.class,
                        List.of(applied().encode(), MetaRows.encode(BucketUsage.NONE)),
                        DriveTargets::ownRows));
    }

    private static DriveIdentity identity() {
        return new DriveIdentity(
                new UUID(1, 1), 0, 0, 3, 4, 2, new UUID(2, 3), new UUID(3, 3), 1, 1);
    }

    private static Object identity(byte[] input) throws IOException {
        int oldestReader = IdentityFile.oldestReader(input);
        DriveIdentity identity = IdentityFile.decode(input);
        assertThat(identity.oldestReader()).isEqualTo(oldestReader);
        // The checksum lets nothing else through.
        assertThat(identity).isEqualTo(identity());
        return identity;
    }

    private static byte[] operations() {
        OpsWriter ops = new OpsWriter();
        ops.insert(Family.HEAD, text("head"), text("record"), new OpsWriter.Shard.Inline(0));
        ops.insert(Family.PART, text("part"), text("record"), new OpsWriter.Shard.File(ID));
        ops.replace(
                Family.VERSION,
                text("key"),
                text("record"),
                OpsWriter.Shard.Keep.of(text("prior")));
        ops.cover(Family.HEAD, text("key"), text("record"), new OpsWriter.Shard.None());
        ops.start(4, List.of(POSITION), List.of(StreamPosition.ZERO, POSITION));
        ops.voided(POSITION);
        ops.removeRange(Family.PART, text("a"), text("b"));
        ops.remove(Family.ALIAS, text("a"));
        return ops.toBytes();
    }

    private static List<LogItem> items() {
        LoggedChange change =
                new LoggedChange(POSITION, 5, 0x0000000300000002L, text("entry"), operations());
        return List.of(
                new LogItem.Changed(
                        change, List.of(IN_LOG, IN_FILE, Location.missing()), false, true),
                new LogItem.Promised(4),
                new LogItem.Staged(ID),
                new LogItem.Freed(ID),
                new LogItem.Dropped(ID),
                new LogItem.Relocated(Family.HEAD, text("k"), 9, IN_LOG, Location.missing()));
    }

    /// What was understood is written and understood again, to the same bytes.
    private static Object items(byte[] input) {
        List<LogItem> items = LogItem.read(input);
        byte[] written = encode(items);
        assertThat(encode(LogItem.read(written))).isEqualTo(written);
        return items;
    }

    private static byte[] encode(List<LogItem> items) {
        ByteWriter out = new ByteWriter(64);
        items.forEach(item -> LogItem.write(out, item));
        return out.toBytes();
    }

    private static List<byte[]> rows() {
        RowImage plain = new RowImage(POSITION, text("record"), IN_FILE, null, false);
        RowImage over = new RowImage(POSITION, text("newer"), IN_LOG, plain, true);
        RowImage third = new RowImage(POSITION, text("newest"), Location.none(), over, false);
        return List.of(plain.encode(), over.encode(), third.encode(), ofPriors(20_000));
    }

    /// More priors than there can be undecided changes, in the fewest bytes.
    private static byte[] ofPriors(int count) {
        ByteWriter out = new ByteWriter(count * 15);
        for (int i = 0; i < count; i++) {
            out.u8(1).i32(0).i64(0).u8(0).u8(0);
        }
        return out.toBytes();
    }

    private static Object row(byte[] input) {
        Row shown = RowImage.decodeRow(input);
        RowImage image = RowImage.decode(input);
        assertThat(image.row().location()).isEqualTo(shown.location());
        assertThat(image.row().record()).isEqualTo(shown.record());
        byte[] written = image.encode();
        assertThat(RowImage.decode(written).encode()).isEqualTo(written);
        return image;
    }

    private static MetaRows.Applied applied() {
        LogPosition position = new LogPosition(9, 2, 4096);
        return new MetaRows.Applied(
                position, position, 7, LogPosition.NONE, POSITION, POSITION, POSITION, 4, 3);
    }

    private static Object ownRows(byte[] input) {
        StagingRecord.STAGED.is(input);
        for (Family family : Family.values()) {
            DriveRows.isPut(family, input);
        }
        MetaRows.decodeUsage(input);
        FieldCodec.location(new ByteReader(input));
        return MetaRows.Applied.decode(input);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
