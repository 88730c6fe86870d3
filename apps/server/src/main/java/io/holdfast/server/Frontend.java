package io.holdfast.server;

import io.holdfast.cluster.Cluster;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ShardPlace;
import io.holdfast.object.StoreException;
import io.holdfast.server.bootstrap.BootstrapException;
import java.io.IOException;
import java.util.List;

/// What stands between the drives and the clients: the object store, the protocols, the listener.
@FunctionalInterface
interface Frontend {
    /// Starts to serve the cluster. The listener owns all that it started; the cluster stays the
    /// caller's.
    ///
    /// @throws java.net.BindException when the address is taken
    /// @throws IOException when it cannot be listened on for another reason
    /// @throws BootstrapException when what is declared does not fit what is there
    Listener start(ServerPlan plan, Cluster cluster)
            throws IOException, BootstrapException, InterruptedException;

    /// A running listener.
    interface Listener extends AutoCloseable {
        int port();

        boolean isSecure();

        /// Where the drives keep the shards of an object's newest version.
        ///
        /// @throws StoreException when there is no such object
        List<ShardPlace> shardPlaces(ObjectName name) throws StoreException, InterruptedException;

        /// Takes no more requests and waits for those in flight.
        ///
        /// @return false when the time passed first
        boolean drain(long timeoutMs) throws InterruptedException;

        @Override
        void close();
    }
}
