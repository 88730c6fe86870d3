package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import io.holdfast.iam.Question;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Whether a statement of a bucket's policy is public: it allows, names everybody, and no condition
/// narrows that to fixed values [S3 user guide: blocking public access: the meaning of "public"].
/// What is not understood counts as public.
final class Publicness {
    /// Keys whose fixed values name somebody or some place.
    private static final Set<String> NARROWING =
            Set.of(
                    "aws:principalaccount",
                    "aws:principalarn",
                    "aws:sourceaccount",
                    "aws:sourcearn",
                    "aws:sourcevpc",
                    "aws:sourcevpce",
                    "aws:userid",
                    "aws:username",
                    "s3:x-amz-server-side-encryption-aws-kms-key-id");

    private static final Set<String> OPERATORS =
            Set.of("StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike");

    private Publicness() {}

    /// @param statement that was read without fault
    static boolean isPublic(JsonNode statement) throws PolicyException {
        if (!Json.text(statement, "Effect", "").equals("Allow")) {
            return false;
        }
        return namesEverybody(statement) && !isNarrowed(statement);
    }

    private static boolean namesEverybody(JsonNode statement) throws PolicyException {
        JsonNode principal = statement.get("Principal");
        JsonNode names = principal.isObject() ? principal.get("AWS") : principal;
        return names != null && Json.texts(names, "Principal").contains("*");
    }

    private static boolean isNarrowed(JsonNode statement) throws PolicyException {
        if (!statement.has("Condition")) {
            return false;
        }
        for (Map.Entry<String, JsonNode> operator : statement.get("Condition").properties()) {
            for (Map.Entry<String, JsonNode> line : operator.getValue().properties()) {
                List<String> values = Json.scalars(line.getValue(), "Condition");
                if (isNarrowing(operator.getKey(), Question.keyName(line.getKey()), values)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNarrowing(String operator, String key, List<String> values)
            throws PolicyException {
        if (operator.equals("IpAddress") && key.equals("aws:sourceip")) {
            for (String value : values) {
                if (!AddressRange.of(value).isNarrow()) {
                    return false;
                }
            }
            return true;
        }
        return OPERATORS.contains(operator)
                && NARROWING.contains(key)
                && values.stream().allMatch(Publicness::isFixed);
    }

    private static boolean isFixed(String value) {
        return value.indexOf('*') < 0 && value.indexOf('?') < 0 && !value.contains("${");
    }
}
