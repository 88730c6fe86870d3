package io.holdfast.interop.differ.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Conditions of reads, writes, copies and deletes, alone and in pairs.
final class ConditionFamily implements Family {
    private static final String PAST = "Mon, 03 Jan 2000 00:00:00 GMT";
    private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

    @Override
    public String name() {
        return "condition";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("the object", "/{b}/k", "body").keeps("etag", "etag");
        for (Map<String, String> conditions : reads()) {
            Case get = cases.get("get " + conditions, "/{b}/k");
            Case head = cases.head("head " + conditions, "/{b}/k");
            Case copy = cases.put("copy " + conditions, "/{b}/copy");
            copy.header("x-amz-copy-source", "/" + cases.bucket() + "/k");
            conditions.forEach(
                    (field, value) -> {
                        get.header(field, value);
                        head.header(field, value);
                        copy.header("x-amz-copy-source-" + field, value);
                    });
        }
        for (String key : List.of("k", "missing")) {
            for (String line : writes()) {
                int colon = line.indexOf(':');
                String field = line.substring(0, colon);
                String value = line.substring(colon + 2);
                cases.put(key + ": put " + line, "/{b}/" + key, "body").header(field, value);
                cases.delete(key + ": delete " + line, "/{b}/" + key).header(field, value);
                cases.delete(key + ": clear after " + line, "/{b}/missing");
                cases.put(key + ": put back after " + line, "/{b}/k", "body");
            }
        }
    }

    private static List<Map<String, String>> reads() {
        Map<String, List<String>> values = new TreeMap<>();
        values.put("if-match", List.of("${etag}", "\"0123456789abcdef0123456789abcdef\"", "*"));
        values.put("if-none-match", List.of("${etag}", "\"other\"", "*"));
        values.put("if-modified-since", List.of(PAST, FUTURE, "no date"));
        values.put("if-unmodified-since", List.of(PAST, FUTURE, "no date"));
        List<Map<String, String>> all = new ArrayList<>();
        values.forEach(
                (field, some) ->
                        some.forEach(
                                value -> {
                                    all.add(Map.of(field, value));
                                    values.forEach(
                                            (other, more) -> {
                                                if (other.compareTo(field) > 0) {
                                                    add(all, field, value, other, more.get(0));
                                                    add(all, field, value, other, more.get(1));
                                                }
                                            });
                                }));
        return all;
    }

    private static void add(
            List<Map<String, String>> all, String field, String value, String other, String more) {
        all.add(new TreeMap<>(Map.of(field, value, other, more)));
    }

    private static List<String> writes() {
        return List.of(
                "if-match: ${etag}",
                "if-match: \"0123456789abcdef0123456789abcdef\"",
                "if-match: *",
                "if-match: ",
                "if-none-match: *",
                "if-none-match: ${etag}",
                "if-none-match: \"other\"",
                "if-modified-since: " + PAST,
                "if-unmodified-since: " + PAST,
                "x-amz-if-match-size: 4",
                "x-amz-if-match-size: 5",
                "x-amz-if-match-last-modified-time: " + PAST);
    }
}
