package io.holdfast.testkit.order;

/// One call of a client and what came back.
///
/// @param client number of the client, for people
/// @param invokedNs before the request went out
/// @param returnedNs after the answer came in, on the same clock; [#NEVER] without an answer
public record Operation(int client, Call call, Answer answer, long invokedNs, long returnedNs) {
    /// Later than every time.
    public static final long NEVER = Long.MAX_VALUE;

    public Operation {
        if (returnedNs < invokedNs) {
            throw new IllegalArgumentException("returned before it was invoked");
        }
        if ((answer instanceof Answer.None) != (returnedNs == NEVER)) {
            throw new IllegalArgumentException("without an answer it never returned");
        }
        if (!fits(call, answer)) {
            throw new IllegalArgumentException("no answer to " + call + ": " + answer);
        }
    }

    private static boolean fits(Call call, Answer answer) {
        return switch (answer) {
            case Answer.None _ -> true;
            case Answer.Done _ -> call instanceof Call.Put || call instanceof Call.Delete;
            case Answer.Found _ -> call instanceof Call.Get || call instanceof Call.Copy;
            case Answer.Listed _ -> call instanceof Call.ListPage;
            case Answer.Missing _, Answer.Refused _ -> !(call instanceof Call.ListPage);
        };
    }

    /// Whether it came back.
    public boolean isAnswered() {
        return returnedNs != NEVER;
    }
}
