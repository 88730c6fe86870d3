package io.holdfast.iam.language;

import io.holdfast.iam.Requester;
import java.util.List;

/// Whom a statement of a bucket policy speaks of [IAM: policy elements: principal].
///
/// @param isEverybody also those who do not sign
/// @param accounts whole accounts, by id
/// @param users by account and name
/// @param canonicalIds whole accounts, by canonical id
/// @param isExcept `NotPrincipal`: all but these
record Principals(
        boolean isEverybody,
        List<String> accounts,
        List<User> users,
        List<String> canonicalIds,
        boolean isExcept) {
    /// @param accountId empty for the default account
    record User(String accountId, String name) {}

    /// A statement of an identity's policy: it speaks of whoever has it.
    static final Principals BEARER = new Principals(true, List.of(), List.of(), List.of(), false);

    Principals {
        accounts = List.copyOf(accounts);
        users = List.copyOf(users);
        canonicalIds = List.copyOf(canonicalIds);
    }

    boolean match(Requester requester) {
        return names(requester) != isExcept;
    }

    /// A user is spoken of by name, and together with the whole account.
    private boolean names(Requester requester) {
        return isEverybody
                || switch (requester) {
                    case Requester.Anonymous _ -> false;
                    case Requester.Identity one ->
                            accounts.contains(one.accountId())
                                    || canonicalIds.contains(one.canonicalId())
                                    || users.contains(new User(one.accountId(), one.userName()));
                };
    }
}
