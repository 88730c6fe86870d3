package io.holdfast.iam.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.iam.IdentityRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Identities in the registry.
public final class IdentityTargets {
    private IdentityTargets() {}

    public static List<FuzzTarget> all() {
        String id = "111122223333";
        return List.of(
                FuzzTarget.of(
                        "identityRecord",
                        IllegalArgumentException.class,
                        Stream.of(
                                        new IdentityRecord.Tenant(id, "acme", "c0ffee", "a@b", "A"),
                                        new IdentityRecord.RootKey(id, "root", "secret-key"),
                                        new IdentityRecord.User(
                                                "", "alice", "secret-key", true, List.of("p")),
                                        new IdentityRecord.ServiceKey(
                                                "",
                                                "robot",
                                                "secret-key",
                                                "alice",
                                                true,
                                                Optional.of("{}"),
                                                OptionalLong.of(7)),
                                        new IdentityRecord.Group(
                                                "", "g", true, List.of("alice"), List.of("p")),
                                        new IdentityRecord.NamedPolicy("", "p", "{}"))
                                .map(IdentityCodec::write)
                                .toList(),
                        IdentityTargets::record));
    }

    private static Object record(byte[] input) {
        IdentityRecord record = IdentityCodec.read(input);
        assertThat(IdentityCodec.read(IdentityCodec.write(record))).isEqualTo(record);
        return record;
    }
}
