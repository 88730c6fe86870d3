package io.holdfast.s3.acl;

import io.holdfast.object.BucketInfo;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.util.Map;

/// What a bucket's owner forbids to be made public by mistake [S3 user guide: blocking public
/// access].
///
/// @param isAclBlocked refuses lists of grants that are public
/// @param isAclIgnored grants to everybody or to all who sign do not count
/// @param isPolicyBlocked refuses policies that are public
/// @param isRestricted a policy that is public counts for the owner's account only
public record PublicAccessBlock(
        boolean isAclBlocked, boolean isAclIgnored, boolean isPolicyBlocked, boolean isRestricted) {
    /// Name of the document in [BucketInfo#documents].
    public static final String NAME = "publicAccessBlock";

    static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

    private static final String ROOT = "PublicAccessBlockConfiguration";

    /// That of a bucket.
    public static PublicAccessBlock of(BucketInfo bucket) {
        return ofDocuments(bucket.documents());
    }

    private static PublicAccessBlock ofDocuments(Map<String, String> documents) {
        String text = documents.get(NAME);
        return text == null
                ? NONE
                : new PublicAccessBlock(
                        text.indexOf('a') >= 0,
                        text.indexOf('i') >= 0,
                        text.indexOf('p') >= 0,
                        text.indexOf('r') >= 0);
    }

    /// As the store keeps it: a letter for each that is on.
    public String toText() {
        return (isAclBlocked ? "a" : "")
                + (isAclIgnored ? "i" : "")
                + (isPolicyBlocked ? "p" : "")
                + (isRestricted ? "r" : "");
    }

    /// Reads the client's document.
    ///
    /// @throws S3Exception MALFORMED_XML
    public static PublicAccessBlock parse(byte[] document) throws S3Exception {
        XmlElement root = XmlElement.parse(document, ROOT);
        return new PublicAccessBlock(
                flag(root, "BlockPublicAcls"),
                flag(root, "IgnorePublicAcls"),
                flag(root, "BlockPublicPolicy"),
                flag(root, "RestrictPublicBuckets"));
    }

    private static boolean flag(XmlElement root, String name) throws S3Exception {
        return switch (root.childText(name)) {
            case "true", "TRUE" -> true;
            case "false", "FALSE", "" -> false;
            default -> throw new S3Exception(ErrorCode.MALFORMED_XML);
        };
    }

    /// As clients read it.
    public XmlWriter toXml() {
        return new XmlWriter()
                .root(ROOT)
                .element("BlockPublicAcls", isAclBlocked)
                .element("IgnorePublicAcls", isAclIgnored)
                .element("BlockPublicPolicy", isPolicyBlocked)
                .element("RestrictPublicBuckets", isRestricted)
                .close(ROOT);
    }
}
