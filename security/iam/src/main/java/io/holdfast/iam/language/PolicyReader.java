package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsValue;

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
        JrsObject top = Json.read(document);
        Json.requireOnly(top, TOP, "the policy");
        String version = Json.text(top, "Version", "the policy");
        if (!VERSIONS.contains(version) && (bucket.isPresent() || !version.isEmpty())) {
            throw new PolicyException("Version is not 2012-10-17");
        }
        if (!Json.has(top, "Statement")) {
            throw new PolicyException("the policy has no Statement");
        }
        List<Statement> statements = new ArrayList<>();
        for (JrsValue one : Json.oneOrMany(top.get("Statement"))) {
            statements.add(statement(one, "statement " + (statements.size() + 1)));
        }
        if (statements.isEmpty() && bucket.isPresent()) {
            throw new PolicyException("the policy has no Statement");
        }
        return statements;
    }

    private Statement statement(JrsValue value, String where) throws PolicyException {
        if (!(value instanceof JrsObject node)) {
            throw new PolicyException(where + " is not an object");
        }
        Json.requireOnly(node, FIELDS, where);
        Either actionField = either(node, "Action", where);
        Scope scope = Scope.of(Json.texts(actionField.node, where + ": " + actionField.name));
        List<Resource> resources = List.of();
        boolean isNotResource = false;
        if (Json.has(node, "Resource") || Json.has(node, "NotResource") || scope.needsResource()) {
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
                Json.has(node, "Condition")
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

    private Principals principals(JrsObject node, boolean isDeny, String where)
            throws PolicyException {
        if (bucket.isEmpty()) {
            if (Json.has(node, "Principal") || Json.has(node, "NotPrincipal")) {
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
    private record Either(String name, JrsValue node, boolean isNot) {}

    private static Either either(JrsObject node, String name, String where) throws PolicyException {
        if (Json.has(node, name) == Json.has(node, "Not" + name)) {
            throw new PolicyException(where + " needs either " + name + " or Not" + name);
        }
        return Json.has(node, name)
                ? new Either(name, node.get(name), false)
                : new Either("Not" + name, node.get("Not" + name), true);
    }
}
