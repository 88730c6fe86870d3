package io.holdfast.iam.records;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.iam.IdentityRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Identities as bytes [docs/formats/identities.md].
public final class IdentityCodec {
    /// What all keys in the registry begin with.
    public static final String PREFIX = "identity/";

    private static final int FORMAT = 1;
    private static final int TENANT = 1;
    private static final int ROOT_KEY = 2;
    private static final int USER = 3;
    private static final int SERVICE_KEY = 4;
    private static final int GROUP = 5;
    private static final int POLICY = 6;
    private static final int ENABLED = 1;
    private static final int SESSION = 2;
    private static final int EXPIRES = 4;

    private IdentityCodec() {}

    /// Where a record lies in the registry.
    public static String keyOf(IdentityRecord record) {
        return PREFIX
                + switch (record) {
                    case IdentityRecord.Tenant one -> "account/" + one.accountId();
                    case IdentityRecord.Key one -> "key/" + one.accessKey();
                    case IdentityRecord.Group one -> "group/" + one.accountId() + '/' + one.name();
                    case IdentityRecord.NamedPolicy one ->
                            "policy/" + one.accountId() + '/' + one.name();
                };
    }

    public static byte[] write(IdentityRecord record) {
        ByteWriter out = new ByteWriter(128).u8(FORMAT);
        switch (record) {
            case IdentityRecord.Tenant one ->
                    out.u8(TENANT)
                            .text(one.accountId())
                            .text(one.name())
                            .text(one.canonicalId())
                            .text(one.email())
                            .text(one.displayName());
            case IdentityRecord.RootKey one -> key(out.u8(ROOT_KEY), one);
            case IdentityRecord.User one -> {
                key(out.u8(USER), one).u8(one.isEnabled() ? ENABLED : 0);
                texts(out, one.policies());
            }
            case IdentityRecord.ServiceKey one -> {
                key(out.u8(SERVICE_KEY), one).text(one.parent());
                out.u8(
                        (one.isEnabled() ? ENABLED : 0)
                                | (one.session().isPresent() ? SESSION : 0)
                                | (one.expiresMs().isPresent() ? EXPIRES : 0));
                one.session().ifPresent(out::text);
                one.expiresMs().ifPresent(out::i64);
            }
            case IdentityRecord.Group one -> {
                out.u8(GROUP).text(one.accountId()).text(one.name());
                out.u8(one.isEnabled() ? ENABLED : 0);
                texts(texts(out, one.members()), one.policies());
            }
            case IdentityRecord.NamedPolicy one ->
                    out.u8(POLICY).text(one.accountId()).text(one.name()).text(one.document());
        }
        return out.toBytes();
    }

    private static ByteWriter key(ByteWriter out, IdentityRecord.Key key) {
        return out.text(key.accountId()).text(key.accessKey()).text(key.secretKey());
    }

    private static ByteWriter texts(ByteWriter out, List<String> texts) {
        out.varint(texts.size());
        texts.forEach(out::text);
        return out;
    }

    /// @throws IllegalArgumentException when the bytes are no record
    public static IdentityRecord read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("identity record of format " + format);
        }
        int kind = in.u8();
        return switch (kind) {
            case TENANT ->
                    new IdentityRecord.Tenant(
                            in.text(), in.text(), in.text(), in.text(), in.text());
            case ROOT_KEY -> new IdentityRecord.RootKey(in.text(), in.text(), in.text());
            case USER ->
                    new IdentityRecord.User(
                            in.text(), in.text(), in.text(), isEnabled(in.u8()), texts(in));
            case SERVICE_KEY -> serviceKey(in);
            case GROUP ->
                    new IdentityRecord.Group(
                            in.text(), in.text(), isEnabled(in.u8()), texts(in), texts(in));
            case POLICY -> new IdentityRecord.NamedPolicy(in.text(), in.text(), in.text());
            default -> throw new IllegalArgumentException("identity record of kind " + kind);
        };
    }

    private static IdentityRecord serviceKey(ByteReader in) {
        String accountId = in.text();
        String accessKey = in.text();
        String secretKey = in.text();
        String parent = in.text();
        int flags = in.u8();
        Optional<String> session =
                (flags & SESSION) == 0 ? Optional.empty() : Optional.of(in.text());
        OptionalLong expiresMs =
                (flags & EXPIRES) == 0 ? OptionalLong.empty() : OptionalLong.of(in.i64());
        return new IdentityRecord.ServiceKey(
                accountId, accessKey, secretKey, parent, isEnabled(flags), session, expiresMs);
    }

    private static boolean isEnabled(int flags) {
        return (flags & ENABLED) != 0;
    }

    private static List<String> texts(ByteReader in) {
        int count = in.count(1);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        return texts;
    }
}
