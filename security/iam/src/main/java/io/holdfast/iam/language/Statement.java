package io.holdfast.iam.language;

import io.holdfast.iam.Question;
import java.util.List;

/// One statement of a policy. Immutable.
///
/// @param sid empty without one
/// @param isDeny whether it forbids what it speaks of
/// @param principals whom it speaks of
/// @param actions of which one has to match, or none if `isNotAction`
/// @param resources of which one has to match, or none if `isNotResource`; empty for statements
///   that need none
/// @param conditions of which all have to hold
/// @param isPublic allows something to anybody at all
/// @param asksForTags a condition or variable looks at the tags of the object that is there
public record Statement(
        String sid,
        boolean isDeny,
        Principals principals,
        List<Pattern> actions,
        boolean isNotAction,
        List<Resource> resources,
        boolean isNotResource,
        List<Condition> conditions,
        boolean isPublic,
        boolean asksForTags) {
    /// Forbids everything to everybody.
    public static final Statement DENY_ALL =
            new Statement(
                    "",
                    true,
                    Principals.BEARER,
                    List.of(Pattern.withoutVariables("*")),
                    false,
                    List.of(),
                    false,
                    List.of(),
                    false,
                    false);

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /// Whether it speaks of the request.
    public boolean matches(Question question) {
        return principals.match(question.requester())
                && matchesAction(question)
                && matchesResource(question)
                && conditions.stream().allMatch(condition -> condition.holds(question.values()));
    }

    private boolean matchesAction(Question question) {
        boolean isNamed =
                actions.stream()
                        .anyMatch(
                                pattern ->
                                        pattern.matchesIgnoringCase(
                                                question.action(), question.values()));
        return isNotAction ? !isNamed && isOfNamedService(question.action()) : isNamed;
    }

    /// "All actions but these" are those of the same service: who may do all but one with objects
    /// may not administer the server.
    private boolean isOfNamedService(String action) {
        return actions.stream()
                .anyMatch(
                        pattern ->
                                Actions.familyOf(pattern.source())
                                        .equals(Actions.familyOf(action)));
    }

    private boolean matchesResource(Question question) {
        return resources.isEmpty()
                || resources.stream().anyMatch(resource -> resource.matches(question))
                        != isNotResource;
    }
}
