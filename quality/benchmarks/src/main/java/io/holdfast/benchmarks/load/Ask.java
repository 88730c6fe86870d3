package io.holdfast.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;

/// A request that is still to be signed.
///
/// @param method of HTTP
/// @param path raw, not yet escaped; begins with `/`
/// @param parameters of the query, not yet escaped
public record Ask(String method, String path, Map<String, String> parameters) {
    public Ask {
        parameters = Map.copyOf(parameters);
    }

    public static Ask get(String path) {
        return new Ask("GET", path, Map.of());
    }

    public static Ask put(String path) {
        return new Ask("PUT", path, Map.of());
    }

    /// A page of 1,000 keys of a bucket.
    ///
    /// @param parameters beside these
    public static Ask page(String bucket, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("list-type", "2");
        all.put("max-keys", "1000");
        return new Ask("GET", "/" + bucket, all);
    }

    /// The head as it goes out: signed, with the length of the body where there may be one.
    byte[] head(Presigner presigner, int bodyBytes) {
        return presigner.head(method, presigner.sign(method, path, parameters), bodyBytes);
    }
}
