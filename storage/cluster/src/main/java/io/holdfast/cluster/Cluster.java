package io.holdfast.cluster;

import java.util.List;
import java.util.UUID;

/// The deployment as this node sees it: its sets, which set each slot lies in, and the registry.
public interface Cluster extends AutoCloseable {
    /// Slots of a deployment, fixed for ever: a slot is a fixed share of the keys, by hash (rule
    /// 2).
    int SLOTS = 1024;

    UUID deployment();

    /// The epoch in which this process leads its slots; new at each start (rule 1). 0 while the
    /// registry has no majority of the drives: then the node leads nothing and serves reads only.
    /// When enough drives return, it takes an epoch before their return is told to listeners.
    int epoch();

    Registry registry();

    List<ErasureSet> sets();

    /// Index in {@link #sets()} of the set that holds the slot.
    int setOf(int slot);

    /// SipHash-2-4 of bucket id and key under the deployment id, modulo {@link #SLOTS}.
    int slotOf(long bucketId, byte[] key);

    /// Starts watching for drives that fail or return; call once, after the sets have their
    /// listeners.
    void watchDrives();

    @Override
    void close();
}
