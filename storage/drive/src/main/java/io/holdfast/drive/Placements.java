package io.holdfast.drive;

import java.util.ArrayList;
import java.util.List;

/// Says where the shards of a change go on this drive: laid out anew when a change is first taken,
/// read from the log when it is replayed, so that replay gives the same rows.
interface Placements {
    /// The place of the change's inline shard of that number; missing when this drive has no bytes.
    Location inline(int number);

    /// The sealed file; missing when there is no staging record of it (rule 18).
    Location file(ShardId id);

    /// Replays recorded placements in the order in which the operations asked for them.
    static Placements recorded(List<Location> placements) {
        return new Recorded(placements);
    }

    /// Passes on to another and keeps what it answered.
    static Recording recording(Placements inner) {
        return new Recording(inner);
    }

    /// See {@link #recorded}.
    final class Recorded implements Placements {
        private final List<Location> placements;
        private int next;

        private Recorded(List<Location> placements) {
            this.placements = placements;
        }

        @Override
        public Location inline(int number) {
            return next();
        }

        @Override
        public Location file(ShardId id) {
            return next();
        }

        private Location next() {
            if (next >= placements.size()) {
                throw new Divergence("the log names fewer shards than the change");
            }
            return placements.get(next++);
        }
    }

    /// See {@link #recording}.
    final class Recording implements Placements {
        private final Placements inner;
        private final List<Location> answers = new ArrayList<>();

        private Recording(Placements inner) {
            this.inner = inner;
        }

        List<Location> answers() {
            return answers;
        }

        @Override
        public Location inline(int number) {
            return keep(inner.inline(number));
        }

        @Override
        public Location file(ShardId id) {
            return keep(inner.file(id));
        }

        private Location keep(Location location) {
            answers.add(location);
            return location;
        }
    }
}
