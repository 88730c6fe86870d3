package io.holdfast.simulation;

/// One thing that is done to the deployment. What it depends on besides the state that it meets is
/// in its own number, so that a run can be made shorter by leaving steps out.
sealed interface Step {
    /// How long its lane waits before it.
    long pauseNs();

    /// @param client whose lane it is in
    /// @param chance decides the details
    record Request(int client, Kind kind, int bucket, int key, long chance, long pauseNs)
            implements Step {
        enum Kind {
            PUT,
            PUT_IF,
            GET,
            GET_VERSION,
            HEAD,
            DELETE,
            DELETE_VERSION,
            COPY,
            TAGS,
            CREATE_UPLOAD,
            PUT_PART,
            COMPLETE,
            ABORT,
            LIST,
            LIST_VERSIONS,
            LIST_PARTS,
            LIST_UPLOADS,
            SET_VERSIONING,
            DELETE_BUCKET,
            HEAL
        }
    }

    record Fault(Kind kind, int set, int place, long chance, long pauseNs) implements Step {
        enum Kind {
            CUT,
            STOP,
            LOSE,
            RETURN,
            REPLACE,
            STALL,
            SLOW,
            SYNC_ERROR,
            READ_ERROR,
            FULL,
            ROT,
            REGISTRY,
            CLOCK,
            SCRUB
        }
    }
}
