package io.holdfast.iam;

import io.holdfast.base.ports.Account;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One thing that the registry keeps of identities. Names are unique in an account, access keys in
/// the deployment. Secrets are never shown.
public sealed interface IdentityRecord {
    /// Of which account it is; empty for the default account.
    String accountId();

    /// An account beside the default one.
    ///
    /// @param accountId 12 digits
    /// @param name for the operator
    /// @param canonicalId 64 hex digits
    /// @param email may be empty
    /// @param displayName shown as the owner's
    record Tenant(
            String accountId, String name, String canonicalId, String email, String displayName)
            implements IdentityRecord {
        public Account account() {
            return new Account(accountId, canonicalId, displayName);
        }
    }

    /// Something that signs.
    sealed interface Key extends IdentityRecord {
        String accessKey();

        String secretKey();
    }

    /// The root of an account, whom no policy of the account limits.
    record RootKey(String accountId, String accessKey, String secretKey) implements Key {
        @Override
        public String toString() {
            return "RootKey[" + accessKey + "]";
        }
    }

    /// A user, called by its access key.
    ///
    /// @param isEnabled a disabled one cannot sign, nor can its service accounts
    /// @param policies names of policies; those that do not exist grant nothing
    record User(
            String accountId,
            String accessKey,
            String secretKey,
            boolean isEnabled,
            List<String> policies)
            implements Key {
        public User {
            policies = List.copyOf(policies);
        }

        @Override
        public String toString() {
            return "User[" + accessKey + "]";
        }
    }

    /// A further key of a user or a root, which may do at most what its parent may.
    ///
    /// @param parent access key of the user; empty for the account's root
    /// @param session document that limits it further
    /// @param expiresMs wall time from which on it cannot sign
    record ServiceKey(
            String accountId,
            String accessKey,
            String secretKey,
            String parent,
            boolean isEnabled,
            Optional<String> session,
            OptionalLong expiresMs)
            implements Key {
        @Override
        public String toString() {
            return "ServiceKey[" + accessKey + "]";
        }
    }

    /// Users who are granted something together.
    ///
    /// @param isEnabled a disabled one grants nothing
    /// @param members access keys of users
    record Group(
            String accountId,
            String name,
            boolean isEnabled,
            List<String> members,
            List<String> policies)
            implements IdentityRecord {
        public Group {
            members = List.copyOf(members);
            policies = List.copyOf(policies);
        }
    }

    /// A policy that users and groups name.
    record NamedPolicy(String accountId, String name, String document) implements IdentityRecord {}
}
