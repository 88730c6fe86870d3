package io.holdfast.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Registry.Write;
import io.holdfast.cluster.Registry.WriteOutcome;
import io.holdfast.cluster.SimulatedCopy.Fate;
import io.holdfast.cluster.SimulatedCopy.Medium;
import io.holdfast.cluster.copy.RegistryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LocalRegistryTest {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(20);

    private final List<Medium> media = IntStream.range(0, 4).mapToObj(i -> new Medium()).toList();
    private final List<UUID> members = IntStream.range(0, 4).mapToObj(i -> new UUID(0, i)).toList();
    private final List<LocalRegistry> opened = new ArrayList<>();
    private long startIds = 1000;

    @AfterEach
    void close() {
        opened.forEach(LocalRegistry::close);
    }

    private RegistryRead read(int... places) {
        List<Optional<RegistryRead.Seen>> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int place = i;
            boolean isThere = IntStream.of(places).anyMatch(p -> p == place);
            seen.add(
                    isThere
                            ? Optional.of(
                                    new RegistryRead.Seen(members.get(i), media.get(i).content()))
                            : Optional.empty());
        }
        return RegistryRead.of(seen);
    }

    private LocalRegistry open(Supplier<Fate> fates, int... places) throws InterruptedException {
        RegistryRead read = read(places);
        LocalRegistry registry =
                new LocalRegistry(
                        read.newest().orElse(RegistryState.empty(members)),
                        read.promised(),
                        TIMEOUT_NS,
                        () -> startIds--);
        opened.add(registry);
        for (int place : places) {
            registry.attach(place, members.get(place), new SimulatedCopy(media.get(place), fates));
        }
        return registry;
    }

    private LocalRegistry start(int... places) throws InterruptedException {
        LocalRegistry registry = open(() -> Fate.DONE, places);
        assertThat(takeOver(registry)).isInstanceOf(WriteOutcome.Written.class);
        return registry;
    }

    private WriteOutcome takeOver(LocalRegistry registry) throws InterruptedException {
        return registry.takeOver(LocalRegistry.TakeOver.of(members));
    }

    private static Write put(String key, String value) {
        return Write.put(key, Registry.ANY, value.getBytes(UTF_8));
    }

    private static boolean holds(Medium medium, String value) {
        return medium.content()
                .whole()
                .map(state -> state.items().get("k"))
                .filter(item -> new String(item.value(), UTF_8).equals(value))
                .isPresent();
    }

    private static String value(Registry registry, String key) {
        return registry.get(key).map(entry -> new String(entry.value(), UTF_8)).orElse("none");
    }

    @Test
    void writesAreCompareAndSetAllOrNone() throws Exception {
        LocalRegistry registry = start(0, 1, 2, 3);
        long before = registry.revision();
        registry.write(List.of(Write.put("a", Registry.ABSENT, new byte[] {1})));
        assertThat(registry.revision()).isEqualTo(before + 1);
        assertThat(registry.write(List.of(put("b", "x"), Write.remove("a", Registry.ABSENT))))
                .isEqualTo(new WriteOutcome.Conflict("a", before + 1));
        assertThat(registry.get("b")).isEmpty();
        registry.write(List.of(put("a/1", "x"), put("a/2", "x"), put("b", "x")));
        assertThat(registry.list("a/"))
                .extracting(Registry.Entry::key)
                .containsExactly("a/1", "a/2");
        registry.write(List.of(Write.remove("a/1", before + 2)));
        assertThat(registry.list("a/")).hasSize(1);
    }

    @Test
    void watchersSeeWritesInOrder() throws Exception {
        LocalRegistry registry = start(0, 1, 2, 3);
        List<String> seen = new ArrayList<>();
        registry.watch("k/", (key, now) -> seen.add(key + now.isPresent()));
        registry.write(List.of(put("k/1", "x"), put("other", "x")));
        registry.write(List.of(Write.remove("k/1", Registry.ANY)));
        assertThat(seen).containsExactly("k/1true", "k/1false");
    }

    @Test
    void acknowledgedWriteIsReadFromAnyHalfOfTheDrives() throws Exception {
        LocalRegistry registry = start(0, 1, 2);
        registry.write(List.of(put("a", "kept")));
        assertThat(read(2, 3).newest().orElseThrow().items()).containsKey("a");
        assertThat(read(0, 3).newest().orElseThrow().items()).containsKey("a");
    }

    @Test
    void halfOfTheDrivesCanReadButNotWrite() throws Exception {
        start(0, 1, 2, 3).write(List.of(put("a", "1")));
        LocalRegistry registry = open(() -> Fate.DONE, 0, 3);
        assertThat(takeOver(registry)).isInstanceOf(WriteOutcome.Unavailable.class);
        assertThat(registry.isWritable()).isFalse();
        assertThat(registry.write(List.of(put("a", "2"))))
                .isInstanceOf(WriteOutcome.Unavailable.class);
        assertThat(value(registry, "a")).isEqualTo("1");
    }

    /// The counterexample of rule 30: generation 7 = A on one drive, a restart without it,
    /// generation 7 = B on the others.
    @Test
    void writeOnAMinorityIsOverruledByTheNextStart() throws Exception {
        boolean[] areBroken = {false};
        LocalRegistry first = open(() -> Fate.DONE, 0);
        for (int place = 1; place < 4; place++) {
            first.attach(
                    place,
                    members.get(place),
                    new SimulatedCopy(
                            media.get(place), () -> areBroken[0] ? Fate.LOST : Fate.DONE));
        }
        takeOver(first);
        first.write(List.of(put("k", "before")));
        areBroken[0] = true;
        assertThat(first.write(List.of(put("k", "A"))))
                .isInstanceOf(WriteOutcome.Unavailable.class);
        while (!holds(media.get(0), "A")) {
            Thread.onSpinWait(); // its thread may be later than those that failed
        }
        LocalRegistry second = start(1, 2, 3);
        second.write(List.of(put("k", "B")));
        LocalRegistry third = start(0, 1, 2, 3);
        assertThat(value(third, "k")).isEqualTo("B");
        assertThat(read(0, 1).isSplit()).isFalse();
    }

    /// Two starts that each reached a minority must not write states under one number.
    @Test
    void noStateIsWrittenBeforeTheStartNumberIsOnAMajority() throws Exception {
        start(0, 1, 2, 3).write(List.of(put("k", "old")));
        LocalRegistry lonely = open(() -> Fate.DONE, 3);
        takeOver(lonely);
        LocalRegistry others = start(0, 1, 2);
        others.write(List.of(put("k", "new")));
        assertThat(value(open(() -> Fate.DONE, 2, 3), "k")).isEqualTo("new");
    }

    @Test
    void failedWriteMakesReadOnlyUntilTheNextTakeOver() throws Exception {
        boolean[] isBroken = {false};
        LocalRegistry registry = open(() -> isBroken[0] ? Fate.UNREPORTED : Fate.DONE, 0, 1, 2, 3);
        takeOver(registry);
        isBroken[0] = true;
        assertThat(registry.write(List.of(put("k", "in doubt"))))
                .isInstanceOf(WriteOutcome.Unavailable.class);
        assertThat(value(registry, "k")).isEqualTo("none");
        isBroken[0] = false;
        assertThat(registry.write(List.of(put("k", "later"))))
                .isInstanceOf(WriteOutcome.Unavailable.class);
        takeOver(registry);
        registry.write(List.of(put("k", "later")));
        assertThat(value(open(() -> Fate.DONE, 0, 1), "k")).isEqualTo("later");
    }

    @Test
    void stalledDriveHoldsUpNobodyAndCatchesUp() throws Exception {
        CountDownLatch stall = new CountDownLatch(1);
        LocalRegistry registry = open(() -> Fate.DONE, 0, 1, 2);
        registry.attach(3, members.get(3), new SimulatedCopy(media.get(3), () -> waitFor(stall)));
        takeOver(registry);
        for (int i = 0; i < 20; i++) {
            registry.write(List.of(put("k", Integer.toString(i))));
        }
        assertThat(media.get(3).content().whole()).isEmpty();
        stall.countDown();
        while (media.get(3).content().whole().isEmpty()
                || media.get(3).content().whole().get().revision() < registry.revision()) {
            registry.catchUp();
            Thread.onSpinWait();
        }
        assertThat(media.get(3).content().whole().get().generation())
                .isEqualTo(registry.state().generation());
    }

    private static Fate waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return Fate.DONE;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void replacedHalfReformsAndItsOldDrivesNoLongerCount() throws Exception {
        start(0, 1, 2, 3).write(List.of(put("k", "1")));
        LocalRegistry registry = open(() -> Fate.DONE, 0, 1);
        List<UUID> reformed =
                List.of(members.get(0), members.get(1), new UUID(9, 2), new UUID(9, 3));
        List<Medium> fresh = List.of(new Medium(), new Medium());
        registry.attach(2, reformed.get(2), new SimulatedCopy(fresh.get(0), () -> Fate.DONE));
        registry.attach(3, reformed.get(3), new SimulatedCopy(fresh.get(1), () -> Fate.DONE));
        assertThat(
                        registry.takeOver(
                                new LocalRegistry.TakeOver(
                                        reformed, List.of(put("k", "2")), 1, false)))
                .isInstanceOf(WriteOutcome.Written.class);
        RegistryRead withOldDrives = read(0, 2, 3);
        assertThat(withOldDrives.known().cardinality()).isEqualTo(1);
        assertThat(withOldDrives.newest().orElseThrow().revision()).isEqualTo(registry.revision());
    }

    @Test
    void reformedStateMustReachEveryOldCopyThatWasRead() throws Exception {
        start(0, 1, 2, 3).write(List.of(put("k", "1")));
        LocalRegistry registry = open(() -> Fate.DONE, 0);
        registry.attach(1, members.get(1), new SimulatedCopy(media.get(1), () -> Fate.LOST));
        List<UUID> reformed =
                List.of(members.get(0), members.get(1), new UUID(9, 2), new UUID(9, 3));
        registry.attach(2, reformed.get(2), new SimulatedCopy(new Medium(), () -> Fate.DONE));
        registry.attach(3, reformed.get(3), new SimulatedCopy(new Medium(), () -> Fate.DONE));
        // Three of four new members would do, but the other old copy and a replaced drive put back
        // would then be half of the old ones.
        assertThat(registry.takeOver(new LocalRegistry.TakeOver(reformed, List.of(), 1, false)))
                .isInstanceOf(WriteOutcome.Unavailable.class);
    }
}
