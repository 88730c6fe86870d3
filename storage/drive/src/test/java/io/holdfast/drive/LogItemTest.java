package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.ByteWriter;
import io.holdfast.testkit.Seeds;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The log's items on disk. The bytes below are format 1 and never change.
final class LogItemTest {
    private static final String GOLDEN =
            "0102" // a change, counted
                    + "000000030000000000000009" // epoch 3, ordinal 9
                    + "060000000300000002" // slot 5, sequence 3:2
                    + "0165" // entry "e"
                    + "026f70" // ops "op"
                    + "03" // three placements
                    + "0107804064deadbeef" // segment 7, offset 8192, 100 bytes, checksum
                    + "0200000000000000010000000000000002c80180202a0000ff" // a file
                    + "03" // missing
                    + "0200000004" // promise of epoch 4
                    + "0300000000000000010000000000000002" // staged
                    + "0400000000000000010000000000000002" // freed
                    + "0500000000000000010000000000000002" // dropped
                    + "0601016b00000000000000090107804064deadbeef03"; // relocated, rotten

    private static List<LogItem> items() {
        ShardId id = new ShardId(1, 2);
        Location.InLog inLog = new Location.InLog(7, 8192, 100, 0xdeadbeef);
        LoggedChange change =
                new LoggedChange(
                        new StreamPosition(3, 9),
                        5,
                        0x0000000300000002L,
                        TestKeys.text("e"),
                        TestKeys.text("op"));
        List<Location> placements =
                List.of(inLog, new Location.InFile(id, 200, 4096, 0x2a0000ff), Location.missing());
        return List.of(
                new LogItem.Changed(change, placements, false, true),
                new LogItem.Promised(4),
                new LogItem.Staged(id),
                new LogItem.Freed(id),
                new LogItem.Dropped(id),
                new LogItem.Relocated(
                        Family.HEAD, TestKeys.text("k"), 9, inLog, Location.missing()));
    }

    private static byte[] encode(List<LogItem> items) {
        ByteWriter out = new ByteWriter(64);
        items.forEach(item -> LogItem.write(out, item));
        return out.toBytes();
    }

    @Test
    void itemsKeepTheirBytes() {
        assertThat(HexFormat.of().formatHex(encode(items()))).isEqualTo(GOLDEN);
        byte[] golden = HexFormat.of().parseHex(GOLDEN);
        assertThat(encode(LogItem.read(golden))).isEqualTo(golden);
    }

    @Test
    void cutOrGarbledItemsAreRefusedAndNothingElseHappens() {
        byte[] golden = HexFormat.of().parseHex(GOLDEN);
        Seeds.forEach(
                2000,
                random -> {
                    byte[] bytes = Arrays.copyOf(golden, random.nextInt(1, golden.length));
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    try {
                        LogItem.read(bytes);
                    } catch (IllegalArgumentException e) {
                        assertThat(e).hasMessageNotContaining("null");
                    }
                });
        assertThatThrownBy(() -> LogItem.read(new byte[] {99}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
