package io.holdfast.library;

import io.holdfast.library.ServerEngine.Control;
import io.holdfast.library.ServerEngine.Verb;
import java.time.Duration;
import java.util.List;

/// Makes a server meet faults. They are put under and in front of the engine that a product runs:
/// what it does about them is what it would do. Drives are counted from 0. Any thread.
public final class HoldfastFaults {
    private final Control control;

    HoldfastFaults(Control control) {
        this.control = control;
    }

    /// Takes a drive away, as when it is unplugged. Returns when the server has noticed.
    public void loseDrive(int drive) {
        control.call(Verb.LOSE, List.of(Integer.toString(drive)));
    }

    /// Makes each access of a drive to its medium take so much longer.
    public void slowDrive(int drive, Duration delay) {
        control.call(Verb.SLOW, List.of(Integer.toString(drive), Long.toString(delay.toMillis())));
    }

    /// Leaves no room on a drive. Returns when the server has noticed.
    public void fillDrive(int drive) {
        control.call(Verb.FILL, List.of(Integer.toString(drive)));
    }

    /// Ends every fault of a drive: it is back with what it held, fast, and with room. The server
    /// then brings it up to date; {@link HoldfastServer#awaitAllInService} waits for that.
    public void restoreDrive(int drive) {
        control.call(Verb.RESTORE, List.of(Integer.toString(drive)));
    }

    /// Flips bytes of an object's newest version on the media of so many drives that hold a part of
    /// it. With as many drives as the set has parity the object stays readable.
    ///
    /// @param drives how many are spoiled, 1 or more
    /// @throws HoldfastException when there is no such object, or fewer drives hold a part of it
    public void rotObject(String bucket, String key, int drives) {
        control.call(Verb.ROT, List.of(bucket, key, Integer.toString(drives)));
    }

    /// Refuses the next requests with an error of S3.
    ///
    /// @param status such as 503
    /// @param code such as `SlowDown`
    public void refuseRequests(int count, int status, String code) {
        control.call(Verb.REFUSE, List.of(Integer.toString(count), Integer.toString(status), code));
    }

    /// Lets each of the next requests wait before it is looked at.
    public void delayRequests(int count, Duration delay) {
        control.call(Verb.DELAY, List.of(Integer.toString(count), Long.toString(delay.toMillis())));
    }

    /// Cuts the connection of each of the next requests in the middle of the body: of the request
    /// when it has one, else of the answer.
    public void cutRequests(int count) {
        control.call(Verb.CUT, List.of(Integer.toString(count)));
    }

    /// Lets every request wait before it is looked at, until it is set to zero again.
    public void setLatency(Duration latency) {
        control.call(Verb.LATENCY, List.of(Long.toString(latency.toMillis())));
    }

    /// Ends all faults.
    public void calm() {
        control.call(Verb.CALM, List.of());
    }
}
