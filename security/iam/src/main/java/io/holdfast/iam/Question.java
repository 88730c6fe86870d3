package io.holdfast.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One access, in the words of policies. Immutable.
///
/// @param requester who asks
/// @param action such as `s3:GetObject`
/// @param resource bucket, or bucket and key with `/` between them, or the name of a key of the key
///   service; empty where an action has none
/// @param values of condition keys; names as in [#keyName]; a key that the request does not have is
///   not in it
public record Question(
        Requester requester, String action, String resource, Map<String, List<String>> values) {
    public Question {
        Map<String, List<String>> copy = new TreeMap<>();
        values.forEach((name, list) -> copy.put(keyName(name), List.copyOf(list)));
        values = Map.copyOf(copy);
    }

    /// How a condition key is written here: keys are compared without regard to case, the tag
    /// behind a `/` with it [IAM: condition keys are not case-sensitive; S3: tag keys are].
    public static String keyName(String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? name.toLowerCase(Locale.ROOT)
                : name.substring(0, slash).toLowerCase(Locale.ROOT) + name.substring(slash);
    }
}
