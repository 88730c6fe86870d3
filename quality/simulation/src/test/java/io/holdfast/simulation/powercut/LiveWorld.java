package io.holdfast.simulation.powercut;

import io.holdfast.object.ObjectStore;
import io.holdfast.simulation.Bucket;
import io.holdfast.simulation.Knowledge;
import io.holdfast.simulation.Server;
import io.holdfast.simulation.Setup;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the clients of an engine on real drives know. They take turns: see {@link LiveServer}.
final class LiveWorld extends Knowledge {
    private final long startMs = System.currentTimeMillis();
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable LiveServer server;
    private int servers;

    LiveWorld(Setup setup) {
        super(setup);
    }

    /// Does the work in a turn.
    void inTurn(Server.Work work) throws Exception {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /// In a turn: a server was started.
    LiveServer opened(ObjectStore store) {
        LiveServer opened = new LiveServer(turn, ++servers, store);
        server = opened;
        stats.starts++;
        adopt(store);
        return opened;
    }

    /// In a turn: the server is gone, and what it was asked stays without an answer.
    void died() {
        LiveServer dying = server;
        server = null;
        if (dying != null) {
            dying.die();
        }
        serverGone();
    }

    /// The power goes.
    void cut() {
        turn.lock();
        try {
            stats.cuts++;
            died();
        } finally {
            turn.unlock();
        }
    }

    @Override
    protected Server awaitServer() {
        LiveServer now = server;
        if (now == null) {
            throw new LiveServer.Died();
        }
        return now;
    }

    @Override
    protected long startMs() {
        return startMs;
    }

    @Override
    protected void sleep(long ns) throws InterruptedException {
        turn.unlock();
        try {
            TimeUnit.NANOSECONDS.sleep(ns);
        } finally {
            turn.lock();
        }
    }

    @Override
    protected void trace(String heard) {}

    @Override
    protected int replacements() {
        return 0;
    }

    @Override
    protected void acknowledged(Bucket bucket, int key, int token, boolean isWhole) {}
}
