package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.file.ChecksumTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes a staged file into a simulated medium. The file is there from the first chunk on; only
/// sealing makes it one that a change may name.
final class SimulatedShardWriter implements ShardWriter {
    private final SimulatedDrive drive;
    private final ShardId id;
    private final SimulatedMedium.ShardFile file;
    private final Queue<Step> steps = new ArrayDeque<>();
    private boolean isRunning;
    private @Nullable IoResult recorded;
    private boolean isWritten;

    private record Step(Supplier<IoResult> work, Pending<IoResult> result) {}

    SimulatedShardWriter(SimulatedDrive drive, ShardId id, int chunkBytes) {
        this.drive = drive;
        this.id = id;
        file = new SimulatedMedium.ShardFile(chunkBytes);
    }

    /// Asks for the staging record; no file comes into being before that is durable (rule 18).
    void begin() {
        if (drive.medium().tells(DriveLie.FORGETS_STAGING_RECORDS)) {
            recorded(new IoResult.Done(0));
            return;
        }
        drive.submit(
                new SimulatedDrive.Request(
                        plan ->
                                plan.rows()
                                        .put(
                                                Family.STAGING,
                                                id.toBytes(),
                                                StagingRecord.STAGED.encode()),
                        () -> recorded(new IoResult.Done(0)),
                        fault -> recorded(new IoResult.Failed(fault))));
    }

    private void recorded(IoResult outcome) {
        synchronized (this) {
            recorded = outcome;
        }
        runNext();
    }

    private Pending<IoResult> afterRecord(Supplier<IoResult> work) {
        Step step = new Step(work, new Pending<>());
        synchronized (this) {
            steps.add(step);
        }
        runNext();
        return step.result;
    }

    /// One call after the other, however long each takes.
    private void runNext() {
        Step step;
        IoResult refusal;
        synchronized (this) {
            IoResult outcome = recorded;
            if (isRunning || outcome == null || steps.isEmpty()) {
                return;
            }
            isRunning = true;
            step = steps.remove();
            refusal = outcome instanceof IoResult.Done ? null : outcome;
        }
        drive.call(
                () -> refusal == null ? step.work.get() : refusal,
                IoResult.Failed::new,
                result -> finish(step, result));
    }

    private void finish(Step step, IoResult result) {
        synchronized (this) {
            isRunning = false;
            if (!(result instanceof IoResult.Done)) {
                recorded = result;
            }
        }
        step.result.complete(result);
        runNext();
    }

    @Override
    public ShardId id() {
        return id;
    }

    @Override
    public Pending<IoResult> write(MemorySegment chunk) {
        byte[] bytes = chunk.toArray(ValueLayout.JAVA_BYTE);
        return afterRecord(
                () -> {
                    SimulatedMedium medium = drive.medium();
                    synchronized (medium) {
                        if (medium.freeBytes() < bytes.length) {
                            return new IoResult.Failed(
                                    new DriveFault(
                                            DriveFault.Kind.FULL, "no space left on device"));
                        }
                        file.chunks.add(bytes);
                        file.table.add(ChecksumTable.crcOf(ByteBuffer.wrap(bytes)));
                        medium.files().put(id, file);
                    }
                    return new IoResult.Done(bytes.length);
                });
    }

    @Override
    public Pending<IoResult> seal() {
        return afterRecord(
                () -> {
                    SimulatedMedium medium = drive.medium();
                    synchronized (medium) {
                        file.isSealed = true;
                        file.isSynced = !medium.tells(DriveLie.SEALS_WITHOUT_SYNC);
                        isWritten = true;
                        medium.files().put(id, file);
                        return new IoResult.Done(file.length());
                    }
                });
    }

    @Override
    public void abandon() {
        Pending<IoResult> _ =
                afterRecord(
                        () -> {
                            free();
                            return new IoResult.Done(0);
                        });
    }

    private void free() {
        drive.submit(new SimulatedDrive.Request(plan -> plan.freeFile(id), () -> {}, _ -> {}));
    }

    /// Where a row that names the file finds it; missing while it is not sealed.
    Location location() {
        return isWritten
                ? new Location.InFile(id, file.length(), file.chunkBytes, file.table.crc())
                : Location.missing();
    }
}
