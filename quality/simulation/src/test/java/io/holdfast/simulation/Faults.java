package io.holdfast.simulation;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.DriveStatus;
import io.holdfast.drive.SimulatedDrive;
import io.holdfast.drive.SimulatedMedium;
import io.holdfast.object.DeploymentAudit;
import io.holdfast.object.StoreException;
import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Deals faults, so that never more than M drives of a set are harmed at a time: away, out, not yet
/// rebuilt, short of space, or with a row whose shard is rotten or missing. Also does what a node's
/// watch over its drives does.
final class Faults {
    private static final long WATCH_NS = 1_000_000_000L;
    private static final long FULL_BYTES = 100_000;
    private static final int REPAIR_LOOKS = 60;
    private static final long ROOMY_BYTES = 1L << 40;

    private final World world;
    private final Setup setup;
    private final Place[][] places;
    private final DeploymentAudit audit;
    private boolean isOver;
    private boolean mayBeCorrupt;

    /// What was done to a drive's place.
    private static final class Place {
        @Nullable SimulatedMedium kept;
        boolean isAway;
        boolean isRotten;
        boolean isWounded;

        /// A row can not be read; only another drive helps.
        boolean isRowRotten;

        /// So many looks pass until an operator replaces a drive that was found damaged.
        int looksUntilReplaced;
    }

    Faults(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
        this.audit = new DeploymentAudit(world.deployment);
        places = new Place[setup.sets()][setup.drives()];
        for (Place[] set : places) {
            for (int place = 0; place < set.length; place++) {
                set[place] = new Place();
            }
        }
    }

    /// A drive that lies may meet what it can not apply.
    void allowCorruption() {
        mayBeCorrupt = true;
    }

    void perform(Step.Fault step) throws InterruptedException {
        world.sleep(step.pauseNs());
        RandomGenerator random = Seeds.of(step.chance());
        int set = step.set();
        int place = step.place();
        world.stats.faults++;
        world.machine.trace().add(step.kind().name());
        switch (step.kind()) {
            case CUT -> cut(random);
            case STOP -> {
                world.stop();
                restart(random);
            }
            case LOSE -> {
                if (mayHarm(set, place, false) && !places[set][place].isAway) {
                    lose(set, place);
                }
            }
            case RETURN -> places[set][place].isAway = false;
            case REPLACE -> replace(set, place);
            case STALL -> {
                if (mayHarm(set, place, false) && isThere(set, place)) {
                    stall(set, place, random.nextLong(3_000_000_000L));
                }
            }
            case SLOW -> {
                if (isThere(set, place)) {
                    slow(set, place, random);
                }
            }
            case SYNC_ERROR -> {
                if (mayHarm(set, place, false) && isThere(set, place)) {
                    wound(set, place, 3_000_000_000L);
                    medium(set, place).failCommitAfter(random.nextInt(8));
                }
            }
            case READ_ERROR -> {
                if (mayHarm(set, place, false) && isThere(set, place)) {
                    wound(set, place, 3_000_000_000L);
                    medium(set, place).failReadAfter(random.nextInt(8));
                }
            }
            case FULL -> {
                if (mayHarm(set, place, false) && isThere(set, place)) {
                    full(set, place, random.nextLong(4_000_000_000L));
                }
            }
            case ROT -> rot(set, place, random);
            case ROT_ROW -> rotRow(set, place, random);
            case REGISTRY -> registry(random.nextLong(2_000_000_000L));
            case CLOCK -> world.machine.jumpWallMs(random.nextLong(-86_400_000L, 86_400_000L));
            case SCRUB -> scrub();
        }
    }

    private boolean isThere(int set, int place) {
        return world.deployment.hasMedium(set, place);
    }

    private SimulatedMedium medium(int set, int place) {
        return world.deployment.medium(set, place);
    }

    /// Within M, this place counted.
    ///
    /// @param isLasting what is lost does not come back by itself
    private boolean mayHarm(int set, int place, boolean isLasting) {
        if (setup.mayExceedParity() && !isLasting) {
            return true;
        }
        int harmed = isHarmed(set, place) ? 0 : 1;
        for (int each = 0; each < setup.drives(); each++) {
            harmed += isHarmed(set, each) ? 1 : 0;
        }
        return harmed <= parity();
    }

    /// Objects of the reduced class have one shard of parity.
    private int parity() {
        return setup.usesReduced() ? Math.min(setup.parity(), 1) : setup.parity();
    }

    private boolean isHarmed(int set, int place) {
        Place state = places[set][place];
        if (state.isAway
                || state.isRotten
                || state.isRowRotten
                || state.isWounded
                || !isThere(set, place)) {
            return true;
        }
        SimulatedDrive drive = world.deployment.openDrive(set, place);
        boolean isServing =
                world.process().isEmpty()
                        || (drive != null && drive.status() instanceof DriveStatus.Serving);
        return !isServing
                || world.deployment.set(set).state(place) != MemberState.IN_SERVICE
                || audit.lacksShards(set, place);
    }

    private void cut(RandomGenerator random) throws InterruptedException {
        if (world.process().isEmpty()) {
            return;
        }
        world.cut();
        restart(random);
    }

    /// Starts again, perhaps after more than one attempt.
    private void restart(RandomGenerator random) throws InterruptedException {
        world.sleep(random.nextLong(50_000_000));
        for (int attempt = 0; attempt < 4; attempt++) {
            if (attempt < 3 && random.nextInt(5) == 0) {
                world.later(random.nextLong(20_000_000), this::cutAgain);
            }
            if (world.start()) {
                return;
            }
        }
    }

    private void cutAgain() throws InterruptedException {
        if (isOver) {
            return;
        }
        world.cut();
        world.sleep(10_000_000);
        world.keepRunning();
    }

    private void lose(int set, int place) throws InterruptedException {
        places[set][place].isAway = true;
        inServer("lose", () -> world.deployment.loseRunning(set, place));
        if (isThere(set, place)) {
            places[set][place].kept = world.deployment.remove(set, place);
        }
    }

    /// In the process, if it is open; its threads are told there.
    private void inServer(String what, Server.Work work) throws InterruptedException {
        Optional<ServerProcess> now = world.process().filter(ServerProcess::isOpen);
        if (now.isPresent()) {
            now.get().call(what, work);
        }
    }

    private void replace(int set, int place) throws InterruptedException {
        if (mayHarm(set, place, true)) {
            replaceNow(set, place);
        }
    }

    private void replaceNow(int set, int place) throws InterruptedException {
        boolean isStarting = world.process().isPresent() && !world.process().get().isOpen();
        if (!world.deployment.registry().isWritable() || isStarting || setup.parity() == 0) {
            return;
        }
        Place state = places[set][place];
        state.isAway = false;
        state.isRotten = false;
        state.isRowRotten = false;
        state.kept = null;
        if (world.process().isPresent()) {
            inServer(
                    "replace",
                    () -> {
                        world.deployment.loseRunning(set, place);
                        world.deployment.replaceRunning(set, place);
                    });
        } else {
            world.deployment.replace(set, place);
        }
        world.prepare(medium(set, place));
    }

    private void stall(int set, int place, long ns) {
        SimulatedMedium medium = medium(set, place);
        medium.stall();
        places[set][place].isWounded = true;
        world.later(
                ns,
                () -> {
                    medium.resume();
                    places[set][place].isWounded = false;
                });
    }

    private void slow(int set, int place, RandomGenerator random) {
        SimulatedMedium medium = medium(set, place);
        medium.setLatency(1_000_000, random.nextLong(2_000_000, 400_000_000));
        world.later(
                random.nextLong(3_000_000_000L),
                () -> medium.setLatency(20_000, setup.latencyMaxNs()));
    }

    private void wound(int set, int place, long ns) {
        places[set][place].isWounded = true;
        world.later(ns, () -> places[set][place].isWounded = false);
    }

    private void full(int set, int place, long ns) {
        SimulatedMedium medium = medium(set, place);
        medium.setFreeBytes(FULL_BYTES);
        places[set][place].isWounded = true;
        world.later(
                ns,
                () -> {
                    medium.setFreeBytes(ROOMY_BYTES);
                    places[set][place].isWounded = false;
                });
    }

    private void rot(int set, int place, RandomGenerator random) {
        if (mayRot(set, place) && medium(set, place).rotSome(random.nextInt(1 << 20))) {
            places[set][place].isRotten = true;
        }
    }

    /// Such a drive takes changes until its damage is met, and is then lost for good with all that
    /// it took: not where drives beyond M may miss the same changes.
    private void rotRow(int set, int place, RandomGenerator random) {
        if (setup.mayExceedParity()) {
            return;
        }
        if (mayRot(set, place) && medium(set, place).rotRow(random.nextInt(1 << 20))) {
            places[set][place].isRowRotten = true;
            places[set][place].looksUntilReplaced = random.nextInt(8);
        }
    }

    private boolean mayRot(int set, int place) {
        return isThere(set, place)
                && mayHarm(set, place, true)
                && world.deployment.set(set).state(place) == MemberState.IN_SERVICE
                && setup.parity() > 0;
    }

    private void registry(long ns) {
        world.deployment.registry().setWritable(false);
        world.later(ns, this::registryReturns);
    }

    private void registryReturns() throws InterruptedException {
        world.deployment.registry().setWritable(true);
        inServer("lead", world.deployment::lead);
    }

    /// Repairs every key; what was rotten on drives in service is whole after that.
    private void scrub() throws InterruptedException {
        List<Place> healed = new ArrayList<>();
        for (int set = 0; set < setup.sets(); set++) {
            for (int place = 0; place < setup.drives(); place++) {
                boolean isIn =
                        world.deployment.set(set).state(place) == MemberState.IN_SERVICE
                                && !places[set][place].isAway;
                if (isIn && places[set][place].isRotten) {
                    healed.add(places[set][place]);
                }
            }
        }
        Optional<ServerProcess> now = world.process().filter(ServerProcess::isOpen);
        inServer(
                "scrub",
                () -> {
                    if (healAll(now.orElseThrow())) {
                        healed.forEach(place -> place.isRotten = false);
                    }
                });
    }

    /// @return false when a key could not be healed now
    private boolean healAll(ServerProcess process) throws InterruptedException {
        boolean isWhole = true;
        for (Bucket bucket : world.buckets) {
            for (int key = 0; key < bucket.keys.size() && bucket.exists; key++) {
                try {
                    isWhole &= process.store().heal(bucket.name(key), true).isWhole();
                } catch (StoreException e) {
                    isWhole = false;
                }
            }
        }
        return isWhole;
    }

    /// What a node's watch does every second, until the run ends.
    void watch() throws InterruptedException {
        while (!isOver) {
            world.sleep(WATCH_NS);
            look();
        }
    }

    private void look() throws InterruptedException {
        Optional<ServerProcess> now = world.process().filter(ServerProcess::isOpen);
        if (now.isEmpty()) {
            return;
        }
        if (world.deployment.mayLead()) {
            now.get().call("lead", world.deployment::lead);
        }
        for (int set = 0; set < setup.sets(); set++) {
            for (int place = 0; place < setup.drives(); place++) {
                look(now.get(), set, place);
            }
        }
    }

    private void look(ServerProcess process, int set, int place) throws InterruptedException {
        Place state = places[set][place];
        if (state.isAway || !process.isAlive()) {
            return;
        }
        if (state.kept != null) {
            world.deployment.putBack(set, place, state.kept);
            state.kept = null;
        }
        if (state.isRowRotten && medium(set, place).isFoundDamaged()) {
            lookAtDamaged(process, set, place);
            return;
        }
        if (state.isRowRotten && isOver) {
            endUnfound(set, place);
        }
        SimulatedDrive drive = world.deployment.openDrive(set, place);
        if (drive == null) {
            process.call("reopen", () -> world.deployment.reopenRunning(set, place));
        } else if (drive.status() instanceof DriveStatus.Quarantined(DriveFault why)
                && !medium(set, place).isStalledNow()) {
            if (why.kind() == DriveFault.Kind.CORRUPT && !mayBeCorrupt) {
                throw new AssertionError(drive.name() + ": " + why.detail());
            }
            process.call("close", () -> world.deployment.loseRunning(set, place));
        }
    }

    /// The drive is closed and not opened again; some time later an operator replaces it.
    private void lookAtDamaged(ServerProcess process, int set, int place)
            throws InterruptedException {
        if (world.deployment.openDrive(set, place) != null) {
            process.call("close", () -> world.deployment.loseRunning(set, place));
        }
        if (isOver || places[set][place].looksUntilReplaced-- <= 0) {
            replaceNow(set, place);
        }
    }

    /// In the end drives go whose damage nobody met, once the others were repaired.
    private void endUnfound(int set, int place) throws InterruptedException {
        if (places[set][place].looksUntilReplaced-- < -REPAIR_LOOKS) {
            replaceNow(set, place);
        } else {
            replace(set, place);
        }
    }

    /// No more faults: everything that was taken is given back.
    void end() throws InterruptedException {
        isOver = true;
        registryReturns();
        for (int set = 0; set < setup.sets(); set++) {
            for (int place = 0; place < setup.drives(); place++) {
                Place state = places[set][place];
                state.isAway = false;
                if (state.kept != null) {
                    world.deployment.putBack(set, place, state.kept);
                    state.kept = null;
                }
                world.prepare(medium(set, place));
                medium(set, place).recover();
            }
        }
    }

    /// Waits until all drives are in service (I13).
    void awaitWhole() throws InterruptedException {
        for (int second = 0; second < 600; second++) {
            look();
            Optional<ServerProcess> now = world.process().filter(ServerProcess::isOpen);
            if (now.isPresent() && isWhole(now.get()) && !hasRottenRows()) {
                return;
            }
            world.sleep(WATCH_NS);
        }
        throw new AssertionError("the drives are not all in service again: " + standing());
    }

    private boolean hasRottenRows() {
        return Arrays.stream(places).flatMap(Arrays::stream).anyMatch(one -> one.isRowRotten);
    }

    private boolean isWhole(ServerProcess process) {
        return process.store().whyReadOnly().isEmpty()
                && process.store().rebuildingDrives().isEmpty();
    }

    private String standing() {
        StringBuilder text = new StringBuilder();
        for (int set = 0; set < setup.sets(); set++) {
            for (int place = 0; place < setup.drives(); place++) {
                SimulatedDrive drive = world.deployment.openDrive(set, place);
                text.append(set)
                        .append('/')
                        .append(place)
                        .append(' ')
                        .append(world.deployment.set(set).state(place))
                        .append(' ')
                        .append(drive == null ? "closed" : drive.status())
                        .append("; ");
            }
        }
        text.append(world.process().flatMap(one -> one.store().whyReadOnly()));
        return text.toString();
    }
}
