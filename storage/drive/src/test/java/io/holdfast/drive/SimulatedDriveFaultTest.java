package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.shard;
import static io.holdfast.drive.TestKeys.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Pending;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The faults that a test can deal, on the test's own thread.
final class SimulatedDriveFaultTest {
    private final SteppedTime time = new SteppedTime();
    private final SimulatedMedium medium = new SimulatedMedium(TestKeys.identity(0), 7);
    private SimulatedDrive drive = SimulatedDrive.open(medium, time);
    private TestFeed feed = new TestFeed(1);

    private void lead(int epoch) throws InterruptedException {
        Pending<HelloReply> reply = drive.hello(epoch);
        time.runAll();
        assertThat(reply.await()).isInstanceOf(HelloReply.Promised.class);
        feed = new TestFeed(epoch);
        drive.follow(feed, 0);
    }

    private void insert(int number) {
        OpsWriter ops = new OpsWriter();
        ops.insert(Family.HEAD, head("k" + number), text("r"), new OpsWriter.Shard.Inline(0));
        feed.add(1, number, text("e"), ops, shard(number, 100));
        drive.wake();
    }

    private RowRead read(int number) throws InterruptedException {
        Pending<RowRead> read = drive.read(Family.HEAD, head("k" + number), true);
        time.runAll();
        return read.await();
    }

    @Test
    void nothingHappensBetweenSteps() throws Exception {
        medium.setLatency(1000, 2000);
        lead(1);
        insert(1);
        assertThat(feed.durableOrdinal()).isZero();
        time.runAll();
        assertThat(feed.durableOrdinal()).isEqualTo(1);
        assertThat(read(1)).isInstanceOf(RowRead.Found.class);
    }

    @Test
    void sameSeedGivesTheSameRun() throws Exception {
        List<Long> first = times();
        List<Long> second = times();
        assertThat(first).isEqualTo(second);
    }

    private static List<Long> times() throws InterruptedException {
        SteppedTime time = new SteppedTime();
        SimulatedMedium medium = new SimulatedMedium(TestKeys.identity(0), 99);
        medium.setLatency(10, 100_000);
        SimulatedDrive drive = SimulatedDrive.open(medium, time);
        List<Long> times = new ArrayList<>();
        for (int epoch = 1; epoch < 20; epoch++) {
            Pending<HelloReply> reply = drive.hello(epoch);
            time.runAll();
            assertThat(reply.await()).isInstanceOf(HelloReply.Promised.class);
            times.add(time.monotonicNs());
        }
        return times;
    }

    @Test
    void powerCutLosesWhatWasOnItsWayOrNothing() throws Exception {
        medium.setLatency(1000, 1001);
        lead(1);
        insert(1);
        time.runAll();
        insert(2);
        drive.cutPower();
        time.runAll();
        assertThat(feed.durableOrdinal()).isEqualTo(1);
        drive = SimulatedDrive.open(medium, time);
        lead(2);
        assertThat(read(1)).isInstanceOf(RowRead.Found.class);
    }

    @Test
    void whoeverWaitsForADriveThatIsUnpluggedIsTold() throws Exception {
        lead(1);
        Pending<HelloReply> reply = drive.hello(2);
        drive.unplug();
        assertThat(reply.isDone()).isTrue();
        assertThat(reply.await()).isInstanceOf(HelloReply.Refused.class);
    }

    @Test
    void whoeverAskedBeforeASyncFailedIsTold() throws Exception {
        // Whether the batch reached the disk is decided by chance.
        for (int attempt = 0; attempt < 20; attempt++) {
            medium.failCommitAfter(0);
            Pending<HelloReply> reply = drive.hello(attempt);
            time.runAll();
            assertThat(reply.isDone()).isTrue();
            assertThat(reply.await()).isInstanceOf(HelloReply.Refused.class);
            drive.close();
            drive = SimulatedDrive.open(medium, time);
        }
    }

    @Test
    void stallIsAFaultAtTheDeadline() throws Exception {
        lead(1);
        medium.stall();
        insert(1);
        time.runAll();
        assertThat(feed.await(1)).map(DriveFault::kind).contains(DriveFault.Kind.STALLED);
        assertThat(drive.status()).isInstanceOf(DriveStatus.Quarantined.class);
        medium.resume();
        lead(2);
        assertThat(drive.status()).isInstanceOf(DriveStatus.Serving.class);
    }

    @Test
    void errorsAndRotAreOutcomes() throws Exception {
        lead(1);
        insert(1);
        time.runAll();
        medium.failReadAfter(0);
        assertThat(read(1)).isInstanceOf(RowRead.Failed.class);
        assertThat(medium.rot(Family.HEAD, head("k1"))).isTrue();
        assertThat(((RowRead.Found) read(1)).state()).isEqualTo(RowRead.ShardState.ROTTEN);
        medium.failCommitAfter(0);
        insert(2);
        time.runAll();
        assertThat(feed.await(2)).map(DriveFault::kind).contains(DriveFault.Kind.IO_ERROR);
    }
}
