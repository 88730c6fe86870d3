package io.holdfast.object;

import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.cluster.MemoryRegistry;
import io.holdfast.cluster.SetGeometry;
import io.holdfast.drive.Drive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A set whose standing a test can see and bend; it survives restarts as the registry's record
/// would.
public final class TestSet implements ErasureSet {
    private final int index;
    private final SetGeometry geometry;
    private final MemoryRegistry registry;
    private final MemberState[] states;
    private final MemberState[] recorded;
    private final boolean[] isFull;
    private final @Nullable Drive[] drives;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<ClusterLie> lies = EnumSet.noneOf(ClusterLie.class);

    public TestSet(int index, SetGeometry geometry, MemoryRegistry registry) {
        this.index = index;
        this.geometry = geometry;
        this.registry = registry;
        this.states = new MemberState[geometry.drives()];
        this.recorded = new MemberState[geometry.drives()];
        this.isFull = new boolean[geometry.drives()];
        this.drives = new @Nullable Drive[geometry.drives()];
        Arrays.fill(states, MemberState.IN_SERVICE);
        Arrays.fill(recorded, MemberState.IN_SERVICE);
        Arrays.fill(isFull, true);
    }

    /// From now on the registry breaks this promise.
    public synchronized void lie(ClusterLie lie) {
        lies.add(lie);
    }

    /// A new process reads what the registry holds.
    public synchronized void restart() {
        System.arraycopy(recorded, 0, states, 0, states.length);
    }

    private void record(int place, MemberState state) {
        states[place] = state;
        recorded[place] = state;
        isFull[place] |= state == MemberState.IN_SERVICE;
    }

    /// An empty drive was admitted to the place.
    public synchronized void admit(int place) {
        record(
                place,
                lies.contains(ClusterLie.ADMITS_EMPTY_AS_FULL)
                        ? MemberState.IN_SERVICE
                        : MemberState.REBUILDING);
        isFull[place] = states[place] == MemberState.IN_SERVICE;
    }

    /// What is recorded of a drive that was away, before it is shown to others.
    public synchronized MemberState stateOfReturning(int place) {
        if (!isFull[place]) {
            putRebuilding(place);
        } else if (states[place] == MemberState.IN_SERVICE) {
            putOut(place, "it was away and may lack changes");
        }
        return states[place];
    }

    /// The drive at the place is gone.
    public void lose(int place) {
        List<Listener> told;
        synchronized (this) {
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.lost(place, "the test took it"));
    }

    public synchronized void plug(int place, @Nullable Drive drive) {
        drives[place] = drive;
    }

    public synchronized void setState(int place, MemberState state) {
        record(place, state);
    }

    public synchronized MemberState state(int place) {
        return states[place];
    }

    public synchronized void dropListeners() {
        listeners.clear();
    }

    /// A drive comes back while the server runs.
    public void comeBack(int place, Drive drive, MemberState state) {
        List<Listener> told;
        synchronized (this) {
            drives[place] = drive;
            record(place, state);
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.returned(members().get(place)));
    }

    @Override
    public int pool() {
        return 0;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public SetGeometry geometry() {
        return geometry;
    }

    @Override
    public synchronized List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (int place = 0; place < states.length; place++) {
            members.add(
                    new Member(
                            place,
                            states[place],
                            isFull[place],
                            Optional.ofNullable(drives[place])));
        }
        return members;
    }

    @Override
    public synchronized boolean putOut(int place, String why) {
        if (states[place] == MemberState.OUT) {
            return true;
        }
        long out = Arrays.stream(states).filter(state -> state == MemberState.OUT).count();
        boolean isLimited = !lies.contains(ClusterLie.PUTS_OUT_WITHOUT_LIMIT);
        if (isLimited && out >= geometry.drives() - geometry.writeQuorum()) {
            return false;
        }
        if (!registry.isWritable() || (isLimited && isLastInService(place))) {
            return false;
        }
        if (lies.contains(ClusterLie.FORGETS_OUT)) {
            states[place] = MemberState.OUT;
        } else {
            record(place, MemberState.OUT);
        }
        return true;
    }

    private boolean isLastInService(int place) {
        long inService =
                Arrays.stream(states).filter(state -> state == MemberState.IN_SERVICE).count();
        return inService == 1 && states[place] == MemberState.IN_SERVICE;
    }

    @Override
    public synchronized boolean putRebuilding(int place) {
        if (!registry.isWritable()) {
            return false;
        }
        record(place, MemberState.REBUILDING);
        return true;
    }

    @Override
    public synchronized boolean putInService(int place) {
        if (!registry.isWritable()) {
            return false;
        }
        record(place, MemberState.IN_SERVICE);
        return true;
    }

    @Override
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
    }
}
