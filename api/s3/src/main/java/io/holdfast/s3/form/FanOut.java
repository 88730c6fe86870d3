package io.holdfast.s3.form;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Fields;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The list of a form whose one file becomes many objects [MinIO: PutObjectFanOut]: JSON objects
/// one after the other, `{"key", "metadata": {}, "tags": {}, "contentType", …}`.
///
/// @param key of one object
/// @param fields what the list says of it
record FanOut(String key, Map<String, String> fields) {
    /// Name of the part.
    static final String FIELD = "x-minio-fanout-list";

    private static final int ENTRIES_MAX = 10_000;
    private static final int DEPTH_MAX = 4;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    FanOut {
        fields = Map.copyOf(fields);
    }

    /// @throws S3Exception INVALID_ARGUMENT when it is no such list, or names nothing
    static List<FanOut> parse(String list) throws S3Exception {
        List<FanOut> entries = new ArrayList<>();
        try (MappingIterator<JsonNode> nodes = MAPPER.readerFor(JsonNode.class).readValues(list)) {
            while (nodes.hasNext()) {
                if (entries.size() == ENTRIES_MAX) {
                    throw invalid("it has too many entries");
                }
                entries.add(entry(nodes.next()));
            }
        } catch (JacksonException _) {
            throw invalid("it is no list of JSON objects");
        }
        if (entries.isEmpty()) {
            throw invalid("it is empty");
        }
        return entries;
    }

    private static FanOut entry(JsonNode node) throws S3Exception {
        if (!node.isObject()) {
            throw invalid("it is no list of JSON objects");
        }
        String key = "";
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            JsonNode value = property.getValue();
            switch (property.getKey()) {
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

    private static String text(JsonNode node) throws S3Exception {
        if (node.isNull()) {
            return "";
        }
        if (!node.isString()) {
            throw invalid("a value is no text");
        }
        return node.stringValue();
    }

    private static Map<String, String> texts(JsonNode node) throws S3Exception {
        if (node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw invalid("metadata and tags are objects");
        }
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            texts.put(property.getKey(), text(property.getValue()));
        }
        return texts;
    }

    private static S3Exception invalid(String why) {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, "The list of the fan-out: " + why + ".");
    }
}
