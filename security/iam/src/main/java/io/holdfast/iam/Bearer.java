package io.holdfast.iam;

import java.util.List;
import java.util.Optional;

/// The holder of an access key with all that is granted to it now. Immutable.
///
/// @param identity account and user
/// @param isOperator the deployment's root, who is root in every account
/// @param groups of the user, by name
/// @param policies of the user and its groups; of no meaning for a root
/// @param session limits what the key may do, whatever its parent may
public record Bearer(
        Requester.Identity identity,
        boolean isOperator,
        List<String> groups,
        List<Policy> policies,
        Optional<Policy> session) {
    public Bearer {
        groups = List.copyOf(groups);
        policies = List.copyOf(policies);
    }

    /// The deployment's root.
    public static Bearer operator(Requester.Identity root) {
        return new Bearer(root, true, List.of(), List.of(), Optional.empty());
    }

    /// Whether it is the root of the account, and no session limits it.
    boolean isRootOf(String accountId) {
        return session.isEmpty()
                && identity.isRoot()
                && (isOperator || identity.accountId().equals(accountId));
    }

    /// Whether the account's own policies are enough for it there; else the bucket's owner has to
    /// allow it too.
    boolean isAtHomeIn(String accountId) {
        return isOperator || identity.accountId().equals(accountId);
    }

    /// Who holds a key. Any thread; answers from memory.
    @FunctionalInterface
    public interface Source {
        /// Empty when there is no such key, or it is disabled or expired.
        Optional<Bearer> find(String accessKey);
    }
}
