package io.holdfast.interop.differ;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// An answer in a form that can be compared: what has to differ between two servers is left out
/// (ids of requests, the date of the answer, free text) or replaced by what it stands for.
///
/// @param answer status and code of the error
/// @param values by place: `header etag`, `xml ListBucketResult/Contents/Key`, `body`
record Reading(String answer, Map<String, List<Value>> values) {
    private static final Set<String> HEADERS_LEFT_OUT =
            Set.of(
                    "connection",
                    "date",
                    "server",
                    "transfer-encoding",
                    "x-amz-id-2",
                    "x-amz-request-id",
                    "x-holdfast-trusted-time",
                    "x-ratelimit-limit",
                    "x-ratelimit-remaining");
    private static final Set<String> ELEMENTS_LEFT_OUT =
            Set.of("Error/Code", "Error/HostId", "Error/Message", "Error/RequestId");

    /// Places whose values a server makes up.
    private static final Set<String> RANDOM =
            Set.of(
                    "ContinuationToken",
                    "DeleteMarkerVersionId",
                    "DisplayName",
                    "ETag",
                    "ID",
                    "NextContinuationToken",
                    "NextUploadIdMarker",
                    "NextVersionIdMarker",
                    "UploadId",
                    "UploadIdMarker",
                    "VersionId",
                    "VersionIdMarker",
                    "etag",
                    "x-amz-copy-source-version-id",
                    "x-amz-version-id");

    /// Places that hold a time.
    private static final Set<String> TIMES =
            Set.of("CreationDate", "Initiated", "LastModified", "last-modified");

    /// @param raw as it came
    /// @param meant what it stands for
    record Value(String raw, String meant) {
        boolean equalsIn(Value other) {
            return raw.equals(other.raw) || meant.equals(other.meant);
        }
    }

    /// @param name of the case
    /// @param ids of the server that answered
    static Reading of(String name, Reply reply, Ids ids) {
        Map<String, List<Value>> values = new TreeMap<>();
        Optional<Document> document =
                reply.body().length == 0 ? Optional.empty() : Document.parse(reply.body());
        reply.headers()
                .forEach(
                        (header, texts) -> {
                            boolean isLength = header.equals("content-length");
                            if (!HEADERS_LEFT_OUT.contains(header)
                                    && !(isLength && hasFreeLength(reply, document))) {
                                add(values, "header " + header, header, texts, name, ids);
                            }
                        });
        if (document.isPresent()) {
            document.get()
                    .values()
                    .forEach(
                            (path, texts) -> {
                                if (!ELEMENTS_LEFT_OUT.contains(path)) {
                                    String leaf = path.substring(path.lastIndexOf('/') + 1);
                                    add(values, "xml " + path, leaf, texts, name, ids);
                                }
                            });
        } else if (reply.body().length > 0) {
            values.put("body", List.of(new Value(reply.text(), reply.text())));
        }
        String code = document.map(Reading::code).orElse("");
        String answer = code.isEmpty() ? "" + reply.status() : reply.status() + " " + code;
        return new Reading(answer, values);
    }

    /// Of a document of XML the length hangs on what is left out; an error has no length of its
    /// own.
    private static boolean hasFreeLength(Reply reply, Optional<Document> document) {
        return document.isPresent()
                || reply.status() >= 300
                || reply.body().length == 0 && isZero(reply);
    }

    private static boolean isZero(Reply reply) {
        return reply.header("content-length").equals("0");
    }

    private static String code(Document document) {
        return document.values().getOrDefault("Error/Code", List.of("")).getFirst();
    }

    private static void add(
            Map<String, List<Value>> values,
            String place,
            String leaf,
            List<String> texts,
            String name,
            Ids ids) {
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            all.add(new Value(text, meaning(leaf, text, name + ", " + place + " " + i, ids)));
        }
        values.put(place, all);
    }

    private static String meaning(String leaf, String text, String place, Ids ids) {
        if (TIMES.contains(leaf)) {
            return text.replaceAll("[0-9]", "0").replaceAll("[A-Za-z]{3}", "Mon");
        }
        if (!RANDOM.contains(leaf) || text.isEmpty() || text.equals("null")) {
            return text.replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT"); // its own address
        }
        String bare = text.replace("\"", "");
        int dash = leaf.equalsIgnoreCase("etag") ? bare.indexOf('-') : -1;
        String suffix = dash < 0 ? "" : bare.substring(dash);
        return text.replace(bare, ids.label(bare, place) + suffix);
    }
}
