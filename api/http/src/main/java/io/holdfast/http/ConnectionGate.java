package io.holdfast.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts no more connections than there are descriptors for; the next ones wait in the system's
/// queue. Meanwhile those that are idle are closed soon, to make room. Selector threads.
final class ConnectionGate extends NetworkConnectionLimit {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGate.class);
    private static final long CROWDED_IDLE_MS = 1_000;
    private static final long QUIET_NS = TimeUnit.MINUTES.toNanos(1);

    private final int most;
    private long saidNs = System.nanoTime() - QUIET_NS;

    ConnectionGate(int most, long idleTimeoutMs, Connector connector) {
        super(most, connector);
        this.most = most;
        setEndPointIdleTimeout(Math.min(CROWDED_IDLE_MS, idleTimeoutMs));
    }

    @Override
    protected void limit() {
        long now = System.nanoTime();
        if (now - saidNs >= QUIET_NS) {
            saidNs = now;
            LOG.warn(
                    "{} connections are open, as many as the limit on open files leaves room for;"
                            + " further ones wait. Raise it (LimitNOFILE= of the service, ulimit -n)"
                            + " if that many clients are meant to be here.",
                    most);
        }
        super.limit();
    }
}
