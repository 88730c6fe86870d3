package io.holdfast.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes questions for tests.
final class Questions {
    static final Requester.Identity ALICE =
            new Requester.Identity("111122223333", "canonical-one", "alice");
    static final Requester.Identity ROOT =
            new Requester.Identity("111122223333", "canonical-one", "");
    static final Requester.Identity STRANGER =
            new Requester.Identity("999999999999", "canonical-two", "alice");
    static final Requester NOBODY = new Requester.Anonymous();

    private Questions() {}

    /// @param values name, value, name, value …; a value may be several with `|` between them
    static Question of(Requester requester, String action, String resource, String... values) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], List.of(values[i + 1].split("\\|")));
        }
        return new Question(requester, action, resource, map);
    }

    static Question of(String action, String resource, String... values) {
        return of(ALICE, action, resource, values);
    }
}
