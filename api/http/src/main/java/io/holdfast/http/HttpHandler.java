package io.holdfast.http;

import java.io.IOException;

/// Answers requests; called on a virtual thread of the request's own, which may block.
public interface HttpHandler {
    /// Answers one request. A request that is left unanswered, or an exception, ends as 500 when
    /// nothing was sent yet, and else with a cut connection.
    void handle(Exchange exchange) throws IOException, InterruptedException;

    /// Answers a request that came while as many as allowed were in flight: quickly, without
    /// touching its body.
    void refuse(Exchange exchange) throws IOException, InterruptedException;

    /// What goes with the status of a request that the listener refuses by itself. Called on a
    /// thread that must not block.
    ///
    /// @param requestId of the refused request
    default Refusal refusal(Flaw flaw, String requestId) {
        return Refusal.BARE;
    }
}
