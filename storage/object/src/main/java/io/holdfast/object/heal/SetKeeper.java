package io.holdfast.object.heal;

import io.holdfast.base.Host;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.DriveStatus;
import io.holdfast.drive.HelloReply;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.commit.SetOpener;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a set over at the start, and brings back its drives as they return: opens the set as soon
/// as enough drives are there, then rebuilds the others one after the other on a thread of its own.
public final class SetKeeper implements ErasureSet.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SetKeeper.class);
    private static final long RETRY_NS = 2_000_000_000L;
    private static final long LOOK_NS = 5_000_000_000L;

    private final SetLeader leader;
    private final SetOpener opener;
    private final DriveRebuilder rebuilder;
    private final Cleaner cleaner;
    private final Thread worker;
    private final ReturnedPlaces returned = new ReturnedPlaces();

    SetKeeper(
            SetLeader leader,
            Buckets buckets,
            KeyHealer healer,
            RepairQueue repairs,
            Cleaner cleaner) {
        this.leader = leader;
        this.opener = new SetOpener(leader, new StartRepair(healer, repairs));
        this.rebuilder = new DriveRebuilder(leader, buckets, healer, repairs);
        this.cleaner = cleaner;
        this.worker = Host.current().virtualThread("keeper", this::run);
        leader.set().listen(this);
    }

    /// Opens the set as far as its drives allow; with too few of them it is read-only until more
    /// return.
    public void open() throws InterruptedException {
        if (!tryOpen()) {
            leader.set().members().forEach(member -> returned.add(member.index()));
        }
        worker.start();
        cleaner.start();
    }

    @Override
    public void returned(Member member) {
        returned.add(member.index());
    }

    private void run() {
        try {
            while (true) {
                OptionalInt next = returned.next(LOOK_NS);
                if (next.isEmpty()) {
                    lookForIdle();
                    continue;
                }
                int place = next.getAsInt();
                boolean isDone = attend(place);
                if (!isDone) {
                    // A drive failed again, or the registry could not be written: not before a
                    // while.
                    Host.current().sleep(RETRY_NS);
                    retryIfThere(place);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when it is worth trying again
    private boolean attend(int place) throws InterruptedException {
        try {
            return opener.isServing() ? bringBack(place) : tryOpen();
        } catch (RuntimeException e) {
            LOG.error("bringing back drive {} failed", place, e);
            return false;
        }
    }

    /// Drives that serve and take no changes: put out by a leader that had waited too long, or
    /// stalled until now. Nobody opens these anew.
    private void lookForIdle() {
        for (Member member : leader.set().members()) {
            boolean isIdle =
                    !leader.isAttached(member.index())
                            && member.drive()
                                    .filter(drive -> isServingOrStalled(drive.status()))
                                    .isPresent();
            if (isIdle) {
                returned.add(member.index());
            }
        }
    }

    private static boolean isServingOrStalled(DriveStatus status) {
        return switch (status) {
            case DriveStatus.Serving _ -> true;
            case DriveStatus.Quarantined(DriveFault why) -> why.kind() == DriveFault.Kind.STALLED;
            case DriveStatus.Closed _ -> false;
        };
    }

    /// A drive that is quarantined is told of again when it was opened anew.
    private void retryIfThere(int place) {
        boolean isServing =
                leader.set()
                        .members()
                        .get(place)
                        .drive()
                        .filter(drive -> drive.status() instanceof DriveStatus.Serving)
                        .isPresent();
        if (isServing || leader.isAttached(place)) {
            returned.add(place);
        }
    }

    /// @return false when it is worth trying again with the drives that are there
    private boolean tryOpen() throws InterruptedException {
        try {
            Optional<List<Integer>> opened = opener.tryOpen();
            if (opened.isEmpty()) {
                LOG.error(
                        "set {}/{} has too few drives to take changes; it is read-only until more"
                                + " of its drives are there",
                        leader.set().pool(),
                        leader.set().index());
                return true;
            }
            opened.get().forEach(returned::add);
            return true;
        } catch (StoreException e) {
            LOG.error(
                    "set {}/{} cannot be opened now: {}",
                    leader.set().pool(),
                    leader.set().index(),
                    e.getMessage());
            return opener.isServing();
        }
    }

    private boolean bringBack(int place) throws InterruptedException {
        Member member = leader.set().members().get(place);
        if (member.drive().isEmpty()) {
            return true;
        }
        Drive drive = member.drive().get();
        boolean isAttached =
                leader.isAttached(place) && leader.drive(place).equals(Optional.of(drive));
        if (isAttached && leader.isInService(place)) {
            return true;
        }
        try {
            return member.state() == MemberState.IN_SERVICE
                    ? resume(member, drive)
                    : rebuild(member, drive, isAttached);
        } catch (StoreException e) {
            LOG.warn("drive {} could not be rebuilt: {}", place, e.getMessage());
            return false;
        }
    }

    /// The drive was never put out, so nothing was decided without it: it goes on where it stopped.
    private boolean resume(Member member, Drive drive) throws StoreException, InterruptedException {
        Optional<HelloReply.Promised> hello = opener.hello(member.index(), drive);
        if (hello.isEmpty()) {
            return false;
        }
        return leader.attachments().reattach(member.index(), drive, hello.get());
    }

    private boolean rebuild(Member member, Drive drive, boolean isAttached)
            throws StoreException, InterruptedException {
        int place = member.index();
        Optional<HelloReply.Promised> hello;
        if (isAttached) {
            hello = opener.reply(place);
        } else {
            leader.attachments().leaveService(place);
            hello = opener.hello(place, drive);
            if (hello.isEmpty() || !record(member)) {
                return false;
            }
            leader.attachments()
                    .attachRebuilding(
                            place,
                            drive,
                            hello.get(),
                            rebuilder.voidedMeanwhile(place, hello.get()));
        }
        // What is in doubt must not be copied as if it were decided, and a drive without it must
        // not
        // go into service: its silence would count as proof.
        return hello.isPresent()
                && opener.settleDoubts()
                && rebuilder.rebuild(
                        place,
                        hello.get(),
                        opener.doubts(),
                        opener.lastStart(),
                        opener.cleaned(place));
    }

    private boolean record(Member member) throws InterruptedException {
        return member.state() == MemberState.REBUILDING
                || leader.set().putRebuilding(member.index());
    }

    @Override
    public void lost(int place, String why) {
        leader.attachments().lose(place, why);
    }

    /// How many drives of the set are not in service.
    int missingDrives() {
        int missing = 0;
        for (int place = 0; place < leader.geometry().drives(); place++) {
            missing += leader.isInService(place) ? 0 : 1;
        }
        return missing;
    }

    @Override
    public void close() {
        returned.close();
        worker.interrupt();
        cleaner.close();
    }
}
