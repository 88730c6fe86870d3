package io.holdfast.server;

import io.holdfast.base.Lifecycle;
import io.holdfast.cluster.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that runs.
final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Lifecycle lifecycle;
    private final Cluster cluster;
    private final Frontend.Listener listener;

    Node(Lifecycle lifecycle, Cluster cluster, Frontend.Listener listener) {
        this.lifecycle = lifecycle;
        this.cluster = cluster;
        this.listener = listener;
    }

    Cluster cluster() {
        return cluster;
    }

    Frontend.Listener listener() {
        return listener;
    }

    /// Answers what is in flight, then closes everything; drives last, so that the next start has
    /// nothing to replay.
    void stop(long drainTimeoutMs) {
        LOG.info("stopping: requests in flight are answered, new ones refused");
        try {
            if (!listener.drain(drainTimeoutMs)) {
                LOG.warn("requests were still in flight after {} ms and were cut", drainTimeoutMs);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close();
        LOG.info("stopped");
    }

    @Override
    public void close() {
        lifecycle.close();
    }
}
