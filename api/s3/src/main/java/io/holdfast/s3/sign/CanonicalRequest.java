package io.holdfast.s3.sign;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.Query;
import java.util.List;

/// The text whose hash a version 4 signature covers [S3 API: Signature version 4, Task 1].
final class CanonicalRequest {
    static final String SIGNATURE = "X-Amz-Signature";

    private CanonicalRequest() {}

    /// @param signedHeaders lower-case names joined by semicolons, as sent
    /// @param payloadHash of the body, or the word that stands for it
    static String of(SignedRequest request, String signedHeaders, String payloadHash) {
        Exchange exchange = request.exchange();
        StringBuilder out = new StringBuilder(512);
        out.append(exchange.method()).append('\n');
        String path = request.path();
        if (Percent.isCanonicalPath(path)) {
            out.append(path);
        } else {
            Percent.encode(path, true, out);
        }
        out.append('\n');
        appendQuery(request.query(), out);
        out.append('\n');
        appendHeaders(request, signedHeaders, out);
        return out.append('\n').append(signedHeaders).append('\n').append(payloadHash).toString();
    }

    /// Sorted by encoded name, then value; without the signature itself.
    private static void appendQuery(Query query, StringBuilder out) {
        int count = 0;
        String[] names = new String[query.count()];
        String[] values = new String[query.count()];
        for (int i = 0; i < query.count(); i++) {
            if (query.name(i).equals(SIGNATURE)) {
                continue;
            }
            String name = encode(query.name(i));
            String value = encode(query.value(i));
            int at = count;
            // insertion keeps the few parameters sorted without an object for each
            while (at > 0 && isAfter(names[at - 1], values[at - 1], name, value)) {
                names[at] = names[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            names[at] = name;
            values[at] = value;
            count++;
        }
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append('&');
            }
            out.append(names[i]).append('=').append(values[i]);
        }
    }

    private static boolean isAfter(String name, String value, String newName, String newValue) {
        int order = name.compareTo(newName);
        return order > 0 || (order == 0 && value.compareTo(newValue) > 0);
    }

    private static String encode(String text) {
        if (text.indexOf('/') < 0 && Percent.isCanonicalPath(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        Percent.encode(text, false, out);
        return out.toString();
    }

    private static void appendHeaders(
            SignedRequest request, String signedHeaders, StringBuilder out) {
        int at = 0;
        while (at <= signedHeaders.length()) {
            int end = signedHeaders.indexOf(';', at);
            if (end < 0) {
                end = signedHeaders.length();
            }
            String name = signedHeaders.substring(at, end);
            out.append(name).append(':');
            appendValue(request, name, out);
            out.append('\n');
            at = end + 1;
        }
    }

    private static void appendValue(SignedRequest request, String name, StringBuilder out) {
        if (name.equals("host")) {
            out.append(request.exchange().host());
            return;
        }
        List<String> values = request.exchange().headers(name);
        if (values.isEmpty()) {
            // Some clients move signed fields into the query of a presigned request.
            appendCollapsed(request.query().getOrEmpty(name), out);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            appendCollapsed(values.get(i), out);
        }
    }

    /// Trims, and makes one space of several.
    private static void appendCollapsed(String value, StringBuilder out) {
        int start = out.length();
        boolean isSpace = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                isSpace = true;
                continue;
            }
            if (isSpace && out.length() > start) {
                out.append(' ');
            }
            isSpace = false;
            out.append(c);
        }
    }
}
