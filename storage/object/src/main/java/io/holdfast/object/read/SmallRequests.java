package io.holdfast.object.read;

import io.holdfast.base.Host;

/// Knows whether small requests are coming, for which large transfers step back
/// (docs/decisions/0084-large-transfers-step-back-while-small-requests-come.md). Any thread.
public final class SmallRequests {
    /// Two within so long are the beginning of more.
    static final long SPAN_NS = 500_000_000L;

    private volatile long lastNs;
    private volatile long lastButOneNs;

    public SmallRequests() {
        lastNs = Host.current().nowNs() - 2 * SPAN_NS;
        lastButOneNs = lastNs;
    }

    /// One has come. When several threads say so at once, one of them may count for all.
    public void came() {
        lastButOneNs = lastNs;
        lastNs = Host.current().nowNs();
    }

    /// Whether two have come lately: a single one goes with a large transfer as often as not.
    public boolean areComing() {
        return Host.current().nowNs() - lastButOneNs < SPAN_NS;
    }
}
