package io.holdfast.s3.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Tags in documents and in the `x-amz-tagging` field [S3 API: PutObjectTagging].
public final class Tags {
    public static final int OBJECT_TAGS_MAX = 10;
    public static final int BUCKET_TAGS_MAX = 50;
    private static final int KEY_CHARS_MAX = 128;
    private static final int VALUE_CHARS_MAX = 256;

    private Tags() {}

    /// Reads a `Tagging` document.
    ///
    /// @throws S3Exception MALFORMED_XML or INVALID_TAG
    public static Map<String, String> parseDocument(byte[] document, int tagsMax)
            throws S3Exception {
        XmlElement set =
                XmlElement.parse(document, "Tagging")
                        .child("TagSet")
                        .orElseThrow(() -> new S3Exception(ErrorCode.MALFORMED_XML));
        Map<String, String> tags = new LinkedHashMap<>();
        for (XmlElement tag : set.children("Tag")) {
            XmlElement key =
                    tag.child("Key").orElseThrow(() -> new S3Exception(ErrorCode.MALFORMED_XML));
            String value = tag.child("Value").map(XmlElement::rawText).orElse("");
            add(tags, key.rawText(), value, tagsMax);
        }
        return tags;
    }

    /// Reads the field, which has the form of a query.
    ///
    /// @throws S3Exception INVALID_TAG, or INVALID_ARGUMENT when it is not well formed
    public static Map<String, String> parseField(String text, int tagsMax) throws S3Exception {
        Query query;
        try {
            query = Query.parse(text);
        } catch (S3Exception _) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "x-amz-tagging is malformed.");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < query.count(); i++) {
            add(tags, query.name(i), query.value(i), tagsMax);
        }
        return tags;
    }

    /// The field's form, sorted by key.
    public static String field(Map<String, String> tags) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
            out.append(out.isEmpty() ? "" : "&");
            Percent.encode(tag.getKey(), false, out);
            out.append('=');
            Percent.encode(tag.getValue(), false, out);
        }
        return out.toString();
    }

    /// A `Tagging` document, sorted by key.
    public static XmlWriter document(Map<String, String> tags) {
        XmlWriter xml = new XmlWriter().root("Tagging").open("TagSet");
        new TreeMap<>(tags)
                .forEach(
                        (key, value) ->
                                xml.open("Tag")
                                        .element("Key", key)
                                        .element("Value", value)
                                        .close("Tag"));
        return xml.close("TagSet").close("Tagging");
    }

    /// Adds one to those given before.
    ///
    /// @throws S3Exception INVALID_TAG
    public static void add(Map<String, String> tags, String key, String value, int tagsMax)
            throws S3Exception {
        boolean isValid =
                !key.isEmpty()
                        && key.codePointCount(0, key.length()) <= KEY_CHARS_MAX
                        && value.codePointCount(0, value.length()) <= VALUE_CHARS_MAX
                        && isAllowed(key)
                        && isAllowed(value);
        if (!isValid) {
            throw new S3Exception(ErrorCode.INVALID_TAG);
        }
        if (tags.put(key, value) != null) {
            throw new S3Exception(ErrorCode.INVALID_TAG, "A tag key is given twice.");
        }
        if (tags.size() > tagsMax) {
            throw new S3Exception(
                    ErrorCode.INVALID_TAG, "There can be at most " + tagsMax + " tags.");
        }
    }

    private static boolean isAllowed(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c) || " +-=._:/@".indexOf(c) >= 0);
    }
}
