package io.holdfast.server.bootstrap;

import io.holdfast.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The bootstrap file.
public final class BootstrapTargets {
    private BootstrapTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "bootstrapFile",
                        BootstrapException.class,
                        Stream.of(
                                        "accounts:\n  - {name: acme, accountId: 111122223333, accessKey: acme-root, secretKey: acme-secret}\nusers:\n  - accessKey: alice\n    secretKey: {env: A}\n    policies: [readonly]\n    account: acme\n",
                                        "policies:\n  - name: p\n    document: &d {Version: 2012-10-17, Statement: [{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::*'}]}\nbuckets:\n  - name: photos\n    objectLock: true\n    defaultRetention: {mode: COMPLIANCE, years: 6}\n    tags: {a: b}\n",
                                        "{\"groups\": [{\"name\": \"g\", \"members\": [\"alice\"]}]}")
                                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        BootstrapTargets::parse));
    }

    private static Object parse(byte[] input) throws BootstrapException {
        return BootstrapReader.parse(
                "boot.yaml",
                new String(input, StandardCharsets.UTF_8),
                new Secrets(Map.of("A", "secret-of-alice"), Path.of("absent")));
    }
}
