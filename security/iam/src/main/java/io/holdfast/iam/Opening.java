package io.holdfast.iam;

import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lists of grants have to do with one access: whose the thing is that the access is about,
/// and which grants open it [S3 user guide: mapping of ACL permissions and access policy
/// permissions].
///
/// What an object holds and its own list are its owner's to open, and the bucket's owner can only
/// forbid it. Everything else, also that objects are written, tagged and removed, is the bucket's
/// owner's.
///
/// @param owner account id
/// @param grants for just this access
record Opening(String owner, List<Grant> grants) {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final String DELETE = "s3:deleteobject";

    private static final Map<String, Permission> OF_BUCKET =
            Map.of(
                    "s3:listbucket",
                    Permission.READ,
                    "s3:listbucketversions",
                    Permission.READ,
                    "s3:listbucketmultipartuploads",
                    Permission.READ,
                    "s3:putobject",
                    Permission.WRITE,
                    DELETE,
                    Permission.WRITE,
                    "s3:getbucketacl",
                    Permission.READ_ACP,
                    "s3:putbucketacl",
                    Permission.WRITE_ACP);
    private static final Map<String, Permission> OF_OBJECT =
            Map.of(
                    "s3:getobject", Permission.READ,
                    "s3:getobjectversion", Permission.READ,
                    "s3:getobjectacl", Permission.READ_ACP,
                    "s3:getobjectversionacl", Permission.READ_ACP,
                    "s3:putobjectacl", Permission.WRITE_ACP,
                    "s3:putobjectversionacl", Permission.WRITE_ACP);

    /// What the bucket's owner may do, and who began the upload.
    private static final Set<String> OF_UPLOAD =
            Set.of("s3:abortmultipartupload", "s3:listmultipartuploadparts");

    Opening {
        grants = List.copyOf(grants);
    }

    /// Where no list counts.
    static Opening closed(String owner) {
        return new Opening(owner, List.of());
    }

    /// Whether the object's list is needed.
    ///
    /// @param action in lower case
    static boolean asksForObject(BucketRules rules, String action) {
        return rules.hasLists()
                && (OF_OBJECT.containsKey(action)
                        || action.equals(DELETE) && rules.acl().isPresent());
    }

    /// Of a bucket where lists count.
    ///
    /// @param action of the access in lower case
    /// @param requester id of the account that asks
    static Opening of(Access access, String action, BucketRules rules, String requester) {
        String home = rules.accountId();
        Permission ofObject = OF_OBJECT.get(action);
        if (ofObject != null) {
            return access.acl().isEmpty()
                    ? closed(home)
                    : counted(list(access, access.acl(), home), ofObject, rules);
        }
        if (OF_UPLOAD.contains(action) && !access.acl().isEmpty()) {
            return closed(list(access, access.acl(), home).owner());
        }
        Permission ofBucket = OF_BUCKET.get(action);
        if (ofBucket == null
                || rules.acl().isEmpty()
                || action.equals(DELETE) && !isOwn(access, requester)) {
            return closed(home);
        }
        // The list of a bucket names its owner too, but the bucket itself knows it best.
        AccessList list = list(access, rules.acl().get(), home);
        return counted(new AccessList(home, list.grants()), ofBucket, rules);
    }

    /// Who may write into a bucket may remove what is theirs.
    private static boolean isOwn(Access access, String requester) {
        return !access.acl().isEmpty() && list(access, access.acl(), "").owner().equals(requester);
    }

    private static Opening counted(AccessList list, Permission permission, BucketRules rules) {
        List<Grant> counted = new ArrayList<>();
        for (Grant grant : list.grants()) {
            if (grant.permission().covers(permission)
                    && !(grant.grantee().isGroup() && rules.isPublicAclIgnored())) {
                counted.add(grant);
            }
        }
        return new Opening(list.owner(), counted);
    }

    /// A list was checked before it was kept. One that cannot be read all the same opens nothing.
    private static AccessList list(Access access, String text, String home) {
        try {
            return AccessList.ofText(text);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "the list of grants of {}/{} cannot be read: {}",
                    access.bucket(),
                    access.key(),
                    e.getMessage());
            return new AccessList(home, List.of());
        }
    }

    /// Whether a grant opens it.
    ///
    /// @param groupsOnly of the owner's own people, who need their account's permission: a grant to
    ///   the account is none to them
    Ruling judge(Requester requester, boolean groupsOnly) {
        if (requester instanceof Requester.Anonymous && owner.equals(Account.ANONYMOUS.id())) {
            // What was written without a signature is whoever's comes without one.
            return new Ruling.Allowed(new Ruling.Source("owner", 1, ""));
        }
        Optional<Grant> found =
                grants.stream()
                        .filter(grant -> grant.grantee().isGroup() || !groupsOnly)
                        .filter(grant -> grant.grantee().includes(requester))
                        .findFirst();
        return found.isEmpty()
                ? new Ruling.Silent()
                : new Ruling.Allowed(
                        new Ruling.Source("list of grants", grants.indexOf(found.get()) + 1, ""));
    }
}
