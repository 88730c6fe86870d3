package io.holdfast.s3.acl;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.iam.AccessList;
import io.holdfast.iam.ObjectOwnership;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/// Lists of grants of buckets and objects: what they are now, and what requests make of them. Where
/// the bucket's owner owns all, no list counts, and none is taken but the one that is in force
/// anyway [S3 user guide: object ownership]. Stateless; any thread.
public final class Acls {
    /// Name of a bucket's list in [BucketInfo#documents].
    public static final String DOCUMENT = "acl";

    private static final int DOCUMENT_MAX = 1 << 20;

    private final ObjectStore store;
    private final Accounts accounts;
    private final Grantees grantees;

    public Acls(ObjectStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
        this.grantees = new Grantees(accounts);
    }

    /// The account of a bucket.
    public Account owner(BucketInfo bucket) {
        return accounts.byId(bucket.owner());
    }

    /// A bucket's list.
    public AccessList of(BucketInfo bucket) {
        String text = bucket.documents().get(DOCUMENT);
        return text == null || OwnershipControls.isEnforced(bucket)
                ? AccessList.ofOwner(owner(bucket))
                : AccessList.ofText(text);
    }

    /// An object's list.
    public AccessList of(BucketInfo bucket, ObjectAttributes object) {
        return object.acl().isEmpty() || OwnershipControls.isEnforced(bucket)
                ? AccessList.ofOwner(owner(bucket))
                : AccessList.ofText(object.acl());
    }

    /// As clients read it.
    public XmlWriter toXml(AccessList list) {
        return AclDocument.toXml(list, accounts);
    }

    /// The list of the object that a request makes, as it is kept. Who writes needs a permission of
    /// its own to open the object to others [S3 API: PutObject].
    ///
    /// @throws S3Exception ACL_NOT_SUPPORTED, ACCESS_DENIED, and what [AclFields#parse] throws
    public String ofNewObject(S3Request request) throws S3Exception, StoreException {
        BucketInfo bucket = store.bucket(request.bucket());
        Account bucketOwner = owner(bucket);
        AclFields fields = AclFields.parse(request, grantees);
        ObjectOwnership ownership = OwnershipControls.inForce(bucket);
        if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            requireNothingElse(fields, bucketOwner);
            return "";
        }
        Account writer = accounts.of(request.caller());
        boolean isBucketOwners =
                ownership == ObjectOwnership.BUCKET_OWNER_PREFERRED && fields.isBucketOwnersAll();
        AccessList list = fields.list(isBucketOwners ? bucketOwner : writer, bucketOwner);
        requireUnblocked(bucket, list);
        if (!list.equals(AccessList.ofOwner(writer))) {
            request.authorizeNew("s3:PutObjectAcl", AccessList.ofOwner(writer).toText());
        }
        return list.equals(AccessList.ofOwner(bucketOwner)) ? "" : list.toText();
    }

    private static void requireNothingElse(AclFields fields, Account bucketOwner)
            throws S3Exception {
        boolean isSame =
                fields.isBucketOwnersAll()
                        || fields.list(bucketOwner, bucketOwner)
                                .equals(AccessList.ofOwner(bucketOwner));
        if (!isSame) {
            throw new S3Exception(ErrorCode.ACL_NOT_SUPPORTED);
        }
    }

    /// The list of the bucket that a request makes, as it is kept; empty when that is private.
    ///
    /// @throws S3Exception INVALID_BUCKET_ACL, and what [AclFields#parse] throws
    public Optional<String> ofNewBucket(S3Request request, Account owner, ObjectOwnership ownership)
            throws S3Exception {
        AccessList list = AclFields.parse(request, grantees).list(owner, owner);
        if (list.equals(AccessList.ofOwner(owner))) {
            return Optional.empty();
        }
        if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw new S3Exception(ErrorCode.INVALID_BUCKET_ACL);
        }
        return Optional.of(list.toText());
    }

    /// The list that a request puts in the place of another: by a name, by fields or in a document,
    /// but not by two of them.
    ///
    /// @param present the list that is there
    /// @throws S3Exception ACL_NOT_SUPPORTED, MISSING_ACL, UNEXPECTED_CONTENT, MALFORMED_ACL,
    ///   ACCESS_DENIED, and what [AclFields#parse] throws
    public AccessList replacement(S3Request request, BucketInfo bucket, AccessList present)
            throws S3Exception, IOException {
        AclFields fields = AclFields.parse(request, grantees);
        byte[] document = request.document(DOCUMENT_MAX);
        if (document.length == 0 && fields.isEmpty()) {
            throw new S3Exception(ErrorCode.MISSING_ACL);
        }
        if (document.length > 0 && !fields.isEmpty()) {
            throw new S3Exception(ErrorCode.UNEXPECTED_CONTENT);
        }
        Account owner = accounts.byId(present.owner());
        AccessList list =
                fields.isEmpty()
                        ? AclDocument.parse(document, owner, grantees)
                        : fields.list(owner, owner(bucket));
        if (OwnershipControls.isEnforced(bucket) && !list.equals(AccessList.ofOwner(owner))) {
            throw new S3Exception(ErrorCode.ACL_NOT_SUPPORTED);
        }
        requireUnblocked(bucket, list);
        return new AccessList(present.owner(), list.grants());
    }

    private static void requireUnblocked(BucketInfo bucket, AccessList list) throws S3Exception {
        if (list.isPublic() && PublicAccessBlock.of(bucket).isAclBlocked()) {
            throw new S3Exception(
                    ErrorCode.ACCESS_DENIED, "The bucket's public access block forbids it.");
        }
    }
}
