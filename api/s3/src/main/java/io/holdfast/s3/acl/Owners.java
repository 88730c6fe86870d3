package io.holdfast.s3.acl;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.iam.AccessList;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;

/// Whose the objects of a bucket are, as listings show it.
public final class Owners {
    private final Accounts accounts;
    private final Account bucketOwner;
    private final boolean isEnforced;

    private Owners(BucketInfo bucket, Accounts accounts) {
        this.accounts = accounts;
        this.bucketOwner = accounts.byId(bucket.owner());
        this.isEnforced = OwnershipControls.isEnforced(bucket);
    }

    /// Those of a bucket's objects.
    public static Owners of(String bucket, ObjectStore store, Accounts accounts)
            throws StoreException {
        return new Owners(store.bucket(bucket), accounts);
    }

    /// The owner of one object, or of one that is uploaded in parts.
    public Account of(ObjectAttributes object) {
        return isEnforced || object.acl().isEmpty()
                ? bucketOwner
                : accounts.byId(AccessList.ofText(object.acl()).owner());
    }
}
