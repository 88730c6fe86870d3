package io.holdfast.iam;

/// To whom a grant is made.
public sealed interface Grantee {
    /// Everybody, also those who do not sign.
    record AllUsers() implements Grantee {}

    /// Everybody who signs, whatever the account.
    record AuthenticatedUsers() implements Grantee {}

    /// An account.
    ///
    /// @param canonicalId its id; 1 to 64 letters, digits, `-` and `_`
    record AccountOf(String canonicalId) implements Grantee {}

    /// Whether it stands for people whom the owner does not know.
    default boolean isGroup() {
        return !(this instanceof AccountOf);
    }

    /// Whether somebody is meant.
    default boolean includes(Requester requester) {
        return switch (this) {
            case AllUsers _ -> true;
            case AuthenticatedUsers _ -> requester instanceof Requester.Identity;
            case AccountOf(String canonicalId) ->
                    requester instanceof Requester.Identity one
                            && one.canonicalId().equals(canonicalId);
        };
    }
}
