package io.holdfast.cluster;

import io.holdfast.cluster.Registry.Entry;
import io.holdfast.cluster.Registry.Write;
import io.holdfast.cluster.Registry.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A set whose drives are all on this node. Its standing lies in the registry; which drives are
/// open is known here alone.
final class LocalSet implements ErasureSet {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSet.class);

    private interface Change {
        /// The place after the change; empty when the change must not be made.
        Optional<SetRecord.Place> of(SetRecord set, SetRecord.Place now);
    }

    private final List<NodePlaces.NodePlace> places;
    private final Registry registry;
    private final OpenDrives drives;
    private final IntSupplier epoch;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    LocalSet(
            List<NodePlaces.NodePlace> places,
            Registry registry,
            OpenDrives drives,
            IntSupplier epoch) {
        this.places = List.copyOf(places);
        this.registry = registry;
        this.drives = drives;
        this.epoch = epoch;
    }

    @Override
    public int pool() {
        return places.getFirst().pool();
    }

    @Override
    public int index() {
        return places.getFirst().setInPool();
    }

    @Override
    public SetGeometry geometry() {
        return record().geometry();
    }

    SetRecord record() {
        return SetRecord.decode(entry().value());
    }

    private Entry entry() {
        return registry.get(SetRecord.key(places.getFirst())).orElseThrow();
    }

    @Override
    public List<Member> members() {
        SetRecord record = record();
        List<Member> members = new ArrayList<>();
        for (NodePlaces.NodePlace place : places) {
            SetRecord.Place recorded = record.places().get(place.index());
            members.add(
                    new Member(
                            place.index(),
                            recorded.state(),
                            recorded.isFull(),
                            drives.at(place.place())));
        }
        return members;
    }

    /// Rule 13: at most N − W drives take no changes. And the last drive in service stays: only it
    /// is known to have everything, so that the others can be brought up to it.
    @Override
    public boolean putOut(int place, String why) throws InterruptedException {
        boolean isDone =
                change(
                        place,
                        (set, now) -> {
                            SetGeometry geometry = set.geometry();
                            boolean isFull =
                                    set.outCount() >= geometry.drives() - geometry.writeQuorum();
                            if (now.state() == MemberState.OUT) {
                                return Optional.of(now);
                            }
                            boolean isLast =
                                    now.state() == MemberState.IN_SERVICE
                                            && set.inServiceCount() == 1;
                            return isFull || isLast ? Optional.empty() : Optional.of(now.out(why));
                        });
        if (isDone) {
            LOG.warn("{} is out: {}", places.get(place).path(), why);
        }
        return isDone;
    }

    @Override
    public boolean putRebuilding(int place) throws InterruptedException {
        return change(place, (_, now) -> Optional.of(now.rebuilding()));
    }

    @Override
    public boolean putInService(int place) throws InterruptedException {
        boolean isDone = change(place, (_, now) -> Optional.of(now.inService()));
        if (isDone) {
            LOG.info("{} is in service", places.get(place).path());
        }
        return isDone;
    }

    /// Compare-and-set, under the own epoch only (rule 1): a record of another epoch is another
    /// leader's.
    private boolean change(int index, Change change) throws InterruptedException {
        while (true) {
            Entry entry = entry();
            SetRecord record = SetRecord.decode(entry.value());
            if (record.epoch() != epoch.getAsInt() || record.epoch() == 0) {
                return false;
            }
            SetRecord.Place now = record.places().get(index);
            Optional<SetRecord.Place> next = change.of(record, now);
            if (next.isEmpty() || next.get().equals(now)) {
                return next.isPresent();
            }
            byte[] value = record.with(index, next.get()).encode();
            switch (registry.write(List.of(Write.put(entry.key(), entry.version(), value)))) {
                case WriteOutcome.Written _ -> {
                    return true;
                }
                case WriteOutcome.Unavailable _ -> {
                    return false;
                }
                case WriteOutcome.Conflict _ -> {} // another change of this set came first
            }
        }
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /// Tells that the drive of a place is open again.
    void tellReturned(int index) {
        Member member = members().get(index);
        listeners.forEach(listener -> listener.returned(member));
    }

    /// Tells that the drive of a place is closed for good.
    void tellLost(int index, String why) {
        listeners.forEach(listener -> listener.lost(index, why));
    }
}
