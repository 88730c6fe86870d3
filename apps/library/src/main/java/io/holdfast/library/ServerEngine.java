package io.holdfast.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs servers: the contract between this library and the engine, which `ServiceLoader` finds in
/// this process, or which runs in another one. Words are those of {@link Verb}.
public interface ServerEngine {
    /// Starts a server; returns when it serves.
    ///
    /// @param plan what it shall be
    /// @throws HoldfastException when it does not start; then nothing is left open
    Control start(Plan plan);

    /// What a server shall be.
    ///
    /// @param settings by the names of the environment's variables
    /// @param folder for its data; there
    /// @param drives how many, each a folder in it
    record Plan(Map<String, String> settings, Path folder, int drives) {
        public Plan {
            settings = Map.copyOf(settings);
        }
    }

    /// One running server. Any thread.
    interface Control extends AutoCloseable {
        /// Has the server do something; returns when it is done.
        ///
        /// @return what the verb answers
        /// @throws HoldfastException when it cannot be done; the message is for a person
        List<String> call(Verb verb, List<String> words);

        /// Answers what is in flight and ends the server; does nothing the second time.
        @Override
        void close();
    }

    /// What can be asked of a server. Numbers are decimal, drives are counted from 0.
    enum Verb {
        /// → its address as a URI.
        ENDPOINT,
        /// → a word for each drive: its standing, as of {@link DriveStanding}.
        DRIVES,
        /// drive → ; the drive is gone, folder and all.
        LOSE,
        /// drive milliseconds → ; each access takes so much longer.
        SLOW,
        /// drive → ; nothing more fits.
        FILL,
        /// drive → ; the drive is as it should be.
        RESTORE,
        /// bucket key drives → count of shards that were spoiled.
        ROT,
        /// count status code message → ; the next requests are refused.
        REFUSE,
        /// count milliseconds → ; the next requests wait first.
        DELAY,
        /// count → ; the next requests are cut in the middle of the body.
        CUT,
        /// milliseconds → ; all requests wait first, from now on.
        LATENCY,
        /// → ; no fault of requests is pending any more, and all drives are restored.
        CALM,
        /// milliseconds → ; the server's clock moves forwards.
        ADVANCE,
        /// → milliseconds since 1970 by the server's clock.
        TIME
    }
}
