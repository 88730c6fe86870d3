package io.holdfast.s3.acl;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.iam.Grantee;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.util.List;

/// Finds those whom grants name [S3 user guide: who is a grantee].
record Grantees(Accounts accounts) {
    static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    static final String AUTHENTICATED_USERS =
            "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    /// @throws S3Exception INVALID_ARGUMENT when there is no such account
    Grantee byId(String canonicalId) throws S3Exception {
        return accounts.byCanonicalId(canonicalId)
                .map(Grantees::of)
                .orElseThrow(
                        () ->
                                new S3Exception(
                                        ErrorCode.INVALID_ARGUMENT,
                                        "There is no account with this canonical id."));
    }

    /// @throws S3Exception UNRESOLVABLE_EMAIL, AMBIGUOUS_EMAIL
    Grantee byEmail(String address) throws S3Exception {
        List<Account> found = accounts.byEmail(address);
        if (found.isEmpty()) {
            throw new S3Exception(ErrorCode.UNRESOLVABLE_EMAIL);
        }
        if (found.size() > 1) {
            throw new S3Exception(ErrorCode.AMBIGUOUS_EMAIL);
        }
        return of(found.getFirst());
    }

    /// @throws S3Exception INVALID_ARGUMENT; NOT_IMPLEMENTED for the group that delivers logs
    Grantee byUri(String uri) throws S3Exception {
        return switch (uri) {
            case ALL_USERS -> new Grantee.AllUsers();
            case AUTHENTICATED_USERS -> new Grantee.AuthenticatedUsers();
            case LOG_DELIVERY ->
                    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED, "No logs are delivered here.");
            default -> throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "There is no such group.");
        };
    }

    private static Grantee of(Account account) {
        return new Grantee.AccountOf(account.canonicalId());
    }
}
