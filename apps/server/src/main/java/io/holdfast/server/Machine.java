package io.holdfast.server;

import io.holdfast.base.Clock;
import io.holdfast.cluster.LocalMedia;
import io.holdfast.http.HttpHandler;
import java.util.function.UnaryOperator;

/// What a server takes from the machine that it runs on, as arguments: a server within a test gets
/// a clock that the test moves, media that fail when they are told to, and a door in front of the
/// API. The process of {@link Main} always gets {@link #REAL}; no setting leads to another.
///
/// @param clock of the store and the API
/// @param media under the drives
/// @param door what stands between the listener and the API
public record Machine(Clock clock, LocalMedia media, UnaryOperator<HttpHandler> door) {
    /// The machine as it is.
    public static final Machine REAL =
            new Machine(Clock.system(), LocalMedia.PLAIN, UnaryOperator.identity());
}
