package io.holdfast.iam.language;

import java.util.List;
import java.util.Map;

/// One value of a condition, ready to be compared with what a request has.
interface Comparison {
    /// Whether a value of the request agrees; never when it is not of the operator's kind.
    ///
    /// @param values all of the request, for variables
    boolean holds(String actual, Map<String, List<String>> values);
}
