package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Bytes;
import io.holdfast.cluster.Registry.Write;
import io.holdfast.cluster.Registry.WriteOutcome;
import io.holdfast.cluster.SimulatedCopy.Fate;
import io.holdfast.cluster.SimulatedCopy.Medium;
import io.holdfast.cluster.copy.RegistryState;
import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Power cuts at every step of starts, writes and replacements, over many lives of a node. The
/// registry holds a counter; what was acknowledged must be read by every later start.
final class RegistryCrashTest {
    private static final String KEY = "counter";
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(20);

    @Test
    void acknowledgedWritesSurviveAnyCrash() {
        Seeds.forEach(150, random -> new Node(random).live(12));
    }

    /// One node, its drives, and what its clients were told.
    private static final class Node {
        private final RandomGenerator random;
        private final int drives;
        private final Medium[] media;
        private final UUID[] incarnations;
        private List<UUID> members = List.of();
        private long acknowledged;
        private long tried;

        Node(RandomGenerator random) {
            this.random = random;
            this.drives = random.nextInt(1, 7);
            this.media = new Medium[drives];
            this.incarnations = new UUID[drives];
            for (int i = 0; i < drives; i++) {
                wipe(i);
            }
        }

        private void wipe(int place) {
            media[place] = new Medium();
            incarnations[place] = new UUID(random.nextLong(), random.nextLong());
        }

        void live(int lives) throws InterruptedException {
            for (int life = 0; life < lives; life++) {
                if (life > 0 && random.nextInt(4) == 0) {
                    loseSome();
                }
                liveOnce();
            }
        }

        /// Replaces as many drives by empty ones as the rest can bear.
        private void loseSome() {
            RegistryRead read = read(IntStream.range(0, drives).boxed().toList());
            if (read.newest().isEmpty()) {
                return;
            }
            List<Integer> known = read.known().stream().boxed().collect(Collectors.toList());
            Collections.shuffle(known, new Random(random.nextLong()));
            while (known.size() > RegistryRead.readQuorum(drives)) {
                wipe(known.removeLast());
            }
        }

        private RegistryRead read(List<Integer> places) {
            List<Optional<RegistryRead.Seen>> seen = new ArrayList<>();
            for (int i = 0; i < drives; i++) {
                seen.add(
                        places.contains(i)
                                ? Optional.of(
                                        new RegistryRead.Seen(incarnations[i], media[i].content()))
                                : Optional.empty());
            }
            return RegistryRead.of(seen);
        }

        private List<Integer> present() {
            List<Integer> all = IntStream.range(0, drives).boxed().collect(Collectors.toList());
            if (read(all).newest().isEmpty() || random.nextInt(3) == 0) {
                return all; // creation, and taking empty drives in, need every drive
            }
            Collections.shuffle(all, new Random(random.nextLong()));
            return all.subList(0, random.nextInt(RegistryRead.readQuorum(drives), drives + 1));
        }

        private void liveOnce() throws InterruptedException {
            List<Integer> places = present();
            RegistryRead read = read(places);
            assertThat(read.isSplit()).isFalse();
            boolean isRefused =
                    read.newest().isPresent()
                            ? read.known().cardinality() < RegistryRead.readQuorum(drives)
                            : places.size() < drives;
            if (isRefused) {
                return;
            }
            RegistryState newest = read.newest().orElse(RegistryState.empty(List.of(incarnations)));
            check(newest);
            AtomicInteger stepsLeft = new AtomicInteger(random.nextInt(0, 40));
            int flakiness = random.nextInt(2, 30);
            Random fates = new Random(random.nextLong());
            LocalRegistry registry =
                    new LocalRegistry(newest, read.promised(), TIMEOUT_NS, random::nextLong);
            try {
                for (int place : places) {
                    registry.attach(
                            place,
                            incarnations[place],
                            new SimulatedCopy(
                                    media[place], () -> fate(stepsLeft, fates, flakiness)));
                }
                members = new ArrayList<>(newest.members());
                boolean mayReplace =
                        places.size() == drives
                                || read.known().cardinality() >= RegistryRead.writeQuorum(drives);
                if (mayReplace) {
                    places.forEach(place -> members.set(place, incarnations[place]));
                }
                serve(registry, stepsLeft);
            } finally {
                stepsLeft.set(0); // the power is cut
                registry.close();
            }
        }

        private static Fate fate(AtomicInteger stepsLeft, Random fates, int flakiness) {
            synchronized (fates) {
                int left = stepsLeft.getAndUpdate(n -> Math.max(0, n - 1));
                if (left == 0) {
                    return Fate.LOST;
                }
                if (left == 1 || fates.nextInt(flakiness) == 0) {
                    return fates.nextBoolean() ? Fate.LOST : Fate.UNREPORTED;
                }
                return Fate.DONE;
            }
        }

        private void serve(LocalRegistry registry, AtomicInteger stepsLeft)
                throws InterruptedException {
            while (stepsLeft.get() > 0) {
                if (!registry.isWritable()
                        && !(registry.takeOver(LocalRegistry.TakeOver.of(members))
                                instanceof WriteOutcome.Written)
                        && random.nextBoolean()) {
                    return;
                }
                check(registry.state());
                long next = ++tried;
                byte[] value = new byte[8];
                Bytes.putLong(value, 0, next);
                if (registry.write(List.of(Write.put(KEY, Registry.ANY, value)))
                        instanceof WriteOutcome.Written) {
                    acknowledged = next;
                }
            }
        }

        private void check(RegistryState state) {
            var item = state.items().get(KEY);
            long found = item == null ? 0 : Bytes.getLong(item.value(), 0);
            assertThat(found)
                    .as("%d drives, members %s", drives, state.members())
                    .isBetween(acknowledged, tried);
        }
    }
}
