package io.holdfast.iam.language;

import io.holdfast.iam.Policy;
import io.holdfast.iam.PolicyException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON of policies strictly: no field twice, nothing behind the end, bounded depth.
final class Json {
    private static final int DEPTH_MAX = 16;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /// @return an object
    static JsonNode read(byte[] document) throws PolicyException {
        if (document.length > Policy.DOCUMENT_BYTES_MAX) {
            throw new PolicyException(
                    "a policy has at most " + Policy.DOCUMENT_BYTES_MAX + " bytes");
        }
        try {
            // As text: the reader of bytes would guess other encodings, which nobody else reads.
            JsonNode node = MAPPER.readTree(decoded(document));
            if (!node.isObject()) {
                throw new PolicyException("a policy is a JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw new PolicyException("not JSON: " + e.getOriginalMessage());
        }
    }

    private static String decoded(byte[] document) throws PolicyException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
        } catch (CharacterCodingException e) {
            throw new PolicyException("not UTF-8");
        }
    }

    /// Refuses fields that nobody would look at: a misspelt `Condition` must not go unnoticed.
    static void requireOnly(JsonNode object, Set<String> known, String where)
            throws PolicyException {
        Set<String> unknown = new TreeSet<>(object.propertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new PolicyException(
                    where + " has an unknown field: " + unknown.iterator().next());
        }
    }

    /// A text; empty when the field is not there.
    static String text(JsonNode object, String field, String where) throws PolicyException {
        if (!object.has(field)) {
            return "";
        }
        JsonNode node = object.get(field);
        if (!node.isString()) {
            throw new PolicyException(where + ": " + field + " is not a string");
        }
        return node.stringValue();
    }

    /// One text, or an array of them with one at least.
    static List<String> texts(JsonNode node, String where) throws PolicyException {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (!one.isString()) {
                throw new PolicyException(where + " is neither a string nor an array of strings");
            }
            texts.add(one.stringValue());
        }
        if (texts.isEmpty()) {
            throw new PolicyException(where + " is empty");
        }
        return texts;
    }

    /// Whether a field or a text anywhere below contains a word, in any case.
    ///
    /// @param word in lower case
    static boolean mentions(JsonNode node, String word) {
        if (node.isString()) {
            return node.stringValue().toLowerCase(Locale.ROOT).contains(word);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().toLowerCase(Locale.ROOT).contains(word)
                    || mentions(field.getValue(), word)) {
                return true;
            }
        }
        if (node.isArray()) {
            for (JsonNode one : node) {
                if (mentions(one, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// As [#texts], for values that may be numbers and booleans too. An array may be empty: no
    /// value agrees with it.
    static List<String> scalars(JsonNode node, String where) throws PolicyException {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (!one.isString() && !one.isNumber() && !one.isBoolean()) {
                throw new PolicyException(where + " has a value that is none");
            }
            texts.add(one.asString());
        }
        return texts;
    }
}
