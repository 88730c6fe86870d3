package io.holdfast.object;

import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.cluster.SetGeometry;
import io.holdfast.drive.Drive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A set whose standing a test can see and bend; it survives restarts as the registry's record
/// would.
public final class TestSet implements ErasureSet {
    private final int index;
    private final SetGeometry geometry;
    private final MemberState[] states;
    private final @Nullable Drive[] drives;
    private final List<Listener> listeners = new ArrayList<>();

    public TestSet(int index, SetGeometry geometry) {
        this.index = index;
        this.geometry = geometry;
        this.states = new MemberState[geometry.drives()];
        this.drives = new @Nullable Drive[geometry.drives()];
        Arrays.fill(states, MemberState.IN_SERVICE);
    }

    public synchronized void plug(int place, @Nullable Drive drive) {
        drives[place] = drive;
    }

    public synchronized void setState(int place, MemberState state) {
        states[place] = state;
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
            states[place] = state;
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
            members.add(new Member(place, states[place], Optional.ofNullable(drives[place])));
        }
        return members;
    }

    @Override
    public synchronized boolean putOut(int place, String why) {
        long out = Arrays.stream(states).filter(state -> state == MemberState.OUT).count();
        if (out >= geometry.drives() - geometry.writeQuorum()) {
            return false;
        }
        states[place] = MemberState.OUT;
        return true;
    }

    @Override
    public synchronized boolean putRebuilding(int place) {
        states[place] = MemberState.REBUILDING;
        return true;
    }

    @Override
    public synchronized boolean putInService(int place) {
        states[place] = MemberState.IN_SERVICE;
        return true;
    }

    @Override
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
    }
}
