package io.holdfast.s3.form;

import io.holdfast.iam.StrictJson;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Fields;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.stree.JrsNull;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsString;
import tools.jackson.jr.stree.JrsValue;

/// The list of a form whose one file becomes many objects [MinIO: PutObjectFanOut]: JSON objects
/// one after the other or in an array, `{"key", "metadata": {}, "tags": {}, "contentType", …}`.
///
/// @param key of one object
/// @param fields what the list says of it
record FanOut(String key, Map<String, String> fields) {
    /// Name of the part.
    static final String FIELD = "x-minio-fanout-list";

    private static final int ENTRIES_MAX = 10_000;
    private static final int DEPTH_MAX = 4;
    private static final StrictJson JSON = new StrictJson(DEPTH_MAX);

    FanOut {
        fields = Map.copyOf(fields);
    }

    /// @throws S3Exception INVALID_ARGUMENT when it is no such list, or names nothing
    static List<FanOut> parse(String list) throws S3Exception {
        List<FanOut> entries = new ArrayList<>();
        try {
            for (Iterator<JrsValue> values = JSON.readAll(list); values.hasNext(); ) {
                if (entries.size() == ENTRIES_MAX) {
                    throw invalid("it has too many entries");
                }
                entries.add(entry(values.next()));
            }
        } catch (JacksonException _) {
            throw invalid("it is no list of JSON objects");
        }
        if (entries.isEmpty()) {
            throw invalid("it is empty");
        }
        return entries;
    }

    private static FanOut entry(JrsValue listed) throws S3Exception {
        if (!(listed instanceof JrsObject entry)) {
            throw invalid("it is no list of JSON objects");
        }
        String key = "";
        Map<String, String> fields = new HashMap<>();
        for (String property : entry.propertyNames()) {
            JrsValue value = entry.get(property);
            switch (property) {
                case "key" -> key = text(value);
                case "metadata" -> {
                    for (Map.Entry<String, String> one : texts(value).entrySet()) {
                        add("x-amz-meta-" + one.getKey(), one.getValue(), fields);
                    }
                }
                case "tags" -> add("x-amz-tagging", Tags.field(texts(value)), fields);
                case "contentType" -> add("content-type", text(value), fields);
                case "contentEncoding" -> add("content-encoding", text(value), fields);
                case "contentDisposition" -> add("content-disposition", text(value), fields);
                case "contentLanguage" -> add("content-language", text(value), fields);
                case "cacheControl" -> add("cache-control", text(value), fields);
                case "retention" -> add("x-amz-object-lock-mode", text(value), fields);
                case "retainUntil" ->
                        add("x-amz-object-lock-retain-until-date", text(value), fields);
                default -> throw invalid("it has a field that is unknown");
            }
        }
        if (key.isEmpty()) {
            throw invalid("an entry has no key");
        }
        return new FanOut(key, fields);
    }

    /// Clients write what they do not mean as nothing.
    private static void add(String name, String value, Map<String, String> fields)
            throws S3Exception {
        if (value.isEmpty()) {
            return;
        }
        if (!Fields.isName(name) || !Fields.isValue(value)) {
            throw invalid("a value cannot be kept");
        }
        fields.put(name.toLowerCase(Locale.ROOT), value);
    }

    private static String text(JrsValue value) throws S3Exception {
        return switch (value) {
            case JrsNull _ -> "";
            case JrsString text -> text.getValue();
            default -> throw invalid("a value is no text");
        };
    }

    private static Map<String, String> texts(JrsValue value) throws S3Exception {
        if (value instanceof JrsNull) {
            return Map.of();
        }
        if (!(value instanceof JrsObject object)) {
            throw invalid("metadata and tags are objects");
        }
        Map<String, String> texts = new HashMap<>();
        for (String name : object.propertyNames()) {
            texts.put(name, text(object.get(name)));
        }
        return texts;
    }

    private static S3Exception invalid(String why) {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, "The list of the fan-out: " + why + ".");
    }
}
