package io.holdfast.library;

import io.holdfast.library.ServerEngine.Control;
import io.holdfast.library.ServerEngine.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The clock of a server, which runs as the machine's and can be moved forwards. With it move
/// retention, the expiry of presigned requests, the age of uploads and the times that objects get.
/// Deadlines of the server's own work do not move, and ordinary requests are judged by the
/// machine's time: their senders' clocks were not moved. Any thread.
public final class HoldfastClock {
    private final Control control;

    HoldfastClock(Control control) {
        this.control = control;
    }

    /// Moves it forwards.
    ///
    /// @throws IllegalArgumentException for a time backwards
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a clock is only moved forwards: " + time);
        }
        control.call(Verb.ADVANCE, List.of(Long.toString(time.toMillis())));
    }

    /// What it shows.
    public Instant now() {
        return Instant.ofEpochMilli(Long.parseLong(control.call(Verb.TIME, List.of()).get(0)));
    }
}
