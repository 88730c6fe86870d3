package io.holdfast.iam;

import io.holdfast.base.ports.Account;
import java.util.ArrayList;
import java.util.List;

/// Whose a bucket or an object is, and to whom it is opened [S3 user guide: access control lists].
/// Immutable. As a text, which buckets and objects keep: the owner's id, and a line for each grant.
///
/// @param owner id of the account; empty for the default account
/// @param grants at most 100
public record AccessList(String owner, List<Grant> grants) {
    /// Most grants of a list.
    public static final int GRANTS_MAX = 100;

    private static final String ALL = "all";
    private static final String AUTHENTICATED = "authenticated";
    private static final String ACCOUNT = "account ";

    public AccessList {
        grants = List.copyOf(grants);
    }

    /// Opened to nobody but its owner: what buckets and objects are without a list.
    public static AccessList ofOwner(Account owner) {
        return new AccessList(owner.id(), List.of(Grant.full(owner.canonicalId())));
    }

    /// Whether it opens something to people whom the owner does not know.
    public boolean isPublic() {
        return grants.stream().anyMatch(grant -> grant.grantee().isGroup());
    }

    /// Whether it opens something to anybody but this account.
    public boolean opensBeside(String canonicalId) {
        return grants.stream()
                .anyMatch(grant -> !grant.grantee().equals(new Grantee.AccountOf(canonicalId)));
    }

    /// As it is kept.
    public String toText() {
        StringBuilder text = new StringBuilder(owner);
        for (Grant grant : grants) {
            text.append('\n').append(grant.permission()).append(' ');
            text.append(
                    switch (grant.grantee()) {
                        case Grantee.AllUsers _ -> ALL;
                        case Grantee.AuthenticatedUsers _ -> AUTHENTICATED;
                        case Grantee.AccountOf(String canonicalId) -> ACCOUNT + canonicalId;
                    });
        }
        return text.toString();
    }

    /// Reads what was kept.
    ///
    /// @throws IllegalArgumentException when it is no list
    public static AccessList ofText(String text) {
        String[] lines = text.split("\n", -1);
        List<Grant> grants = new ArrayList<>(lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            int space = lines[i].indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("line " + i + " is no grant");
            }
            grants.add(
                    new Grant(
                            grantee(lines[i].substring(space + 1)),
                            Permission.valueOf(lines[i].substring(0, space))));
        }
        return new AccessList(lines[0], grants);
    }

    private static Grantee grantee(String text) {
        return switch (text) {
            case ALL -> new Grantee.AllUsers();
            case AUTHENTICATED -> new Grantee.AuthenticatedUsers();
            default -> {
                if (!text.startsWith(ACCOUNT)) {
                    throw new IllegalArgumentException("an unknown grantee");
                }
                yield new Grantee.AccountOf(text.substring(ACCOUNT.length()));
            }
        };
    }
}
