package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Tags of objects.
final class TagFamily implements Family {
    @Override
    public String name() {
        return "tag";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("an object", "/{b}/k", "x");
        cases.get("no tags", "/{b}/k?tagging");
        for (String inner :
                List.of(
                        tag("a", "b"),
                        tag("a", ""),
                        tag("", "b"),
                        tag("a", "b") + tag("c", "d"),
                        tag("a", "b") + tag("a", "c"),
                        tag("aws:a", "b"),
                        tag("AWS:a", "b"),
                        tag("k".repeat(128), "v".repeat(256)),
                        tag("k".repeat(129), "v"),
                        tag("k", "v".repeat(257)),
                        tag("a+-=._:/@ 1", "a+-=._:/@ 1"),
                        tag("a!", "b"),
                        tag("a", "b*"),
                        tag("\u00e9", "\u20ac"),
                        tag("a", "b&amp;c"),
                        "<Tag><Key>a</Key></Tag>",
                        "<Tag><Value>b</Value></Tag>",
                        "<Tag/>",
                        "",
                        ten(10),
                        ten(11),
                        tag("a", "b") + "<Other/>")) {
            String body = "<Tagging><TagSet>" + inner + "</TagSet></Tagging>";
            cases.put("put " + Cases.brief(inner) + inner.length(), "/{b}/k?tagging", body);
            cases.get("get " + Cases.brief(inner) + inner.length(), "/{b}/k?tagging");
        }
        for (String body :
                List.of(
                        "",
                        "no document",
                        "<Tagging/>",
                        "<Tagging><TagSet></Tagging>",
                        "<Other/>")) {
            cases.put("put document " + body, "/{b}/k?tagging", body);
        }
        cases.head("count of tags", "/{b}/k");
        cases.put("to a missing key", "/{b}/missing?tagging", "<Tagging><TagSet/></Tagging>");
        cases.put("to a missing bucket", "/{b}-missing/k?tagging", "<Tagging><TagSet/></Tagging>");
        cases.put("anonymous", "/{b}/k?tagging", "<Tagging><TagSet/></Tagging>").anonymous();
        cases.get("anonymous get", "/{b}/k?tagging").anonymous();
        cases.delete("anonymous delete", "/{b}/k?tagging").anonymous();
        cases.delete("delete", "/{b}/k?tagging");
        cases.delete("delete again", "/{b}/k?tagging");
        cases.get("after the delete", "/{b}/k?tagging");
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
    }

    private static String ten(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(tag("k" + i, "v"));
        }
        return all.toString();
    }
}
