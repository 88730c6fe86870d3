package io.holdfast.object.rename;

import io.holdfast.base.Host;
import io.holdfast.cluster.Registry;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.VersionFinder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renames, and one thread that finishes those that were broken off: by a crash, or because too few
/// drives answered. It is there only while something is left. What it has not done when the process
/// stops is due again after the next start.
public final class Renames implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renames.class);
    private static final long INTERVAL_NS = 10_000_000_000L;

    private final Renamer.Parts parts;
    private final RenameIntents intents;
    private final Renamer renamer;
    private final KeyTurns turns;
    private final VersionFinder versions;
    private @Nullable Thread worker;
    private boolean isClosed;

    public Renames(Registry registry, Renamer.Parts parts, KeyTurns turns, VersionFinder versions) {
        this.parts = parts;
        this.intents = new RenameIntents(registry, this::work);
        this.renamer = new Renamer(parts, intents);
        this.turns = turns;
        this.versions = versions;
    }

    public Renamer renamer() {
        return renamer;
    }

    /// Goes on with what the last process left.
    public void start() {
        if (!intents.left().isEmpty()) {
            work();
        }
    }

    private synchronized void work() {
        if (worker == null && !isClosed) {
            worker = Host.current().virtualThread("renames", this::run);
            worker.start();
        }
    }

    private void run() {
        try {
            finishAll();
            while (isAnyLeft()) {
                Host.current().sleep(INTERVAL_NS);
                finishAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the worker when nothing is left: whoever leaves something later begins another.
    private synchronized boolean isAnyLeft() {
        boolean isAny = !intents.left().isEmpty();
        worker = isAny ? worker : null;
        return isAny;
    }

    /// Goes on with all that nobody works on.
    void finishAll() throws InterruptedException {
        for (Map.Entry<String, RenameIntent> left : intents.left().entrySet()) {
            try {
                finish(left.getValue());
                intents.end(left.getKey());
            } catch (StoreException e) {
                LOG.info("a rename waits to be finished: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("finishing a rename failed", e);
            }
        }
    }

    /// Where the new name is there, the old one goes.
    private void finish(RenameIntent intent) throws StoreException, InterruptedException {
        try {
            if (parts.buckets().get(intent.bucket()).id() == intent.bucketId()
                    && isStored(intent)) {
                parts.deleter()
                        .deleteUnchanged(
                                new ObjectName(intent.bucket(), intent.source()),
                                intent.sourceChange());
            }
        } catch (StoreException e) {
            if (e.error() != StoreError.NO_SUCH_BUCKET) {
                throw e;
            }
        }
    }

    /// Looked at in the key's turn: a change to it that is under way is decided first.
    private boolean isStored(RenameIntent intent) throws StoreException, InterruptedException {
        return turns.take(
                intent.bucket(),
                intent.target().getBytes(StandardCharsets.UTF_8),
                (_, key, _) ->
                        Plan.answer(
                                versions.newest(key, false)
                                        .map(FoundVersion::record)
                                        .filter(record -> record.writeId() == intent.writeId())
                                        .isPresent()));
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (worker != null) {
            worker.interrupt();
        }
    }
}
