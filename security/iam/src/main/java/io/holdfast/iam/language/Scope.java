package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The actions that a statement names.
///
/// @param patterns as they are written
/// @param actions all known ones that a pattern stands for, in lower case
/// @param isS3 whether they are S3's; those of a statement are all of one service
record Scope(List<Pattern> patterns, List<String> actions, boolean isS3) {
    Scope {
        patterns = List.copyOf(patterns);
        actions = List.copyOf(actions);
    }

    static Scope of(List<String> texts) throws PolicyException {
        List<Pattern> patterns = new ArrayList<>();
        TreeSet<String> actions = new TreeSet<>();
        TreeSet<String> services = new TreeSet<>();
        for (String text : texts) {
            List<String> matching = Actions.matching(Glob.of(text));
            if (matching.isEmpty() || !text.equals("*") && Actions.familyOf(text).isEmpty()) {
                throw new PolicyException("no such action: " + Pattern.quote(text));
            }
            patterns.add(Pattern.withoutVariables(text));
            actions.addAll(matching);
            services.add(text.equals("*") ? "s3" : Actions.familyOf(text));
        }
        if (services.size() > 1) {
            throw new PolicyException(
                    "actions of several services in one statement: " + String.join(", ", services));
        }
        return new Scope(patterns, List.copyOf(actions), services.contains("s3"));
    }

    /// Actions of the server's administration work on no resource.
    boolean needsResource() {
        return isS3;
    }
}
