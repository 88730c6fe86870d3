package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.shard;
import static io.holdfast.drive.TestKeys.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bits that rot in the rows of a drive: whoever meets them puts the drive out, and it does not
/// come back until it is replaced.
@Timeout(60)
final class LocalDriveIndexDamageTest {
    private static final int CHANGES = 300;
    private static final int FILL = 800;

    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void writeRows() throws Exception {
        root = LocalDrives.format(folder, 1);
        LocalDriveOptions flushing = LocalDrives.SMALL.withReplayLimitBytes(1);
        try (LocalDrive drive = LocalDrives.opened(LocalDrive.open(root, flushing))) {
            assertThat(drive.hello(1).await()).isInstanceOf(HelloReply.Promised.class);
            TestFeed feed = new TestFeed(1);
            drive.follow(feed, 0);
            for (int i = 1; i <= CHANGES; i++) {
                OpsWriter ops = new OpsWriter();
                ops.insert(Family.HEAD, head(key(i)), record(i), new OpsWriter.Shard.Inline(0));
                feed.add(1, i, text("e"), ops, shard(i, 100));
                drive.wake();
                assertThat(feed.await(i)).isEmpty();
                feed.decide(i);
            }
            while (tablesWith(text("row %04d".formatted(CHANGES))).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    private static String key(int i) {
        return "k%04d".formatted(i);
    }

    /// Long enough that rows of the first changes share no block with those of the last, which a
    /// replay reads.
    private static byte[] record(int i) {
        return text("row %04d ".formatted(i) + "x".repeat(FILL));
    }

    private List<Path> tablesWith(byte[] wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(DriveFiles.index(root))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".sst")).toList()) {
                if (contains(file, wanted)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static boolean contains(Path file, byte[] wanted) throws IOException {
        try {
            return find(Files.readAllBytes(file), wanted) >= 0;
        } catch (NoSuchFileException _) {
            return false; // merged into another one meanwhile
        }
    }

    /// Flips a bit in the row of the first change.
    private void rotFirstRow() throws IOException {
        byte[] wanted = text("row 0001");
        List<Path> tables = tablesWith(wanted);
        assertThat(tables).isNotEmpty();
        for (Path table : tables) {
            byte[] bytes = Files.readAllBytes(table);
            bytes[find(bytes, wanted)] ^= 1;
            Files.write(table, bytes);
        }
    }

    private static int find(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static DriveFault.Kind faultOf(LocalDrive drive) throws InterruptedException {
        while (!(drive.status() instanceof DriveStatus.Quarantined)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return ((DriveStatus.Quarantined) drive.status()).why().kind();
    }

    private void staysClosed() {
        assertThat(LocalDrive.open(root, LocalDrives.SMALL))
                .isInstanceOfSatisfying(
                        DriveOpen.Damaged.class,
                        damaged -> assertThat(damaged.detail()).contains("verification"));
    }

    @Test
    void aReadThatMeetsARottenRowPutsTheDriveOut() throws Exception {
        rotFirstRow();
        try (LocalDrive drive = LocalDrives.open(root)) {
            assertThat(drive.read(Family.HEAD, head(key(1)), false).await())
                    .isInstanceOf(RowRead.Failed.class);
            assertThat(faultOf(drive)).isEqualTo(DriveFault.Kind.CORRUPT);
        }
        staysClosed();
        staysClosed();
    }

    @Test
    void aScanThatMeetsARottenRowPutsTheDriveOut() throws Exception {
        rotFirstRow();
        try (LocalDrive drive = LocalDrives.open(root)) {
            ScanEnd end =
                    drive.scan(
                                    Family.HEAD,
                                    Bytes.EMPTY,
                                    Bytes.EMPTY,
                                    (_, _) -> RowVisitor.Next.row())
                            .await();
            assertThat(end).isInstanceOf(ScanEnd.Failed.class);
            assertThat(faultOf(drive)).isEqualTo(DriveFault.Kind.CORRUPT);
        }
        staysClosed();
    }

    @Test
    void aChangeThatMeetsARottenRowPutsTheDriveOut() throws Exception {
        rotFirstRow();
        try (LocalDrive drive = LocalDrives.open(root)) {
            drive.hello(2).await();
            TestFeed feed = new TestFeed(2);
            drive.follow(feed, 0);
            OpsWriter ops = new OpsWriter();
            ops.replace(Family.HEAD, head(key(1)), record(2), new OpsWriter.Shard.None());
            feed.add(1, CHANGES + 1, text("e"), ops);
            drive.wake();
            assertThat(faultOf(drive)).isEqualTo(DriveFault.Kind.CORRUPT);
        }
        staysClosed();
    }

    @Test
    void aDoubtThatDoesNotHoldIsForgotten() throws Exception {
        Files.writeString(DriveFiles.indexDoubt(root), "seen once");
        LocalDrives.open(root).close();
        assertThat(DriveFiles.indexDoubt(root)).doesNotExist();
    }
}
