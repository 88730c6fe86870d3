package io.holdfast.cluster;

import io.holdfast.cluster.copy.CopyContent;
import io.holdfast.cluster.copy.RegistryState;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a start does with the paths that it was given.
sealed interface OpeningPlan {
    /// One path, looked at.
    ///
    /// @param copy of the registry, when the path holds a drive
    record Sighted(
            NodePlaces.NodePlace at,
            Sighting sighting,
            boolean isMountPoint,
            Optional<CopyContent> copy) {}

    /// Makes a new deployment, or ends the making of one that was interrupted before anything could
    /// be stored in it.
    ///
    /// @param toFormat places that are not formatted yet
    record Create(UUID deployment, BitSet toFormat) implements OpeningPlan {}

    /// Opens an existing deployment.
    ///
    /// @param newest state of the registry
    /// @param promised highest start number seen
    /// @param present places whose admitted drive is there
    /// @param toAdmit places with an empty folder, or a drive that was formatted but never
    ///   admitted; they are taken in as new incarnations (rule 4)
    /// @param isForced whether the operator accepted a minority's state
    /// @param warnings for the log
    record Open(
            UUID deployment,
            RegistryState newest,
            long promised,
            BitSet present,
            BitSet toAdmit,
            boolean isForced,
            List<String> warnings)
            implements OpeningPlan {
        /// Whether enough drives are there to write to the registry; if not, the node serves reads.
        boolean isWritable() {
            BitSet all = (BitSet) present.clone();
            all.or(toAdmit);
            return all.cardinality() >= RegistryRead.writeQuorum(newest.members().size());
        }
    }

    /// Touches nothing.
    ///
    /// @param problems one sentence each
    record Refuse(List<String> problems) implements OpeningPlan {}
}
