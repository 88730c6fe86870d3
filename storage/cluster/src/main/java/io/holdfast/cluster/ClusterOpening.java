package io.holdfast.cluster;

import java.util.List;

/// The outcome of opening a node's drives.
public sealed interface ClusterOpening {
    /// The drives are open, and the registry serves at least reads.
    ///
    /// @param notes for the log: drives that are missing, taken in, or not used
    record Opened(Cluster cluster, List<String> notes) implements ClusterOpening {
        public Opened {
            notes = List.copyOf(notes);
        }
    }

    /// Nothing was changed on drives that hold data.
    ///
    /// @param problems one sentence each, for the operator
    record Refused(List<String> problems) implements ClusterOpening {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
