package io.holdfast.iam;

/// One line of a list of grants.
public record Grant(Grantee grantee, Permission permission) {
    /// All of it to one account.
    public static Grant full(String canonicalId) {
        return new Grant(new Grantee.AccountOf(canonicalId), Permission.FULL_CONTROL);
    }
}
