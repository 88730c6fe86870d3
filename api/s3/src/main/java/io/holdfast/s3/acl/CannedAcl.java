package io.holdfast.s3.acl;

import io.holdfast.base.ports.Account;
import io.holdfast.iam.Grant;
import io.holdfast.iam.Grantee;
import io.holdfast.iam.Permission;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.util.ArrayList;
import java.util.List;

/// Lists of grants that have a name [S3 user guide: canned ACL].
enum CannedAcl {
    PRIVATE,
    PUBLIC_READ,
    PUBLIC_READ_WRITE,
    AUTHENTICATED_READ,
    BUCKET_OWNER_READ,
    BUCKET_OWNER_FULL_CONTROL;

    /// @throws S3Exception INVALID_ARGUMENT; NOT_IMPLEMENTED for those whose grantees are not here
    static CannedAcl parse(String name) throws S3Exception {
        return switch (name) {
            case "private" -> PRIVATE;
            case "public-read" -> PUBLIC_READ;
            case "public-read-write" -> PUBLIC_READ_WRITE;
            case "authenticated-read" -> AUTHENTICATED_READ;
            case "bucket-owner-read" -> BUCKET_OWNER_READ;
            case "bucket-owner-full-control" -> BUCKET_OWNER_FULL_CONTROL;
            case "aws-exec-read", "log-delivery-write" ->
                    throw new S3Exception(
                            ErrorCode.NOT_IMPLEMENTED, "Nobody is here whom " + name + " means.");
            default -> throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "x-amz-acl is not valid.");
        };
    }

    /// What it grants.
    ///
    /// @param owner of the bucket or object
    /// @param bucketOwner of the bucket that it is in
    List<Grant> grants(Account owner, Account bucketOwner) {
        List<Grant> grants = new ArrayList<>();
        grants.add(Grant.full(owner.canonicalId()));
        Grantee all = new Grantee.AllUsers();
        switch (this) {
            case PRIVATE -> {
                // the owner alone
            }
            case PUBLIC_READ -> grants.add(new Grant(all, Permission.READ));
            case PUBLIC_READ_WRITE -> {
                grants.add(new Grant(all, Permission.READ));
                grants.add(new Grant(all, Permission.WRITE));
            }
            case AUTHENTICATED_READ ->
                    grants.add(new Grant(new Grantee.AuthenticatedUsers(), Permission.READ));
            case BUCKET_OWNER_READ -> add(grants, owner, bucketOwner, Permission.READ);
            case BUCKET_OWNER_FULL_CONTROL ->
                    add(grants, owner, bucketOwner, Permission.FULL_CONTROL);
        }
        return grants;
    }

    private static void add(
            List<Grant> grants, Account owner, Account bucketOwner, Permission permission) {
        if (!owner.equals(bucketOwner)) {
            grants.add(new Grant(new Grantee.AccountOf(bucketOwner.canonicalId()), permission));
        }
    }
}
