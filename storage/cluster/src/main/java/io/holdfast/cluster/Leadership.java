package io.holdfast.cluster;

import io.holdfast.cluster.Registry.Entry;
import io.holdfast.cluster.Registry.Write;
import io.holdfast.cluster.Registry.WriteOutcome;
import java.util.ArrayList;
import java.util.List;

/// Takes the epoch in which this process leads all slots (rule 1).
final class Leadership {
    private Leadership() {}

    /// Raises the epoch of the slots and of every set in one write.
    ///
    /// @param jump by how much, at least 1
    /// @return the new epoch; 0 when the registry could not be written
    static int take(Registry registry, int jump) throws InterruptedException {
        while (true) {
            Entry slots = registry.get(SlotRecord.KEY).orElseThrow();
            SlotRecord record = SlotRecord.decode(slots.value());
            int epoch = Math.addExact(record.epoch(), jump);
            List<Write> writes = new ArrayList<>();
            writes.add(Write.put(slots.key(), slots.version(), record.underEpoch(epoch).encode()));
            for (Entry set : registry.list("set/")) {
                byte[] value = SetRecord.decode(set.value()).underEpoch(epoch).encode();
                writes.add(Write.put(set.key(), set.version(), value));
            }
            switch (registry.write(writes)) {
                case WriteOutcome.Written _ -> {
                    return epoch;
                }
                case WriteOutcome.Unavailable _ -> {
                    return 0;
                }
                case WriteOutcome.Conflict _ -> {} // a write of this process came first
            }
        }
    }
}
