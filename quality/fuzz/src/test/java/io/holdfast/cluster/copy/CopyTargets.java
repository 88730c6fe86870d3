package io.holdfast.cluster.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The file of a registry's copy, and its records.
public final class CopyTargets {
    private CopyTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("registryFile", List.of(file()), CopyTargets::damagedFile),
                FuzzTarget.of(
                        "registryRecord",
                        IOException.class,
                        records().stream().map(CopyTargets::withKind).toList(),
                        CopyTargets::record));
    }

    private static RegistryState state() {
        TreeMap<String, Item> items = new TreeMap<>();
        items.put("bucket/one", new Item(text("value"), 2));
        items.put("set/0/0", new Item(new byte[40], 3));
        return new RegistryState(
                new Generation(4, 5, 0), 3, List.of(new UUID(1, 1), new UUID(2, 2)), items);
    }

    private static List<CopyRecord> records() {
        RegistryChange change =
                new RegistryChange(
                        state().generation().next(),
                        4,
                        List.of(
                                new RegistryChange.Step("bucket/two", Optional.of(text("2"))),
                                new RegistryChange.Step("bucket/one", Optional.empty())));
        return List.of(
                new CopyRecord.Snapshot(state()),
                new CopyRecord.Promise(9),
                new CopyRecord.Write(change));
    }

    private static byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        records().forEach(record -> file.writeBytes(RecordFrame.wrap(record)));
        return file.toByteArray();
    }

    private static byte[] withKind(CopyRecord record) {
        byte[] payload = CopyRecord.payload(record);
        return ByteBuffer.allocate(1 + payload.length)
                .put(CopyRecord.kind(record))
                .put(payload)
                .array();
    }

    /// A damaged copy is damaged, or what it was up to some record: never something else.
    private static void damagedFile(byte[] input) {
        CopyReader.Read read = CopyReader.read(input);
        assertThat(read.end()).isBetween(0, input.length);
        if (read.content() instanceof CopyContent.Whole(RegistryState found, long promised)) {
            assertThat(promised).isGreaterThanOrEqualTo(found.generation().start());
            assertThat(found.revision()).isBetween(3L, 4L);
            assertThat(found.items().get("set/0/0"))
                    .isNotNull()
                    .satisfies(item -> assertThat(item.value()).isEqualTo(new byte[40]));
        }
    }

    /// What was understood is written and understood again, to the same bytes.
    private static Object record(byte[] input) throws IOException {
        if (input.length == 0) {
            return "";
        }
        CopyRecord record = CopyRecord.parse(input[0], Arrays.copyOfRange(input, 1, input.length));
        byte[] written = withKind(record);
        assertThat(
                        withKind(
                                CopyRecord.parse(
                                        written[0],
                                        Arrays.copyOfRange(written, 1, written.length))))
                .isEqualTo(written);
        return record;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
