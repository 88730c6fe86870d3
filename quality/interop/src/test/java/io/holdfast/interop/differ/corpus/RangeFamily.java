package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Ranges, of an object of ten bytes and of an empty one.
final class RangeFamily implements Family {
    private static final List<String> RANGES =
            List.of(
                    "bytes=0-0",
                    "bytes=0-9",
                    "bytes=0-10",
                    "bytes=0-",
                    "bytes=9-",
                    "bytes=10-",
                    "bytes=5-4",
                    "bytes=-1",
                    "bytes=-10",
                    "bytes=-11",
                    "bytes=-0",
                    "bytes=-",
                    "bytes=",
                    "bytes=a-b",
                    "bytes=0-1,3-4",
                    "bytes= 0-1",
                    "bytes=0 - 1",
                    "bytes =0-1",
                    "Bytes=0-1",
                    "bytes=0-99999999999999999999",
                    "bytes=99999999999999999999-",
                    "bytes=+1-2",
                    "bytes=1--2",
                    "items=0-1",
                    "0-1",
                    "bytes");

    @Override
    public String name() {
        return "range";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("ten bytes", "/{b}/ten", "0123456789").keeps("etag", "etag");
        cases.put("no bytes", "/{b}/none", "");
        for (String range : RANGES) {
            for (String key : List.of("ten", "none")) {
                cases.get(key + " " + range, "/{b}/" + key).header("range", range);
                cases.head("head " + key + " " + range, "/{b}/" + key).header("range", range);
            }
        }
        for (String condition : List.of("${etag}", "\"other\"", "*", "no date")) {
            cases.get("if-range " + condition, "/{b}/ten")
                    .header("range", "bytes=0-1")
                    .header("if-range", condition);
        }
    }
}
