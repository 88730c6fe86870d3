package io.holdfast.simulation;

/// One thing that is done to the deployment. What it depends on besides the state that it meets is
/// in its own number, so that a run can be made shorter by leaving steps out.
public sealed interface Step {
    /// How long its lane waits before it.
    long pauseNs();

    /// @param client whose lane it is in
    /// @param chance decides the details
    record Request(int client, RequestKind kind, int bucket, int key, long chance, long pauseNs)
            implements Step {}

    record Fault(FaultKind kind, int set, int place, long chance, long pauseNs) implements Step {}
}
