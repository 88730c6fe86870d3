package io.holdfast.s3.form;

import io.holdfast.iam.StrictJson;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.jr.stree.JrsArray;
import tools.jackson.jr.stree.JrsNumber;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsString;
import tools.jackson.jr.stree.JrsValue;

/// Reads a form's policy: base64 of JSON, in which commas may stand behind the last element and
/// `\$` is a dollar sign, as the guide writes them. Names of fields and operators are read in any
/// case, those of the policy's own two elements are not. One policy.
final class PolicyReader {
    private static final int DEPTH_MAX = 8;
    private static final String RANGE = "content-length-range";
    private static final StrictJson JSON =
            new StrictJson(
                    DEPTH_MAX,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER);

    private final List<PolicyCondition> conditions = new ArrayList<>();
    private long sizeMin;
    private long sizeMax = Long.MAX_VALUE;

    private PolicyReader() {}

    /// @throws S3Exception INVALID_POLICY_DOCUMENT
    static PostPolicy read(String base64) throws S3Exception {
        return new PolicyReader().readDocument(parse(decoded(base64)));
    }

    private PostPolicy readDocument(JrsObject document) throws S3Exception {
        if (!(document.get("expiration") instanceof JrsString expiration)) {
            throw invalid("Policy missing expiration.");
        }
        long expirationMs = time(expiration.getValue());
        if (!(document.get("conditions") instanceof JrsArray list)) {
            throw invalid("Policy missing conditions.");
        }
        if (document.size() > 2) {
            throw invalid("Unexpected element of the policy.");
        }
        for (int i = 0; i < list.size(); i++) {
            switch (list.get(i)) {
                case JrsObject condition -> addSimple(condition);
                case JrsArray condition -> addArray(condition);
                default -> throw invalid("Invalid Condition: neither an object nor an array.");
            }
        }
        return new PostPolicy(expirationMs, conditions, sizeMin, sizeMax);
    }

    private void addSimple(JrsObject condition) throws S3Exception {
        if (condition.size() != 1) {
            throw invalid("Invalid Simple-Condition: exactly one property must be given.");
        }
        String field = condition.propertyNames().iterator().next();
        if (!(condition.get(field) instanceof JrsString value)) {
            throw invalid("Invalid Simple-Condition: value must be a string.");
        }
        conditions.add(new PolicyCondition(PolicyCondition.Operator.EQ, field, value.getValue()));
    }

    private void addArray(JrsArray condition) throws S3Exception {
        if (condition.size() != 3 || !(condition.get(0) instanceof JrsString operator)) {
            throw invalid("Invalid Condition: an operator and two operands are needed.");
        }
        switch (operator.getValue().toLowerCase(Locale.ROOT)) {
            case "eq" -> add(PolicyCondition.Operator.EQ, condition);
            case "starts-with" -> add(PolicyCondition.Operator.STARTS_WITH, condition);
            case RANGE -> addRange(size(condition.get(1)), size(condition.get(2)));
            default -> throw invalid("Invalid Condition: unknown operator.");
        }
    }

    private void add(PolicyCondition.Operator operator, JrsArray condition) throws S3Exception {
        if (!(condition.get(1) instanceof JrsString field)
                || !field.getValue().startsWith("$")
                || !(condition.get(2) instanceof JrsString value)) {
            throw invalid(
                    "Invalid Condition: a field's name begins with $, its value is a string.");
        }
        conditions.add(
                new PolicyCondition(operator, field.getValue().substring(1), value.getValue()));
    }

    /// Several ranges hold together.
    private void addRange(long min, long max) throws S3Exception {
        if (max < min) {
            throw invalid("Invalid " + RANGE + ": the maximum is below the minimum.");
        }
        sizeMin = Math.max(sizeMin, min);
        sizeMax = Math.min(sizeMax, max);
    }

    /// Some clients write numbers as strings.
    private static long size(JrsValue value) throws S3Exception {
        try {
            long size =
                    value instanceof JrsString || value instanceof JrsNumber
                            ? Long.parseLong(value.asText())
                            : -1;
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw invalid("Invalid " + RANGE + ": limits are numbers that are not negative.");
    }

    private static long time(String text) throws S3Exception {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            throw invalid("Invalid 'expiration' value: '" + text + "'");
        }
    }

    private static JrsObject parse(String text) throws S3Exception {
        try {
            if (JSON.read(text) instanceof JrsObject document) {
                return document;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw invalid("Invalid JSON.");
    }

    private static String decoded(String base64) throws S3Exception {
        try {
            // Forms on pages break long lines.
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw invalid("Invalid base64.");
        }
    }

    private static S3Exception invalid(String why) {
        return new S3Exception(ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + why);
    }
}
