package io.holdfast.interop.order;

import io.holdfast.testkit.order.Answer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a page of a listing [S3 API: ListObjects, ListObjectsV2]. Keys are plain ASCII here.
final class PageText {
    private static final Pattern ENTRY =
            Pattern.compile("<Contents>.*?<Key>(.*?)</Key>.*?<ETag>(.*?)</ETag>", Pattern.DOTALL);
    private static final Pattern ROLLED_UP =
            Pattern.compile("<CommonPrefixes>\\s*<Prefix>(.*?)</Prefix>", Pattern.DOTALL);

    private PageText() {}

    /// @throws AssertionError for a page that no store may give
    static Answer.Listed read(String xml, int entriesMax) {
        Map<String, String> values = new HashMap<>();
        for (Matcher entry = ENTRY.matcher(xml); entry.find(); ) {
            String etag = entry.group(2).replace("&quot;", "").replace("&#34;", "");
            if (values.put(entry.group(1), etag.replace("\"", "")) != null) {
                throw new AssertionError("a key twice: " + xml);
            }
        }
        Set<String> prefixes = new HashSet<>();
        for (Matcher prefix = ROLLED_UP.matcher(xml); prefix.find(); ) {
            prefixes.add(prefix.group(1));
        }
        if (values.size() + prefixes.size() > entriesMax) {
            throw new AssertionError("too many entries: " + xml);
        }
        return new Answer.Listed(values, prefixes, xml.contains("<IsTruncated>true</IsTruncated>"));
    }
}
