package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import io.holdfast.iam.Question;
import java.util.List;
import java.util.Set;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsValue;

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
    static boolean isPublic(JrsObject statement) throws PolicyException {
        if (!Json.text(statement, "Effect", "").equals("Allow")) {
            return false;
        }
        return namesEverybody(statement) && !isNarrowed(statement);
    }

    private static boolean namesEverybody(JrsObject statement) throws PolicyException {
        JrsValue principal = statement.get("Principal");
        JrsValue names = principal instanceof JrsObject object ? object.get("AWS") : principal;
        return names != null && Json.texts(names, "Principal").contains("*");
    }

    private static boolean isNarrowed(JrsObject statement) throws PolicyException {
        if (!Json.has(statement, "Condition")) {
            return false;
        }
        JrsValue operators = statement.get("Condition");
        for (String operator : operators.propertyNames()) {
            JrsValue lines = operators.get(operator);
            for (String key : lines.propertyNames()) {
                List<String> values = Json.scalars(lines.get(key), "Condition");
                if (isNarrowing(operator, Question.keyName(key), values)) {
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
