package io.holdfast.s3.acl;

import io.holdfast.iam.ObjectOwnership;
import io.holdfast.object.BucketInfo;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.util.List;
import java.util.Optional;

/// Who owns a bucket's objects, as the bucket keeps it and as clients write it [S3 user guide:
/// object ownership]. A bucket that was made without a word of it is BucketOwnerEnforced; one whose
/// controls were removed is as it was before there were any: ObjectWriter.
public final class OwnershipControls {
    /// Name of the document in [BucketInfo#documents].
    public static final String DOCUMENT = "ownershipControls";

    /// What the document says where the controls were removed.
    public static final String REMOVED = "removed";

    private static final String ROOT = "OwnershipControls";
    private static final String ELEMENT = "ObjectOwnership";

    private OwnershipControls() {}

    /// What a bucket's controls say; empty when they were removed.
    public static Optional<ObjectOwnership> of(BucketInfo bucket) {
        String text = bucket.documents().get(DOCUMENT);
        return text == null
                ? Optional.of(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                : ObjectOwnership.ofS3Name(text);
    }

    /// What counts in a bucket.
    public static ObjectOwnership inForce(BucketInfo bucket) {
        return of(bucket).orElse(ObjectOwnership.OBJECT_WRITER);
    }

    /// Whether lists of grants do not count in a bucket.
    public static boolean isEnforced(BucketInfo bucket) {
        return inForce(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    /// Reads the client's document; exactly one rule.
    ///
    /// @throws S3Exception MALFORMED_XML
    public static ObjectOwnership parse(byte[] document) throws S3Exception {
        List<XmlElement> rules = XmlElement.parse(document, ROOT).children("Rule");
        if (rules.size() != 1) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        return ObjectOwnership.ofS3Name(rules.getFirst().childText(ELEMENT))
                .orElseThrow(() -> new S3Exception(ErrorCode.MALFORMED_XML));
    }

    /// As clients read it.
    public static XmlWriter toXml(ObjectOwnership ownership) {
        return new XmlWriter()
                .root(ROOT)
                .open("Rule")
                .element(ELEMENT, ownership.s3Name())
                .close("Rule")
                .close(ROOT);
    }
}
