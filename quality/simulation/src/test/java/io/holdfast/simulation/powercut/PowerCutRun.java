package io.holdfast.simulation.powercut;

import io.holdfast.drive.DiskLie;
import io.holdfast.drive.DiskMoment;
import io.holdfast.drive.LocalAudit;
import io.holdfast.drive.LocalDrives;
import io.holdfast.object.DeploymentAudit;
import io.holdfast.simulation.Bucket;
import io.holdfast.simulation.BucketClient;
import io.holdfast.simulation.Client;
import io.holdfast.simulation.KeyHistory;
import io.holdfast.simulation.Review;
import io.holdfast.simulation.Server;
import io.holdfast.simulation.Setup;
import io.holdfast.simulation.Stats;
import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One deployment through several power cuts: clients ask, the power goes, the engine is started on
/// what is left, and everything that was promised has to be there. Choices follow from the seed;
/// threads and time are the machine's.
final class PowerCutRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PowerCutRun.class);
    private static final long SERVICE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int AUDITS = 4;
    private static final long START_MS = 60_000;
    private static final long AIM_NS = TimeUnit.MILLISECONDS.toNanos(1500);

    /// One less than where time is the seed's: a disk that hangs for seconds leaves each change
    /// open as long, and with four of them there were now and then too many orders to try.
    private static final int OPEN_MAX = 2;

    private static final List<DiskMoment> MOMENTS = List.of(DiskMoment.values());
    private static final int[] DRIVES = {1, 2, 4, 4, 4, 4};

    private final RandomGenerator random;
    private final Setup setup;
    private final LiveWorld world;
    private final CuttableNode node;
    private final Client client;
    private final Review review;
    private final Lanes lanes;
    private String where = "at the first start";
    private boolean isFormatted;

    PowerCutRun(long seed, Path folder) {
        this(seed, folder, DRIVES);
    }

    /// @param driveCounts one of which is drawn
    PowerCutRun(long seed, Path folder, int... driveCounts) {
        random = Seeds.of(seed);
        setup = draw(random, driveCounts);
        world = new LiveWorld(setup);
        node = new CuttableNode(folder, setup.drives(), random);
        client = new Client(world, setup, OPEN_MAX);
        review = new Review(world, client);
        lanes = new Lanes(world, client, setup);
    }

    private static Setup draw(RandomGenerator random, int... driveCounts) {
        int drives = driveCounts[random.nextInt(driveCounts.length)];
        return new Setup(
                1,
                drives,
                drives / 2,
                random.nextInt(1, 3),
                random.nextInt(2, 9),
                random.nextInt(2, 9),
                0,
                0,
                0,
                random.nextInt(15, 40),
                random.nextInt(2, 6),
                random.nextInt(3) == 0,
                false,
                false);
    }

    Setup setup() {
        return setup;
    }

    Stats stats() {
        return world.stats;
    }

    /// What was going on, for a finding.
    String where() {
        return where;
    }

    void lie(DiskLie lie) {
        node.lie(lie);
    }

    /// Lives through so many cuts.
    ///
    /// @throws AssertionError when a promise was broken
    void run(int cuts) throws Exception {
        begin();
        for (int cut = 1; cut <= cuts; cut++) {
            where = "cut " + cut;
            cut();
            if (random.nextInt(5) == 0) {
                where += ", and again during the start";
                cutWhileStarting();
            }
            open();
            check();
            if (random.nextInt(3) == 0) {
                where += ", then an orderly stop";
                stopAndAudit();
                open();
                check();
            }
        }
        where = "at the end";
        inServer(review::scrub);
        inServer(review::writeAll);
        inServer(review::count);
        stopAndAudit();
    }

    /// What a disk can do to an engine that goes on.
    @FunctionalInterface
    interface Trouble {
        void on(CuttableNode node, int place);
    }

    /// Clients go on while one disk is in trouble; after that everything is as it should be, with
    /// the disk in service again.
    ///
    /// @param forNs how long
    /// @return how many requests were answered with what they asked for while it lasted
    int troubled(Trouble begin, Trouble end, long forNs) throws Exception {
        where = "with a disk in trouble";
        lanes.start(random);
        pause(500_000_000);
        int place = random.nextInt(setup.drives());
        int before = world.stats.answered;
        begin.on(node, place);
        pause(forNs);
        int answered = world.stats.answered - before;
        end.on(node, place);
        lanes.finish();
        where = "after the trouble";
        check();
        inServer(review::scrub);
        stopAndAudit();
        open();
        check();
        return answered;
    }

    /// The first start, and the buckets.
    void begin() throws Exception {
        open();
        world.inTurn(
                () -> {
                    for (Bucket bucket : world.buckets) {
                        new BucketClient(world).create(world.awaitServer(), bucket);
                    }
                });
    }

    private void open() throws Exception {
        if (isFormatted && setup.drives() > 1 && random.nextInt(6) == 0) {
            where += ", swapped drives";
            List<String> problems = node.startSwapped();
            if (problems.stream().noneMatch(problem -> problem.contains("wrong"))) {
                throw new AssertionError("of swapped drives the node says " + problems);
            }
        }
        isFormatted = true;
        try {
            var store = node.start();
            world.inTurn(() -> world.opened(store));
        } catch (CuttableNode.Refused e) {
            throw new AssertionError("the node does not start", e);
        }
    }

    private void cut() throws Exception {
        lanes.start(random);
        boolean isAimed = random.nextInt(3) > 0;
        if (isAimed) {
            DiskMoment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
            int count = 1 + (int) (maxCount(moment) * Math.pow(random.nextDouble(), 2));
            pause(random.nextLong(50_000_000, 400_000_000));
            node.mains().aim(moment, count);
            boolean isReached = node.mains().awaitAim(AIM_NS);
            where += ", at " + moment + " " + count + (isReached ? "" : " (not reached)");
            world.stats.faults += isReached ? 1 : 0;
        } else {
            pause(random.nextLong(20_000_000, 1_500_000_000));
            where += ", at any time";
        }
        node.cut(world::cut);
        lanes.end();
        node.bury();
    }

    /// The power goes again while the node starts. Whether and how that start ends means nothing.
    private void cutWhileStarting() throws Exception {
        Thread starting =
                Thread.ofPlatform()
                        .name("start")
                        .start(
                                () -> {
                                    try {
                                        node.start();
                                    } catch (Exception e) {
                                        LOG.debug("a start without power", e);
                                    }
                                });
        if (random.nextBoolean()) {
            node.mains().aim(MOMENTS.get(random.nextInt(MOMENTS.size())), 1 + random.nextInt(4));
            node.mains().awaitAim(random.nextLong(400_000_000));
        } else {
            pause(random.nextLong(300_000_000));
        }
        node.cut(world::cut);
        starting.join(START_MS);
        if (starting.isAlive()) {
            AssertionError stuck = new AssertionError("a start without power does not end");
            stuck.setStackTrace(starting.getStackTrace());
            throw stuck;
        }
        node.bury();
    }

    private static void pause(long ns) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(ns);
    }

    private static int maxCount(DiskMoment moment) {
        return switch (moment) {
            case LOG_WRITTEN, LOG_SYNCED -> 200;
            case SHARD_WRITTEN, SEGMENT_CLEANED -> 40;
            case SHARD_MADE, SHARD_SYNCED, SHARD_DELETED, FOLDER_MADE, FOLDER_SYNCED -> 20;
            case TABLE_WRITTEN, TABLE_SYNCED, MANIFEST_WRITTEN, MANIFEST_SYNCED -> 20;
            case REGISTRY_WRITTEN, SEGMENT_MADE, SEGMENT_TAKEN, SEGMENT_DELETED, TABLE_DELETED -> 5;
        };
    }

    private void check() throws Exception {
        awaitService();
        inServer(review::readAll);
        inServer(review::count);
        if (random.nextInt(4) == 0) {
            inServer(review::scrub);
        }
    }

    private void awaitService() throws InterruptedException {
        long start = System.nanoTime();
        Optional<String> missing = node.whatIsMissing();
        while (missing.isPresent()) {
            boolean isHopeless = missing.get().contains("could not be opened");
            if (isHopeless || System.nanoTime() - start > SERVICE_NS) {
                throw new AssertionError("not in service: " + missing.get());
            }
            pause(5_000_000);
            missing = node.whatIsMissing();
        }
    }

    private interface Check {
        void run(Server server) throws Exception;
    }

    private void inServer(Check check) throws Exception {
        world.inTurn(() -> check.run(world.awaitServer()));
    }

    /// Stops in an orderly way and looks at the files. What was on its way when the engine stopped
    /// is finished by the next start, so a problem is one only when it stays.
    private void stopAndAudit() throws Exception {
        List<String> problems = problemsOfStopped();
        for (int attempt = 1; attempt < AUDITS && !problems.isEmpty(); attempt++) {
            open();
            awaitService();
            problems = problemsOfStopped();
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.toString());
        }
        for (Path path : node.paths()) {
            LocalDrives.assertNothingLeaks(path);
        }
    }

    private List<String> problemsOfStopped() throws Exception {
        node.awaitQuiet();
        world.inTurn(world::died);
        node.stop();
        List<String> problems = new ArrayList<>();
        List<LocalAudit> audits = new ArrayList<>();
        try {
            for (Path path : node.paths()) {
                LocalAudit audit = new LocalAudit(path);
                audits.add(audit);
                if (audit.stagingRecords() > 0) {
                    problems.add(path + " has " + audit.stagingRecords() + " staging records");
                }
            }
            problems.addAll(DeploymentAudit.problems("set 0", audits, world.bucketIds()));
        } finally {
            audits.forEach(LocalAudit::close);
        }
        return problems;
    }

    /// The histories of the keys, for a finding.
    String histories() {
        StringBuilder text = new StringBuilder();
        for (Bucket bucket : world.buckets) {
            for (KeyHistory key : bucket.keys) {
                text.append(bucket.name).append(' ').append(key).append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        lanes.abandon();
        node.close();
    }
}
