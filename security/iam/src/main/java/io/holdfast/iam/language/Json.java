package io.holdfast.iam.language;

import io.holdfast.iam.Policy;
import io.holdfast.iam.PolicyException;
import io.holdfast.iam.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.stree.JrsArray;
import tools.jackson.jr.stree.JrsBoolean;
import tools.jackson.jr.stree.JrsNumber;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsString;
import tools.jackson.jr.stree.JrsValue;

/// Reads the JSON of policies.
final class Json {
    private static final int DEPTH_MAX = 16;
    private static final StrictJson READER = new StrictJson(DEPTH_MAX);

    private Json() {}

    static JrsObject read(byte[] document) throws PolicyException {
        if (document.length > Policy.DOCUMENT_BYTES_MAX) {
            throw new PolicyException(
                    "a policy has at most " + Policy.DOCUMENT_BYTES_MAX + " bytes");
        }
        try {
            // As text: the reader of bytes would guess other encodings, which nobody else reads.
            if (READER.read(decoded(document)) instanceof JrsObject policy) {
                return policy;
            }
        } catch (JacksonException e) {
            throw new PolicyException("not JSON: " + e.getOriginalMessage());
        }
        throw new PolicyException("a policy is a JSON object");
    }

    private static String decoded(byte[] document) throws PolicyException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
        } catch (CharacterCodingException e) {
            throw new PolicyException("not UTF-8");
        }
    }

    /// Refuses fields that nobody would look at: a misspelt `Condition` must not go unnoticed.
    static void requireOnly(JrsObject object, Set<String> known, String where)
            throws PolicyException {
        Set<String> unknown = new TreeSet<>(object.propertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new PolicyException(
                    where + " has an unknown field: " + unknown.iterator().next());
        }
    }

    static boolean has(JrsObject object, String field) {
        return object.get(field) != null;
    }

    /// A text; empty when the field is not there.
    static String text(JrsObject object, String field, String where) throws PolicyException {
        if (!has(object, field)) {
            return "";
        }
        if (object.get(field) instanceof JrsString text) {
            return text.getValue();
        }
        throw new PolicyException(where + ": " + field + " is not a string");
    }

    /// One text, or an array of them with one at least.
    static List<String> texts(JrsValue value, String where) throws PolicyException {
        List<String> texts = new ArrayList<>();
        for (JrsValue one : oneOrMany(value)) {
            if (!(one instanceof JrsString text)) {
                throw new PolicyException(where + " is neither a string nor an array of strings");
            }
            texts.add(text.getValue());
        }
        if (texts.isEmpty()) {
            throw new PolicyException(where + " is empty");
        }
        return texts;
    }

    /// The elements of an array; what is none stands for itself.
    static Iterable<JrsValue> oneOrMany(JrsValue value) {
        return value instanceof JrsArray array ? array::elements : List.of(value);
    }

    /// Whether a field or a text anywhere below contains a word, in any case.
    ///
    /// @param word in lower case
    static boolean mentions(JrsValue value, String word) {
        if (value instanceof JrsString text) {
            return text.getValue().toLowerCase(Locale.ROOT).contains(word);
        }
        for (String field : value.propertyNames()) {
            if (field.toLowerCase(Locale.ROOT).contains(word) || mentions(value.get(field), word)) {
                return true;
            }
        }
        if (value instanceof JrsArray array) {
            for (JrsValue one : oneOrMany(array)) {
                if (mentions(one, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// As [#texts], for values that may be numbers and booleans too. An array may be empty: no
    /// value agrees with it.
    static List<String> scalars(JrsValue value, String where) throws PolicyException {
        List<String> texts = new ArrayList<>();
        for (JrsValue one : oneOrMany(value)) {
            if (!(one instanceof JrsString
                    || one instanceof JrsNumber
                    || one instanceof JrsBoolean)) {
                throw new PolicyException(where + " has a value that is none");
            }
            texts.add(one.asText());
        }
        return texts;
    }
}
