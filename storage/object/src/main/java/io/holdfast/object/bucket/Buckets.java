package io.holdfast.object.bucket;

import io.holdfast.base.Bytes;
import io.holdfast.base.Clock;
import io.holdfast.cluster.Registry;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The buckets of the deployment: kept in the registry, mirrored in memory, so that looking one up
/// costs a map read. Any thread.
public final class Buckets {
    private static final String PREFIX = "bucket/";
    private static final String NEXT_ID = "bucket-next-id";
    private static final int ATTEMPTS = 100;

    private final Registry registry;
    private final Clock clock;
    private final long drainTimeoutNs;
    private final ConcurrentSkipListMap<String, BucketGate> gates = new ConcurrentSkipListMap<>();

    /// @param drainTimeoutNs a deletion waits so long for the changes under way in the bucket
    public Buckets(Registry registry, Clock clock, long drainTimeoutNs) {
        this.registry = registry;
        this.clock = clock;
        this.drainTimeoutNs = drainTimeoutNs;
        registry.watch(PREFIX, this::changed);
        for (Registry.Entry entry : registry.list(PREFIX)) {
            changed(entry.key(), Optional.of(entry));
        }
    }

    /// A change under way in a bucket; close it when the change is decided or given up.
    public static final class Entered implements AutoCloseable {
        private final BucketGate gate;

        private Entered(BucketGate gate) {
            this.gate = gate;
        }

        /// The bucket as it is now.
        public BucketInfo info() {
            return gate.info();
        }

        @Override
        public void close() {
            gate.leave();
        }
    }

    /// Emptiness of a bucket, judged while no change can enter it.
    @FunctionalInterface
    public interface EmptinessCheck {
        boolean isEmpty(BucketInfo bucket) throws StoreException, InterruptedException;
    }

    public BucketInfo get(String name) throws StoreException {
        BucketGate gate = gates.get(name);
        if (gate == null) {
            throw noSuchBucket();
        }
        return gate.info();
    }

    public List<BucketInfo> all() {
        List<BucketInfo> all = new ArrayList<>();
        for (BucketGate gate : gates.values()) {
            all.add(gate.info());
        }
        return all;
    }

    /// Enters a bucket to change something in it.
    public Entered enter(String name) throws StoreException, InterruptedException {
        BucketGate gate = gates.get(name);
        if (gate == null || !gate.enter()) {
            throw noSuchBucket();
        }
        return new Entered(gate);
    }

    /// @param owner id of the account; empty for the default account
    /// @param documents settings that it has from the start
    public BucketInfo create(
            String name,
            String owner,
            boolean objectLock,
            String region,
            Map<String, String> documents)
            throws StoreException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Registry.Entry> next = registry.get(NEXT_ID);
            long id = idIn(next);
            BucketInfo info =
                    BucketInfo.created(name, id, clock.wallMs(), owner, objectLock, region)
                            .withDocuments(documents);
            byte[] following = new byte[8];
            Bytes.putLong(following, 0, id + 1);
            List<Registry.Write> writes =
                    List.of(
                            Registry.Write.put(
                                    NEXT_ID,
                                    next.map(Registry.Entry::version).orElse(Registry.ABSENT),
                                    following),
                            Registry.Write.put(
                                    PREFIX + name,
                                    Registry.ABSENT,
                                    new BucketRecord(info, false).toBytes()));
            switch (registry.write(writes)) {
                case Registry.WriteOutcome.Written _ -> {
                    return info;
                }
                case Registry.WriteOutcome.Conflict(String key, long _) -> {
                    if (!key.equals(NEXT_ID)) {
                        throw new StoreException(
                                StoreError.BUCKET_EXISTS, "the bucket exists already");
                    }
                }
                case Registry.WriteOutcome.Unavailable(String detail) -> throw unavailable(detail);
            }
        }
        throw new StoreException(StoreError.TOO_BUSY, "too many buckets are being created");
    }

    private static long idIn(Optional<Registry.Entry> next) {
        return next.map(entry -> Bytes.getLong(entry.value(), 0)).orElse(1L);
    }

    /// Every bucket that this registry ever knew has an id below this one. An id that is not below
    /// it was given by a newer registry than this.
    public long nextId() {
        return idIn(registry.get(NEXT_ID));
    }

    /// What a change makes of a bucket's settings; may be asked again when others change them too.
    @FunctionalInterface
    public interface Edit {
        BucketInfo of(BucketInfo present) throws StoreException;
    }

    /// Changes the bucket's settings.
    public void update(String name, Edit change) throws StoreException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Registry.Entry entry = registry.get(PREFIX + name).orElseThrow(Buckets::noSuchBucket);
            BucketRecord record = BucketRecord.read(name, entry.value());
            if (record.isDeleting()) {
                throw noSuchBucket();
            }
            BucketRecord changed = new BucketRecord(change.of(record.info()), false);
            switch (put(name, entry.version(), changed)) {
                case Registry.WriteOutcome.Written _ -> {
                    return;
                }
                case Registry.WriteOutcome.Conflict _ -> {}
                case Registry.WriteOutcome.Unavailable(String detail) -> throw unavailable(detail);
            }
        }
        throw new StoreException(StoreError.TOO_BUSY, "the bucket is being changed");
    }

    /// Removes a bucket: keeps new changes out, waits for those under way, checks, removes (rule
    /// 3).
    ///
    /// @return false when the check says so: the bucket is as it was
    public boolean delete(String name, EmptinessCheck check)
            throws StoreException, InterruptedException {
        BucketGate gate = gates.get(name);
        if (gate == null || !gate.close(drainTimeoutNs)) {
            throw noSuchBucket();
        }
        boolean isRemoved = false;
        try {
            if (!check.isEmpty(gate.info())) {
                return false;
            }
            List<Registry.Write> removal =
                    List.of(Registry.Write.remove(PREFIX + name, Registry.ANY));
            if (registry.write(removal)
                    instanceof Registry.WriteOutcome.Unavailable(String detail)) {
                throw unavailable(detail);
            }
            isRemoved = true;
            gate.remove();
            return true;
        } finally {
            if (!isRemoved) {
                gate.reopen();
            }
        }
    }

    private Registry.WriteOutcome put(String name, long version, BucketRecord record)
            throws InterruptedException {
        return registry.write(
                List.of(Registry.Write.put(PREFIX + name, version, record.toBytes())));
    }

    private void changed(String key, Optional<Registry.Entry> now) {
        String name = key.substring(PREFIX.length());
        if (now.isEmpty()) {
            BucketGate removed = gates.remove(name);
            if (removed != null) {
                removed.remove();
            }
            return;
        }
        BucketInfo info = BucketRecord.read(name, now.get().value()).info();
        gates.compute(
                name,
                (_, gate) -> {
                    if (gate == null || gate.info().id() != info.id()) {
                        if (gate != null) {
                            gate.remove();
                        }
                        return new BucketGate(info);
                    }
                    gate.update(info);
                    return gate;
                });
    }

    private static StoreException noSuchBucket() {
        return new StoreException(StoreError.NO_SUCH_BUCKET, "the bucket does not exist");
    }

    private static StoreException unavailable(String detail) {
        return new StoreException(
                StoreError.WRITE_QUORUM_LOST, "the registry takes no writes: " + detail);
    }
}
