package io.holdfast.iam;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The policies that every account has from the start, by MinIO's names. One of the account's own
/// with the same name comes first.
final class CannedPolicies {
    private static final Map<String, Policy> BY_NAME = new HashMap<>();

    static {
        put("readwrite", allow("\"s3:*\"", "arn:aws:s3:::*"));
        put("readonly", allow("\"s3:GetBucketLocation\",\"s3:GetObject\"", "arn:aws:s3:::*"));
        put("writeonly", allow("\"s3:PutObject\"", "arn:aws:s3:::*"));
        put(
                "diagnostics",
                allow(
                        """
                        "admin:Profiling","admin:ServerTrace","admin:ConsoleLog","admin:ServerInfo",
                        "admin:TopLocksInfo","admin:OBDInfo","admin:BandwidthMonitor",
                        "admin:Prometheus"
                        """,
                        "arn:aws:s3:::*"));
        put(
                "consoleAdmin",
                allow("\"admin:*\"", "")
                        + ","
                        + allow("\"kms:*\"", "")
                        + ","
                        + allow("\"s3:*\"", "arn:aws:s3:::*"));
    }

    private CannedPolicies() {}

    private static String allow(String actions, String resource) {
        String on = resource.isEmpty() ? "" : ",\"Resource\":[\"" + resource + "\"]";
        return "{\"Effect\":\"Allow\",\"Action\":[" + actions + "]" + on + "}";
    }

    private static void put(String name, String statements) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
        try {
            BY_NAME.put(name, Policy.ofIdentity(name, document.getBytes(StandardCharsets.UTF_8)));
        } catch (PolicyException e) {
            throw new IllegalStateException("canned policy " + name, e);
        }
    }

    static Optional<Policy> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
