package io.holdfast.drive.log;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The segment files of a drive: those that hold batches, in order, and spare ones that are written
/// with zeros ahead of use. Segments that hold nothing any more become spare again: writing over
/// blocks that were written before syncs cheaper than fresh ones. Any thread.
public final class Segments implements AutoCloseable {
    private static final int FILL_BYTES = 1 << 20;

    /// The first segment of a new drive is short: the drive's first start waits until it is filled.
    private static final long FIRST_BYTES = 4 << 20;

    /// Open files for reading; beyond it any of them is closed, and its readers try again.
    private static final int READERS_MAX = 512;

    private final Disk disk;
    private final Path folder;
    private final UUID incarnation;
    private final long segmentBytes;
    private final Map<Integer, Segment> used = new HashMap<>();
    private final Deque<Segment> spare = new ArrayDeque<>();
    private final List<Integer> suspects = new ArrayList<>();
    private final List<Integer> useless = new ArrayList<>();
    private final Map<Integer, DiskFile> readers = new ConcurrentHashMap<>();
    private long lastActivation;
    private int lastNumber;
    private OptionalLong cleanEnd = OptionalLong.empty();

    private Segments(Disk disk, Path folder, UUID incarnation, long segmentBytes) {
        this.disk = disk;
        this.folder = folder;
        this.incarnation = incarnation;
        this.segmentBytes = segmentBytes;
    }

    /// Reads the headers of all files in the folder, and takes what a close in order left.
    ///
    /// @param segmentBytes length of new files; those that are there keep theirs
    public static Segments open(Disk disk, Path folder, UUID incarnation, long segmentBytes)
            throws IOException {
        Segments segments = new Segments(disk, folder, incarnation, segmentBytes);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("[0-9]{1,9}")) {
                    segments.admit(file, Integer.parseInt(name));
                }
            }
        }
        segments.cleanEnd = CleanEnd.take(disk, folder, incarnation);
        return segments;
    }

    private void admit(Path file, int number) throws IOException {
        lastNumber = Math.max(lastNumber, number);
        ByteBuffer first = Aligned.allocate(Aligned.BLOCK);
        ByteBuffer second = Aligned.allocate(Aligned.BLOCK);
        long bytes;
        try (DiskFile reader = disk.openForReading(file)) {
            bytes = reader.size();
            reader.read(first, 0);
            reader.read(second, Aligned.BLOCK);
        }
        Optional<SegmentHeader> header = SegmentHeader.decode(first.clear(), number, incarnation);
        SegmentHeader.State state = SegmentHeader.stateOf(first, header);
        if (state == SegmentHeader.State.VALID) {
            SegmentHeader valid = header.orElseThrow();
            lastActivation = Math.max(lastActivation, valid.activation());
            used.put(number, new Segment(number, bytes, valid.activation(), valid.firstBatch()));
            return;
        }
        // A header that a drive took and never wrote would show in the block behind it.
        if (state != SegmentHeader.State.PREPARED || !SegmentHeader.isBlank(second.clear())) {
            suspects.add(number);
        }
        if (state != SegmentHeader.State.BAD && bytes == segmentBytes) {
            spare.add(new Segment(number, bytes, 0, 0));
        } else {
            // Damage; or the power went while it was being filled, or the setting changed.
            useless.add(number);
        }
    }

    UUID incarnation() {
        return incarnation;
    }

    /// Whether the drive was closed in order after that batch, and wrote none since.
    boolean endsCleanlyAfter(long batch) {
        return cleanEnd.isPresent() && cleanEnd.getAsLong() == batch;
    }

    /// Lets the next opening know that no batch follows that one. Nothing may be written after it.
    public void leaveCleanEnd(long lastBatch) throws IOException {
        CleanEnd.leave(disk, folder, incarnation, lastBatch);
    }

    /// Segments with batches, oldest first.
    public synchronized List<Segment> inOrder() {
        List<Segment> all = new ArrayList<>(used.values());
        all.sort(
                Comparator.comparingLong(Segment::firstBatch)
                        .thenComparingLong(Segment::activation));
        return all;
    }

    /// Files in which damage may hide batches: those that neither say which batch they begin with
    /// nor that they were never used.
    synchronized List<Integer> suspects() {
        return List.copyOf(suspects);
    }

    /// After the log was found whole: no file hides anything, and those that cannot be used are
    /// deleted.
    public synchronized void trust() throws IOException {
        for (int number : useless) {
            disk.delete(path(number));
        }
        useless.clear();
        suspects.clear();
    }

    synchronized Optional<Segment> find(int number) {
        return Optional.ofNullable(used.get(number));
    }

    public synchronized int spareCount() {
        return spare.size();
    }

    public synchronized int usedCount() {
        return used.size();
    }

    /// Bytes of all segments with batches.
    public synchronized long usedBytes() {
        return used.values().stream().mapToLong(Segment::bytes).sum();
    }

    /// Makes one more spare file. Slow.
    public void addSpare() throws IOException {
        Segment made = make(segmentBytes);
        synchronized (this) {
            spare.add(made);
        }
    }

    /// A file filled with zeros, which says that it is not used yet, and synced.
    private Segment make(long bytes) throws IOException {
        int number;
        synchronized (this) {
            number = ++lastNumber;
        }
        try (DiskFile file = disk.openForWriting(path(number))) {
            ByteBuffer zeros = Aligned.allocate((int) Math.min(FILL_BYTES, bytes));
            for (long at = 0; at < bytes; at += zeros.capacity()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
                file.write(zeros, at);
            }
            file.write(SegmentHeader.prepared(number, incarnation).encode(), 0);
            file.sync();
        } catch (IOException e) {
            disk.delete(path(number));
            throw e;
        }
        disk.syncFolder(folder);
        return new Segment(number, bytes, 0, 0);
    }

    /// Takes a spare segment into use, or makes one: its header is durable when this returns.
    ///
    /// @param needBytes of the batch that comes next
    Segment activate(long firstBatch, long needBytes) throws IOException {
        Segment taken;
        boolean isFirst;
        synchronized (this) {
            taken = spare.poll();
            isFirst = used.isEmpty();
        }
        if (taken == null) {
            boolean isShort = isFirst && Aligned.BLOCK + needBytes <= FIRST_BYTES;
            taken = make(isShort ? Math.min(FIRST_BYTES, segmentBytes) : segmentBytes);
        }
        Segment active;
        synchronized (this) {
            active = new Segment(taken.number(), taken.bytes(), ++lastActivation, firstBatch);
        }
        try (DiskFile file = disk.openForWriting(path(active.number()))) {
            file.write(
                    new SegmentHeader(active.number(), active.activation(), firstBatch, incarnation)
                            .encode(),
                    0);
            file.sync();
        }
        synchronized (this) {
            used.put(active.number(), active);
        }
        return active;
    }

    /// Gives up a segment in which nothing lives and no batch is needed for replay. It becomes
    /// spare, or is deleted when there are enough of those.
    public void release(Segment segment, int spareMax) throws IOException {
        boolean isKept;
        synchronized (this) {
            used.remove(segment.number());
            isKept = spare.size() < spareMax && segment.bytes() == segmentBytes;
            if (isKept) {
                spare.add(new Segment(segment.number(), segment.bytes(), 0, 0));
            }
        }
        if (!isKept) {
            closeReader(segment.number());
            disk.delete(path(segment.number()));
        }
    }

    DiskFile openForWriting(int number) throws IOException {
        return disk.openForWriting(path(number));
    }

    /// Reads from a segment. The bytes mean nothing without their checksum: the segment may be
    /// recycled at the same time.
    ///
    /// @return the number of bytes read
    public int read(int number, ByteBuffer into, long offset) throws IOException {
        DiskFile reader = readers.get(number);
        if (reader == null) {
            reader = disk.openForReading(path(number));
            DiskFile other = readers.putIfAbsent(number, reader);
            if (other != null) {
                reader.close();
                reader = other;
            } else if (readers.size() > READERS_MAX) {
                closeReader(readers.keySet().iterator().next());
            }
        }
        return reader.read(into, offset);
    }

    private void closeReader(int number) throws IOException {
        DiskFile reader = readers.remove(number);
        if (reader != null) {
            reader.close();
        }
    }

    private Path path(int number) {
        return folder.resolve(Integer.toString(number));
    }

    @Override
    public void close() throws IOException {
        for (int number : List.copyOf(readers.keySet())) {
            closeReader(number);
        }
    }
}
