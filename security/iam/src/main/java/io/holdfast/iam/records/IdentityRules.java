package io.holdfast.iam.records;

import io.holdfast.iam.IdentityException;
import io.holdfast.iam.IdentityRecord;
import io.holdfast.iam.Policy;
import io.holdfast.iam.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What keys and names have to be, as MinIO demands it.
public final class IdentityRules {
    private static final int ACCESS_KEY_MIN = 3;
    private static final int SECRET_KEY_MIN = 8;

    /// Longer texts would only fill the registry.
    private static final int TEXT_MAX = 256;

    private IdentityRules() {}

    /// @throws IdentityException what is wrong; never shows a secret
    public static void check(IdentityRecord record) throws IdentityException {
        requireAccountId(record);
        switch (record) {
            case IdentityRecord.Tenant one -> {
                requireName("account", one.name());
                require(
                        one.canonicalId().matches("[0-9a-zA-Z_-]{1,64}"),
                        "the canonical id of account \"" + one.name() + "\" is not valid");
                requireShort("e-mail", one.email());
                requireShort("display name", one.displayName());
            }
            case IdentityRecord.RootKey one -> requireKey(one);
            case IdentityRecord.User one -> {
                requireKey(one);
                requireNames("policy", one.policies());
            }
            case IdentityRecord.ServiceKey one -> {
                requireKey(one);
                if (one.session().isPresent()) {
                    requirePolicy(one.accessKey(), one.session().get(), Policy.SESSION_BYTES_MAX);
                }
            }
            case IdentityRecord.Group one -> {
                requireName("group", one.name());
                requireNames("policy", one.policies());
            }
            case IdentityRecord.NamedPolicy one -> {
                requireName("policy", one.name());
                requirePolicy(one.name(), one.document(), Policy.DOCUMENT_BYTES_MAX);
            }
        }
    }

    private static void requireAccountId(IdentityRecord record) throws IdentityException {
        String id = record.accountId();
        boolean isDefault = id.isEmpty() && !(record instanceof IdentityRecord.Tenant);
        require(
                isDefault || id.matches("[0-9]{12}"),
                "an account id has 12 digits: \"" + id + "\" has not");
    }

    private static void requireKey(IdentityRecord.Key key) throws IdentityException {
        String accessKey = key.accessKey();
        require(
                accessKey.length() >= ACCESS_KEY_MIN
                        && accessKey.length() <= TEXT_MAX
                        && accessKey.equals(accessKey.strip())
                        && accessKey
                                .chars()
                                .allMatch(c -> c > ' ' && c < 0x7f && c != '=' && c != ','),
                "the access key \"%s\" is not valid: at least %d printable ASCII characters without space, = and ,"
                        .formatted(accessKey, ACCESS_KEY_MIN));
        int secretChars = key.secretKey().length();
        require(
                secretChars >= SECRET_KEY_MIN && secretChars <= TEXT_MAX,
                "the secret key of \"%s\" must have %d to %d characters"
                        .formatted(accessKey, SECRET_KEY_MIN, TEXT_MAX));
    }

    private static void requireNames(String what, List<String> names) throws IdentityException {
        for (String name : names) {
            requireName(what, name);
        }
    }

    private static void requireName(String what, String name) throws IdentityException {
        require(
                !name.isEmpty()
                        && name.length() <= TEXT_MAX
                        && name.equals(name.strip())
                        && name.indexOf(',') < 0
                        && name.indexOf('/') < 0
                        && name.chars().noneMatch(Character::isISOControl),
                "\"%s\" is no name of a %s".formatted(name, what));
    }

    private static void requireShort(String what, String text) throws IdentityException {
        require(
                text.length() <= TEXT_MAX && text.chars().noneMatch(Character::isISOControl),
                "the %s is not valid".formatted(what));
    }

    private static void requirePolicy(String name, String document, int bytesMax)
            throws IdentityException {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        require(
                bytes.length <= bytesMax,
                "policy \"%s\" has more than %d bytes".formatted(name, bytesMax));
        try {
            Policy.ofIdentity(name, bytes);
        } catch (PolicyException e) {
            throw new IdentityException("policy \"%s\": %s".formatted(name, e.getMessage()));
        }
    }

    private static void require(boolean holds, String otherwise) throws IdentityException {
        if (!holds) {
            throw new IdentityException(otherwise);
        }
    }
}
