package io.holdfast.s3.form;

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
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Reads a form's policy: base64 of JSON, in which commas may stand behind the last element and
/// `\$` is a dollar sign, as the guide writes them. Names of fields and operators are read in any
/// case, those of the policy's own two elements are not. One policy.
final class PolicyReader {
    private static final int DEPTH_MAX = 8;
    private static final String RANGE = "content-length-range";
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final List<PolicyCondition> conditions = new ArrayList<>();
    private long sizeMin;
    private long sizeMax = Long.MAX_VALUE;

    private PolicyReader() {}

    /// @throws S3Exception INVALID_POLICY_DOCUMENT
    static PostPolicy read(String base64) throws S3Exception {
        return new PolicyReader().readDocument(parse(decoded(base64)));
    }

    private PostPolicy readDocument(JsonNode document) throws S3Exception {
        JsonNode expiration = document.get("expiration");
        if (expiration == null || !expiration.isString()) {
            throw invalid("Policy missing expiration.");
        }
        long expirationMs = time(expiration.stringValue());
        JsonNode list = document.get("conditions");
        if (list == null || !list.isArray()) {
            throw invalid("Policy missing conditions.");
        }
        if (document.size() > 2) {
            throw invalid("Unexpected element of the policy.");
        }
        for (JsonNode condition : list) {
            if (condition.isObject()) {
                addSimple(condition);
            } else if (condition.isArray()) {
                addArray(condition);
            } else {
                throw invalid("Invalid Condition: neither an object nor an array.");
            }
        }
        return new PostPolicy(expirationMs, conditions, sizeMin, sizeMax);
    }

    private void addSimple(JsonNode condition) throws S3Exception {
        if (condition.size() != 1) {
            throw invalid("Invalid Simple-Condition: exactly one property must be given.");
        }
        Map.Entry<String, JsonNode> property = condition.properties().iterator().next();
        if (!property.getValue().isString()) {
            throw invalid("Invalid Simple-Condition: value must be a string.");
        }
        conditions.add(
                new PolicyCondition(
                        PolicyCondition.Operator.EQ,
                        property.getKey(),
                        property.getValue().stringValue()));
    }

    private void addArray(JsonNode condition) throws S3Exception {
        if (condition.size() != 3 || !condition.get(0).isString()) {
            throw invalid("Invalid Condition: an operator and two operands are needed.");
        }
        switch (condition.get(0).stringValue().toLowerCase(Locale.ROOT)) {
            case "eq" -> add(PolicyCondition.Operator.EQ, condition);
            case "starts-with" -> add(PolicyCondition.Operator.STARTS_WITH, condition);
            case RANGE -> addRange(size(condition.get(1)), size(condition.get(2)));
            default -> throw invalid("Invalid Condition: unknown operator.");
        }
    }

    private void add(PolicyCondition.Operator operator, JsonNode condition) throws S3Exception {
        JsonNode field = condition.get(1);
        JsonNode value = condition.get(2);
        if (!field.isString() || !field.stringValue().startsWith("$") || !value.isString()) {
            throw invalid(
                    "Invalid Condition: a field's name begins with $, its value is a string.");
        }
        conditions.add(
                new PolicyCondition(
                        operator, field.stringValue().substring(1), value.stringValue()));
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
    private static long size(JsonNode node) throws S3Exception {
        try {
            long size =
                    node.isString() || node.isIntegralNumber()
                            ? Long.parseLong(node.asString())
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

    private static JsonNode parse(String text) throws S3Exception {
        try {
            JsonNode document = MAPPER.readTree(text);
            if (document.isObject()) {
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
