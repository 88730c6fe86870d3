package io.holdfast.interop.differ.corpus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Checksums of objects in fields.
final class ChecksumFamily implements Family {
    /// Of the body `body`.
    private static final Map<String, String> RIGHT =
            new TreeMap<>(
                    Map.of(
                            "crc32", "26gLsg==",
                            "sha1", Cases.digest("SHA-1", body()),
                            "sha256", Cases.digest("SHA-256", body())));

    @Override
    public String name() {
        return "checksum";
    }

    private static byte[] body() {
        return new byte[] {'b', 'o', 'd', 'y'};
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        RIGHT.forEach(
                (name, value) -> {
                    String field = "x-amz-checksum-" + name;
                    for (String sent : List.of(value, "", "x", "AAAA", value + "=", "AAAAAA==")) {
                        cases.put("put " + name + " " + sent, "/{b}/k")
                                .body(body())
                                .header(field, sent);
                    }
                    cases.put("put by " + name, "/{b}/k").body(body()).header(field, value);
                    for (String mode : List.of("ENABLED", "enabled", "none")) {
                        cases.head("head by " + name + " " + mode, "/{b}/k")
                                .header("x-amz-checksum-mode", mode);
                    }
                    cases.get("get by " + name, "/{b}/k").header("x-amz-checksum-mode", "ENABLED");
                    cases.get("get a range by " + name, "/{b}/k")
                            .header("x-amz-checksum-mode", "ENABLED")
                            .header("range", "bytes=0-1");
                    cases.get("attributes by " + name, "/{b}/k?attributes")
                            .header("x-amz-object-attributes", "Checksum");
                    cases.get("list by " + name, "/{b}?list-type=2");
                    cases.put("copy by " + name, "/{b}/copy")
                            .header("x-amz-copy-source", cases.bucket() + "/k");
                });
        cases.put("two at once", "/{b}/k")
                .body(body())
                .header("x-amz-checksum-sha1", RIGHT.getOrDefault("sha1", ""))
                .header("x-amz-checksum-sha256", RIGHT.getOrDefault("sha256", ""));
        for (String algorithm :
                List.of("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256", "MD5", "")) {
            cases.put("named alone " + algorithm, "/{b}/k")
                    .body(body())
                    .header("x-amz-sdk-checksum-algorithm", algorithm);
            cases.put("named for the object " + algorithm, "/{b}/k")
                    .body(body())
                    .header("x-amz-checksum-algorithm", algorithm);
        }
        for (String trailer : List.of("x-amz-checksum-crc32", "x-amz-checksum-none", "x-other")) {
            cases.put("a trailer without chunks " + trailer, "/{b}/k")
                    .body(body())
                    .header("x-amz-trailer", trailer);
        }
        cases.put("without any", "/{b}/none").body(body());
        cases.head("head without any", "/{b}/none").header("x-amz-checksum-mode", "ENABLED");
    }
}
