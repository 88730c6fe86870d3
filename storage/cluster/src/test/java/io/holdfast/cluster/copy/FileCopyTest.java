package io.holdfast.cluster.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCopyTest {
    private static final List<UUID> MEMBERS = List.of(new UUID(1, 2));

    @TempDir private Path folder;

    private static RegistryState first() {
        return RegistryState.empty(MEMBERS)
                .takenOver(new Generation(1, 77, 0), MEMBERS, List.of(set("a", "0")));
    }

    private static RegistryChange.Step set(String key, String value) {
        return new RegistryChange.Step(key, Optional.of(value.getBytes(UTF_8)));
    }

    private static RegistryState write(RegistryCopy copy, RegistryState state, String value)
            throws IOException {
        RegistryChange change =
                new RegistryChange(
                        state.generation().next(), state.revision() + 1, List.of(set("a", value)));
        RegistryState after = state.apply(change);
        copy.append(change, after);
        return after;
    }

    private String found() {
        CopyContent content = new FileCopy(folder).read();
        return content.whole()
                .map(state -> new String(requireNonNull(state.items().get("a")).value(), UTF_8))
                .orElse(content.getClass().getSimpleName());
    }

    private Path file() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".registry")).findFirst().orElseThrow();
        }
    }

    @Test
    void promiseAloneIsNoState() throws Exception {
        try (FileCopy copy = new FileCopy(folder.resolve("new"))) {
            assertThat(copy.read()).isEqualTo(new CopyContent.Blank(0));
            copy.promise(5);
            copy.promise(7);
            assertThat(copy.read()).isEqualTo(new CopyContent.Blank(7));
        }
    }

    @Test
    void writesSurviveReopening() throws Exception {
        RegistryState state = first();
        try (FileCopy copy = new FileCopy(folder)) {
            copy.replace(state);
            state = write(copy, state, "1");
        }
        try (FileCopy copy = new FileCopy(folder)) {
            copy.promise(9);
            assertThat(copy.read().promised()).isEqualTo(9);
            assertThat(copy.read().whole().orElseThrow().revision()).isEqualTo(state.revision());
            write(copy, state, "2");
            assertThat(found()).isEqualTo("2");
        }
    }

    @Test
    void tornTailAtEveryByteIsTheStateBeforeIt() throws Exception {
        RegistryState state = first();
        List<Long> ends = new ArrayList<>();
        try (FileCopy copy = new FileCopy(folder)) {
            copy.replace(state);
            ends.add(Files.size(file()));
            for (int i = 1; i <= 3; i++) {
                state = write(copy, state, Integer.toString(i));
                ends.add(Files.size(file()));
            }
        }
        byte[] whole = Files.readAllBytes(file());
        for (int cut = 0; cut <= whole.length; cut++) {
            Files.write(file(), Arrays.copyOf(whole, cut));
            int bytes = cut;
            long records = ends.stream().filter(end -> end <= bytes).count();
            assertThat(found()).isEqualTo(records == 0 ? "Blank" : Long.toString(records - 1));
        }
    }

    @Test
    void appendingBehindATornTailReplacesIt() throws Exception {
        RegistryState state = first();
        try (FileCopy copy = new FileCopy(folder)) {
            copy.replace(state);
            write(copy, state, "a long value that is torn");
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 3));
        try (FileCopy copy = new FileCopy(folder)) {
            write(copy, state, "2");
        }
        assertThat(found()).isEqualTo("2");
    }

    @Test
    void damageBeforeTheEndIsNotTakenForATornTail() throws Exception {
        RegistryState state = first();
        long lastStart = 0;
        try (FileCopy copy = new FileCopy(folder)) {
            copy.replace(state);
            for (int i = 1; i <= 3; i++) {
                lastStart = Files.size(file());
                state = write(copy, state, Integer.toString(i));
            }
        }
        byte[] whole = Files.readAllBytes(file());
        int bytesBeforeLast = (int) lastStart;
        Seeds.forEach(
                100,
                random -> {
                    byte[] bad = whole.clone();
                    bad[random.nextInt(bytesBeforeLast)] ^= (byte) (1 << random.nextInt(8));
                    Files.write(file(), bad);
                    assertThat(new FileCopy(folder).read()).isInstanceOf(CopyContent.Damaged.class);
                });
    }

    @Test
    void unfinishedFileIsIgnored() throws Exception {
        try (FileCopy copy = new FileCopy(folder)) {
            copy.replace(first());
        }
        Files.writeString(folder.resolve("unfinished"), "half of a snapshot");
        assertThat(found()).isEqualTo("0");
        try (FileCopy copy = new FileCopy(folder)) {
            copy.replace(first());
        }
        assertThat(found()).isEqualTo("0");
    }

    @Test
    void longFileIsRewrittenAsASnapshot() throws Exception {
        RegistryState state = first();
        String megabyte = "x".repeat(1 << 20);
        try (FileCopy copy = new FileCopy(folder)) {
            copy.replace(state);
            for (int i = 0; i < 8; i++) {
                state = write(copy, state, megabyte);
            }
        }
        assertThat(Files.size(file())).isLessThan(5L << 20);
        assertThat(found()).isEqualTo(megabyte);
    }
}
