package io.holdfast.s3.acl;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.iam.AccessList;
import io.holdfast.iam.Grant;
import io.holdfast.iam.Grantee;
import io.holdfast.iam.Permission;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.util.ArrayList;
import java.util.List;

/// A list of grants as clients read and write it [S3 API: PutBucketAcl, GetBucketAcl].
final class AclDocument {
    private static final String ROOT = "AccessControlPolicy";
    private static final String LIST = "AccessControlList";
    private static final String GRANTEE = "Grantee";
    private static final String ACCOUNT_TYPE = "CanonicalUser";
    private static final String EMAIL_TYPE = "AmazonCustomerByEmail";
    private static final String GROUP_TYPE = "Group";

    private AclDocument() {}

    /// Reads a document, which has to name the owner: it cannot be changed.
    ///
    /// @throws S3Exception MALFORMED_ACL, INVALID_ARGUMENT, ACCESS_DENIED, NOT_IMPLEMENTED,
    ///   UNRESOLVABLE_EMAIL, AMBIGUOUS_EMAIL
    static AccessList parse(byte[] document, Account owner, Grantees grantees) throws S3Exception {
        XmlElement root = root(document);
        String ownerId =
                root.child("Owner")
                        .map(one -> one.childText("ID"))
                        .filter(id -> !id.isEmpty())
                        .orElseThrow(AclDocument::malformed);
        XmlElement list = root.child(LIST).orElseThrow(AclDocument::malformed);
        List<Grant> grants = new ArrayList<>();
        for (XmlElement grant : list.children("Grant")) {
            grants.add(
                    new Grant(
                            grantee(
                                    grant.child(GRANTEE).orElseThrow(AclDocument::malformed),
                                    grantees),
                            permission(grant.childText("Permission"))));
        }
        AclFields.requireFew(grants);
        if (!ownerId.equals(owner.canonicalId())) {
            var _ = grantees.byId(ownerId);
            throw new S3Exception(ErrorCode.ACCESS_DENIED, "The owner cannot be changed.");
        }
        return new AccessList(owner.id(), grants);
    }

    private static XmlElement root(byte[] document) throws S3Exception {
        try {
            return XmlElement.parse(document, ROOT);
        } catch (S3Exception _) {
            throw malformed();
        }
    }

    private static Grantee grantee(XmlElement element, Grantees grantees) throws S3Exception {
        String type = element.type().isEmpty() ? typeByContent(element) : element.type();
        return switch (type) {
            case ACCOUNT_TYPE -> grantees.byId(element.childText("ID"));
            case EMAIL_TYPE -> grantees.byEmail(element.childText("EmailAddress"));
            case GROUP_TYPE -> grantees.byUri(element.childText("URI"));
            default -> throw malformed();
        };
    }

    private static String typeByContent(XmlElement element) {
        if (element.child("URI").isPresent()) {
            return GROUP_TYPE;
        }
        return element.child("EmailAddress").isPresent() ? EMAIL_TYPE : ACCOUNT_TYPE;
    }

    private static Permission permission(String text) throws S3Exception {
        for (Permission permission : Permission.values()) {
            if (permission.name().equals(text)) {
                return permission;
            }
        }
        throw malformed();
    }

    private static S3Exception malformed() {
        return new S3Exception(ErrorCode.MALFORMED_ACL);
    }

    /// Writes a list. The order of its lines means nothing; grants to groups stand first, as
    /// existing clients' tests expect them.
    static XmlWriter toXml(AccessList list, Accounts accounts) {
        XmlWriter xml = new XmlWriter().root(ROOT);
        Owner.write(xml, "Owner", accounts.byId(list.owner()));
        xml.open(LIST);
        for (boolean isGroup : new boolean[] {true, false}) {
            for (Grant grant : list.grants()) {
                if (grant.grantee().isGroup() == isGroup) {
                    write(xml, grant, accounts);
                }
            }
        }
        return xml.close(LIST).close(ROOT);
    }

    private static void write(XmlWriter xml, Grant grant, Accounts accounts) {
        xml.open("Grant");
        switch (grant.grantee()) {
            case Grantee.AllUsers _ -> writeGroup(xml, Grantees.ALL_USERS);
            case Grantee.AuthenticatedUsers _ -> writeGroup(xml, Grantees.AUTHENTICATED_USERS);
            case Grantee.AccountOf(String canonicalId) -> {
                xml.openWithType(GRANTEE, ACCOUNT_TYPE).element("ID", canonicalId);
                accounts.byCanonicalId(canonicalId)
                        .ifPresent(account -> xml.element("DisplayName", account.displayName()));
            }
        }
        xml.close(GRANTEE).element("Permission", grant.permission().name()).close("Grant");
    }

    private static void writeGroup(XmlWriter xml, String uri) {
        xml.openWithType(GRANTEE, GROUP_TYPE).element("URI", uri);
    }
}
