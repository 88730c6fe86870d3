package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.file.ShardFileWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Writes one staged shard file. Its calls run one after the other on the drive's write threads,
/// the first after the staging record is durable (rule 18).
final class LocalShardWriter implements ShardWriter {
    private final ShardId id;
    private final int chunkBytes;
    private final long expectedBytes;
    private final LocalShards shards;
    private final CommitLoop commits;
    private final Pending<IoResult> recorded = new Pending<>();
    private final Queue<Step> steps = new ArrayDeque<>();
    private boolean isRunning;
    private volatile @Nullable ShardFileWriter file;
    private @Nullable IoResult broken;

    LocalShardWriter(
            ShardId id,
            int chunkBytes,
            long expectedBytes,
            LocalShards shards,
            CommitLoop commits) {
        this.id = id;
        this.chunkBytes = chunkBytes;
        this.expectedBytes = expectedBytes;
        this.shards = shards;
        this.commits = commits;
    }

    /// @param isClearing also done when a step before it failed
    private record Step(Work work, boolean isClearing, Pending<IoResult> result) {}

    private interface Work {
        IoResult run() throws IOException;
    }

    /// Asks for the staging record.
    void begin() {
        commits.submit(
                CommitRequest.of(
                        new LogItem.Staged(id),
                        _ -> recorded(new IoResult.Done(0)),
                        fault -> recorded(new IoResult.Failed(fault))));
    }

    private void recorded(IoResult outcome) {
        recorded.complete(outcome);
        runNext();
    }

    @Override
    public ShardId id() {
        return id;
    }

    @Override
    public Pending<IoResult> write(MemorySegment chunk) {
        return add(
                false,
                () -> {
                    opened().write(chunk);
                    return new IoResult.Done(chunk.byteSize());
                });
    }

    @Override
    public Pending<IoResult> seal() {
        return add(
                false,
                () -> {
                    ShardFileWriter writer = opened();
                    writer.seal();
                    shards.syncName(id);
                    writer.close();
                    shards.staged()
                            .seal(
                                    new Location.InFile(
                                            id, writer.length(), chunkBytes, writer.tableCrc()));
                    return new IoResult.Done(writer.length());
                });
    }

    @Override
    public void abandon() {
        add(
                true,
                () -> {
                    shards.staged().forget(id);
                    ShardFileWriter writer = file;
                    if (writer != null) {
                        // Ends a write too that was given up and still runs: the file may be
                        // written over by another one after this.
                        writer.close();
                    }
                    commits.submit(CommitRequest.of(new LogItem.Freed(id), _ -> {}, _ -> {}));
                    return new IoResult.Done(0);
                });
    }

    private ShardFileWriter opened() throws IOException {
        ShardFileWriter writer = file;
        if (writer == null) {
            writer = shards.create(id, chunkBytes, expectedBytes);
            file = writer;
        }
        return writer;
    }

    private Pending<IoResult> add(boolean isClearing, Work work) {
        Step step = new Step(work, isClearing, new Pending<>());
        synchronized (this) {
            steps.add(step);
        }
        runNext();
        return step.result();
    }

    private void runNext() {
        Step step;
        synchronized (this) {
            if (isRunning || !recorded.isDone()) {
                return;
            }
            step = steps.poll();
            if (step == null) {
                return;
            }
            isRunning = true;
        }
        Pending<IoResult> _ =
                shards.writes()
                        .submit(
                                _ -> finish(step, perform(step)),
                                fault -> finish(step, new IoResult.Failed(fault)));
    }

    /// A file with a failed write is never sealed: every later step fails as well, but for the one
    /// that clears it away.
    private IoResult perform(Step step) throws IOException {
        if (step.isClearing()) {
            return step.work().run();
        }
        IoResult failure = broken;
        if (failure == null && recorded.now().orElseThrow() instanceof IoResult.Failed refused) {
            failure = refused;
        }
        return failure == null ? step.work().run() : failure;
    }

    private IoResult finish(Step step, IoResult result) {
        synchronized (this) {
            if (!(result instanceof IoResult.Done) && broken == null) {
                broken = result;
            }
            isRunning = false;
        }
        step.result().complete(result);
        runNext();
        return result;
    }
}
