package io.holdfast.cluster;

import static io.holdfast.cluster.RegistryRead.writeQuorum;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.base.Checks;
import io.holdfast.base.Pending;
import io.holdfast.cluster.copy.Generation;
import io.holdfast.cluster.copy.Item;
import io.holdfast.cluster.copy.RegistryChange;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.cluster.copy.RegistryState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The registry of a single node, kept on a majority of its own drives (rule 30).
///
/// One thread orders writes, waits for the majority, puts them in force and tells the watchers; a
/// caller that is interrupted leaves, and its write still ends. Each copy is written by a {@link
/// CopyWorker}.
///
/// After a crash the newest state of any ⌈n/2⌉ known copies has every write that was acknowledged,
/// because each was on ⌊n/2⌋ + 1. A write that found no majority may be found done by a later
/// start.
final class LocalRegistry implements Registry {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRegistry.class);
    private static final int QUEUED_MAX = 4096;
    private static final int VALUE_BYTES_MAX = 1 << 20;
    private static final int KEY_BYTES_MAX = 1024;
    private static final int STEPS_MAX = 10_000;

    /// One more start of the registry on the copies that are attached.
    ///
    /// @param members that count from then on, by place
    /// @param writes in force with it, all or none
    /// @param startJump by how much the start number rises at least
    /// @param isOnAll whether every member must have it, as when a deployment is made
    record TakeOver(List<UUID> members, List<Write> writes, long startJump, boolean isOnAll) {
        /// The same members and values under a new start number.
        static TakeOver of(List<UUID> members) {
            return new TakeOver(members, List.of(), 1, false);
        }
    }

    private record Watching(String prefix, Watcher watcher) {}

    private final long timeoutNs;
    private final LongSupplier startIds;
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUED_MAX);
    private final List<Watching> watchers = new CopyOnWriteArrayList<>();
    private final @Nullable CopyWorker[] workers;
    private final Thread thread;
    private long highestStart;
    private volatile RegistryState state;
    private volatile boolean isWritable;
    private volatile boolean isClosed;

    /// Starts read-only, with the newest state that was read.
    ///
    /// @param promised highest start number seen on any copy
    /// @param timeoutNs how long a write may wait for its majority
    /// @param startIds random numbers that tell starts apart
    LocalRegistry(RegistryState newest, long promised, long timeoutNs, LongSupplier startIds) {
        this.state = newest;
        this.highestStart = Math.max(promised, newest.generation().start());
        this.timeoutNs = timeoutNs;
        this.startIds = startIds;
        this.workers = new CopyWorker[newest.members().size()];
        this.thread = Thread.ofPlatform().daemon().name("registry").start(this::work);
    }

    @Override
    public long revision() {
        return state.revision();
    }

    @Override
    public Optional<Entry> get(String key) {
        return entry(state, key);
    }

    @Override
    public List<Entry> list(String prefix) {
        List<Entry> found = new ArrayList<>();
        for (Map.Entry<String, Item> item : state.items().tailMap(prefix).entrySet()) {
            if (!item.getKey().startsWith(prefix)) {
                break;
            }
            found.add(new Entry(item.getKey(), item.getValue().value(), item.getValue().version()));
        }
        return found;
    }

    @Override
    public boolean isWritable() {
        return isWritable;
    }

    @Override
    public void watch(String prefix, Watcher watcher) {
        watchers.add(new Watching(prefix, watcher));
    }

    /// The state in force.
    RegistryState state() {
        return state;
    }

    @Override
    public WriteOutcome write(List<Write> writes) throws InterruptedException {
        check(writes);
        return onRegistryThread(() -> commit(writes));
    }

    /// Raises the start number on the write majority, then rewrites the state under it, with other
    /// members and some writes (rule 30). Only then the registry is writable.
    WriteOutcome takeOver(TakeOver wanted) throws InterruptedException {
        check(wanted.writes());
        Checks.that(wanted.members().size() == workers.length, "a node's drives are fixed");
        return onRegistryThread(() -> start(wanted));
    }

    /// Gives a place a copy; the one before is let go. It counts once the incarnation is a member.
    void attach(int place, UUID incarnation, RegistryCopy copy) throws InterruptedException {
        CopyWorker worker = new CopyWorker(place, incarnation, copy);
        onRegistryThread(
                () -> {
                    letGo(place);
                    workers[place] = worker;
                    return true;
                });
    }

    /// Takes the copy of a place away. Without a majority left the registry becomes read-only.
    void detach(int place) throws InterruptedException {
        onRegistryThread(
                () -> {
                    letGo(place);
                    if (placesOf(state.members()).cardinality() < writeQuorum(workers.length)) {
                        isWritable = false;
                    }
                    return true;
                });
    }

    /// While read-only: goes on from a newer state that a returned copy was found to hold.
    void adopt(RegistryState newer, long promised) throws InterruptedException {
        onRegistryThread(
                () -> {
                    highestStart = Math.max(highestStart, promised);
                    if (!isWritable && newer.generation().compareTo(state.generation()) > 0) {
                        state = newer;
                    }
                    return true;
                });
    }

    /// Brings copies that fell behind to the present state, without waiting for them.
    void catchUp() throws InterruptedException {
        onRegistryThread(
                () -> {
                    BitSet members = placesOf(state.members());
                    for (int place = 0; place < workers.length; place++) {
                        CopyWorker worker = workers[place];
                        if (isWritable
                                && worker != null
                                && members.get(place)
                                && !worker.isBusy()
                                && !worker.isAt(state.generation())) {
                            worker.reach(null, state, Votes.uncounted());
                        }
                    }
                    return true;
                });
    }

    /// Places whose copies are attached and count.
    BitSet attached() throws InterruptedException {
        return onRegistryThread(() -> placesOf(state.members()));
    }

    private static void check(List<Write> writes) {
        Checks.that(writes.size() <= STEPS_MAX, "too many steps in a write");
        for (Write write : writes) {
            int keyBytes = write.key().getBytes(UTF_8).length;
            Checks.that(keyBytes > 0 && keyBytes <= KEY_BYTES_MAX, "a key of " + keyBytes);
            Checks.that(
                    write.value().isEmpty() || write.value().get().length <= VALUE_BYTES_MAX,
                    () -> "the value of " + write.key() + " is too long");
        }
    }

    private interface Task<T> {
        T run() throws InterruptedException;
    }

    private <T> T onRegistryThread(Task<T> task) throws InterruptedException {
        Checks.that(Thread.currentThread() != thread, "a watcher must not write");
        Pending<Result<T>> pending = new Pending<>();
        Runnable step =
                () -> {
                    try {
                        pending.complete(new Result.Value<>(task.run()));
                    } catch (InterruptedException | RuntimeException e) {
                        pending.complete(new Result.Failed<>(e));
                    }
                };
        queue.put(step);
        if (isClosed && queue.remove(step)) {
            throw new IllegalStateException("the registry is closed");
        }
        return switch (pending.await()) {
            case Result.Value<T>(T value) -> value;
            case Result.Failed<T>(Exception why) ->
                    throw new IllegalStateException("the registry failed", why);
        };
    }

    private sealed interface Result<T> {
        record Value<T>(T value) implements Result<T> {}

        record Failed<T>(Exception why) implements Result<T> {}
    }

    private void work() {
        try {
            while (!isClosed || !queue.isEmpty()) {
                queue.take().run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread; it ends
        }
    }

    private WriteOutcome commit(List<Write> writes) throws InterruptedException {
        if (!isWritable) {
            return new WriteOutcome.Unavailable("the registry has no majority of the drives");
        }
        Optional<WriteOutcome> conflict = conflict(writes);
        if (conflict.isPresent() || writes.isEmpty()) {
            return conflict.orElseGet(() -> new WriteOutcome.Written(state.revision()));
        }
        RegistryState before = state;
        RegistryChange change =
                new RegistryChange(
                        before.generation().next(), before.revision() + 1, steps(writes));
        RegistryState after = before.apply(change);
        BitSet places = placesOf(before.members());
        Votes votes = new Votes(List.of(new Votes.Need(places, writeQuorum(workers.length))));
        forEach(places, worker -> worker.reach(change, after, votes));
        if (!votes.await(timeoutNs)) {
            // Some copies may hold the write. The next start number overrules them.
            isWritable = false;
            return unavailable("a write to the registry found no majority", votes);
        }
        putInForce(after, writes);
        return new WriteOutcome.Written(after.revision());
    }

    private WriteOutcome start(TakeOver wanted) throws InterruptedException {
        Optional<WriteOutcome> conflict = conflict(wanted.writes());
        if (conflict.isPresent()) {
            return conflict.get();
        }
        highestStart += Math.max(1, wanted.startJump());
        Generation generation = new Generation(highestStart, startIds.getAsLong(), 0);
        // First the number alone: a state may be written only under a number that a later start
        // cannot miss. Otherwise two starts could write different states under the same number
        // (docs/decisions/0021-registry-start.md).
        Votes promises = new Votes(needs(wanted));
        BitSet places = placesOf(state.members());
        places.or(placesOf(wanted.members()));
        forEach(places, worker -> worker.promise(generation.start(), promises));
        if (!promises.await(timeoutNs)) {
            isWritable = false;
            return unavailable("the registry found no majority to start on", promises);
        }
        RegistryState after = state.takenOver(generation, wanted.members(), steps(wanted.writes()));
        Votes votes = new Votes(needs(wanted));
        forEach(places, worker -> worker.reach(null, after, votes));
        if (!votes.await(timeoutNs)) {
            isWritable = false; // a copy may be a start ahead of the state in force
            return unavailable("the registry could not be rewritten on a majority", votes);
        }
        isWritable = true;
        putInForce(after, wanted.writes());
        return new WriteOutcome.Written(after.revision());
    }

    private static WriteOutcome unavailable(String what, Votes votes) {
        LOG.warn("{} ({})", what, votes);
        return new WriteOutcome.Unavailable(what);
    }

    /// A majority of the new members; and of the old ones as many as are in reach, up to a
    /// majority, so that replaced drives put back cannot revive the old state while any of the
    /// others is there (rule 30).
    private List<Votes.Need> needs(TakeOver wanted) {
        int majority = writeQuorum(workers.length);
        BitSet old = placesOf(state.members());
        return List.of(
                new Votes.Need(
                        placesOf(wanted.members()), wanted.isOnAll() ? workers.length : majority),
                new Votes.Need(old, Math.min(majority, old.cardinality())));
    }

    private BitSet placesOf(List<UUID> members) {
        BitSet places = new BitSet();
        for (int place = 0; place < workers.length; place++) {
            CopyWorker worker = workers[place];
            if (worker != null && worker.incarnation().equals(members.get(place))) {
                places.set(place);
            }
        }
        return places;
    }

    private interface Order {
        void give(CopyWorker worker);
    }

    private void forEach(BitSet places, Order order) {
        for (int place = 0; place < workers.length; place++) {
            CopyWorker worker = workers[place];
            if (worker != null && places.get(place)) {
                order.give(worker);
            }
        }
    }

    private Optional<WriteOutcome> conflict(List<Write> writes) {
        SortedMap<String, Item> items = state.items();
        for (Write write : writes) {
            Item item = items.get(write.key());
            long version = item == null ? ABSENT : item.version();
            if (write.expectedVersion() != ANY && write.expectedVersion() != version) {
                return Optional.of(new WriteOutcome.Conflict(write.key(), version));
            }
        }
        return Optional.empty();
    }

    private static List<RegistryChange.Step> steps(List<Write> writes) {
        return writes.stream()
                .map(write -> new RegistryChange.Step(write.key(), write.value()))
                .toList();
    }

    private void putInForce(RegistryState after, List<Write> writes) {
        state = after;
        for (Write write : writes) {
            for (Watching watching : watchers) {
                if (write.key().startsWith(watching.prefix())) {
                    try {
                        watching.watcher().changed(write.key(), entry(after, write.key()));
                    } catch (RuntimeException e) {
                        LOG.error("a watcher of {} failed", watching.prefix(), e);
                    }
                }
            }
        }
    }

    private static Optional<Entry> entry(RegistryState of, String key) {
        return Optional.ofNullable(of.items().get(key))
                .map(item -> new Entry(key, item.value(), item.version()));
    }

    private void letGo(int place) {
        CopyWorker worker = workers[place];
        if (worker != null) {
            worker.close();
        }
        workers[place] = null;
    }

    /// Waits for the copies' last orders, each a bounded time, and releases their files.
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        isWritable = false;
        queue.add(() -> {}); // wakes the thread
        try {
            thread.join(timeoutNs / 1_000_000);
            for (CopyWorker worker : workers) {
                if (worker != null) {
                    worker.close();
                    worker.awaitEnd(timeoutNs / 1_000_000);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
