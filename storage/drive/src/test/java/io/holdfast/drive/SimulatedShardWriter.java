package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.file.ChecksumTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/// Writes a staged file into a simulated medium. The file is there from the first chunk on; only
/// sealing makes it one that a change may name.
final class SimulatedShardWriter implements ShardWriter {
    private final SimulatedDrive drive;
    private final ShardId id;
    private final SimulatedMedium.ShardFile file;

    SimulatedShardWriter(SimulatedDrive drive, ShardId id, int chunkBytes) {
        this.drive = drive;
        this.id = id;
        file = new SimulatedMedium.ShardFile(chunkBytes);
    }

    @Override
    public ShardId id() {
        return id;
    }

    @Override
    public Pending<IoResult> write(MemorySegment chunk) {
        byte[] bytes = chunk.toArray(ValueLayout.JAVA_BYTE);
        return drive.call(
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
                },
                IoResult.Failed::new);
    }

    @Override
    public Pending<IoResult> seal() {
        return drive.call(
                () -> {
                    SimulatedMedium medium = drive.medium();
                    synchronized (medium) {
                        file.isSealed = true;
                        medium.files().put(id, file);
                        return new IoResult.Done(file.length());
                    }
                },
                IoResult.Failed::new);
    }

    @Override
    public void abandon() {
        drive.submit(new SimulatedDrive.Request(plan -> plan.freeFile(id), () -> {}, _ -> {}));
    }

    /// Where a row that names the file finds it; missing while it is not sealed.
    Location location() {
        return file.isSealed
                ? new Location.InFile(id, file.length(), file.chunkBytes, file.table.crc())
                : Location.missing();
    }
}
