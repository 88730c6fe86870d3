package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads policy documents [IAM: grammar of the JSON policy language] and refuses what could not be
/// judged as its author means it. Immutable.
public final class PolicyReader {
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> TOP = Set.of("Version", "Id", "ID", "Statement");
    private static final Set<String> FIELDS =
            Set.of(
                    "Sid",
                    "Effect",
                    "Principal",
                    "NotPrincipal",
                    "Action",
                    "NotAction",
                    "Resource",
                    "NotResource",
                    "Condition");

    private final Optional<String> bucket;

    private PolicyReader(Optional<String> bucket) {
        this.bucket = bucket;
    }

    /// For documents without principals.
    public static PolicyReader identity() {
        return new PolicyReader(Optional.empty());
    }

    /// For documents with principals, on one bucket.
    public static PolicyReader ofBucket(String bucket) {
        return new PolicyReader(Optional.of(bucket));
    }

    /// @throws PolicyException what is wrong, and where
    public List<Statement> read(byte[] document) throws PolicyException {
        JsonNode top = Json.read(document);
        Json.requireOnly(top, TOP, "the policy");
        String version = Json.text(top, "Version", "the policy");
        if (!VERSIONS.contains(version) && (bucket.isPresent() || !version.isEmpty())) {
            throw new PolicyException("Version is not 2012-10-17");
        }
        if (!top.has("Statement")) {
            throw new PolicyException("the policy has no Statement");
        }
        JsonNode list = top.get("Statement");
        List<Statement> statements = new ArrayList<>();
        for (JsonNode node : list.isArray() ? list : List.of(list)) {
            statements.add(statement(node, "statement " + (statements.size() + 1)));
        }
        if (statements.isEmpty() && bucket.isPresent()) {
            throw new PolicyException("the policy has no Statement");
        }
        return statements;
    }

    private Statement statement(JsonNode node, String where) throws PolicyException {
        if (!node.isObject()) {
            throw new PolicyException(where + " is not an object");
        }
        Json.requireOnly(node, FIELDS, where);
        Either actionField = either(node, "Action", where);
        Scope scope = Scope.of(Json.texts(actionField.node, where + ": " + actionField.name));
        List<Resource> resources = List.of();
        boolean isNotResource = false;
        if (node.has("Resource") || node.has("NotResource") || scope.needsResource()) {
            Either resourceField = either(node, "Resource", where);
            isNotResource = resourceField.isNot;
            ResourceReader reader = new ResourceReader(bucket, scope);
            resources =
                    reader.read(
                            Json.texts(resourceField.node, where + ": " + resourceField.name),
                            isNotResource || actionField.isNot);
        }
        boolean isDeny = isDeny(Json.text(node, "Effect", where), where);
        return new Statement(
                Json.text(node, "Sid", where),
                isDeny,
                principals(node, isDeny, where),
                scope.patterns(),
                actionField.isNot,
                resources,
                isNotResource,
                node.has("Condition")
                        ? new ConditionReader(scope, actionField.isNot)
                                .read(node.get("Condition"), where + ": Condition")
                        : List.of(),
                bucket.isPresent() && Publicness.isPublic(node),
                Json.mentions(node, "existingobjecttag"));
    }

    private static boolean isDeny(String effect, String where) throws PolicyException {
        return switch (effect) {
            case "Deny" -> true;
            case "Allow" -> false;
            default -> throw new PolicyException(where + ": Effect is neither Allow nor Deny");
        };
    }

    private Principals principals(JsonNode node, boolean isDeny, String where)
            throws PolicyException {
        if (bucket.isEmpty()) {
            if (node.has("Principal") || node.has("NotPrincipal")) {
                throw new PolicyException(where + ": an identity's policy has no Principal");
            }
            return Principals.BEARER;
        }
        Either field = either(node, "Principal", where);
        // All the world but a few would be let in [IAM user guide: NotPrincipal].
        if (field.isNot && !isDeny) {
            throw new PolicyException(where + ": NotPrincipal goes with Deny alone");
        }
        return PrincipalReader.read(field.node, field.isNot, where + ": " + field.name);
    }

    /// One of a field and its opposite.
    private record Either(String name, JsonNode node, boolean isNot) {}

    private static Either either(JsonNode node, String name, String where) throws PolicyException {
        if (node.has(name) == node.has("Not" + name)) {
            throw new PolicyException(where + " needs either " + name + " or Not" + name);
        }
        return node.has(name)
                ? new Either(name, node.get(name), false)
                : new Either("Not" + name, node.get("Not" + name), true);
    }
}
