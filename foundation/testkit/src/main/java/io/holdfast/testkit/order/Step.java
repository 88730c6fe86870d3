package io.holdfast.testkit.order;

/// A moment at which something happens: most operations are one step, a copy is two.
///
/// @param isOptional whether it need not happen at all, and if so, may at any time after the call
/// @param after place of the step that comes first, in the same list; -1 for none
record Step(Operation operation, boolean isOptional, Effect effect, int after) {
    long invokedNs() {
        return operation.invokedNs();
    }

    /// It happened before that.
    long returnedNs() {
        return isOptional ? Operation.NEVER : operation.returnedNs();
    }
}
