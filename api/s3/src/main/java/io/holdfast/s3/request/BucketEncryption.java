package io.holdfast.s3.request;

import io.holdfast.base.ports.Protection;
import io.holdfast.object.BucketInfo;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.util.List;
import java.util.Optional;

/// How a bucket protects objects whose requests do not say. Kept as the bucket's document
/// `encryption`, in three lines: algorithm, name of the key or nothing, `on` or `off`.
///
/// @param isByService SSE-KMS, else SSE-S3
/// @param keyId empty for the default key
/// @param hasBucketKey said back and of no effect: keys of objects cost no call to a service here
public record BucketEncryption(boolean isByService, String keyId, boolean hasBucketKey) {
    /// Name of the document.
    public static final String DOCUMENT = "encryption";

    private static final String ROOT = "ServerSideEncryptionConfiguration";
    private static final String DEFAULT = "ApplyServerSideEncryptionByDefault";
    private static final String AES256 = "AES256";
    private static final String KMS = "aws:kms";

    /// A bucket's; empty when it has none.
    public static Optional<BucketEncryption> of(BucketInfo bucket) {
        String text = bucket.documents().get(DOCUMENT);
        if (text == null) {
            return Optional.empty();
        }
        List<String> lines = text.lines().toList();
        return Optional.of(
                new BucketEncryption(
                        lines.get(0).equals(KMS), lines.get(1), lines.get(2).equals("on")));
    }

    /// Reads the client's document [S3 API: PutBucketEncryption]; exactly one rule.
    ///
    /// @throws S3Exception MALFORMED_XML, INVALID_ARGUMENT, NOT_IMPLEMENTED
    public static BucketEncryption parse(byte[] document) throws S3Exception {
        XmlElement root = XmlElement.parse(document, ROOT);
        List<XmlElement> rules = root.children("Rule");
        Optional<XmlElement> rule =
                rules.size() == 1 ? rules.getFirst().child(DEFAULT) : Optional.empty();
        if (rule.isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        requireNothingBlocked(rules.getFirst());
        String keyId = EncryptionFields.keyName(rule.get().childText("KMSMasterKeyID"));
        boolean isByService =
                switch (rule.get().childText("SSEAlgorithm")) {
                    case AES256 -> false;
                    case KMS -> true;
                    case "aws:kms:dsse" ->
                            throw new S3Exception(
                                    ErrorCode.NOT_IMPLEMENTED,
                                    "Encryption in two layers is not implemented.");
                    default -> throw new S3Exception(ErrorCode.MALFORMED_XML);
                };
        if (!isByService && !keyId.isEmpty()) {
            throw new S3Exception(
                    ErrorCode.INVALID_ARGUMENT, "A key id needs the encryption aws:kms.");
        }
        if (keyId.indexOf('\n') >= 0) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "The key id is not valid.");
        }
        return new BucketEncryption(
                isByService,
                keyId,
                rules.getFirst().childText("BucketKeyEnabled").equalsIgnoreCase("true"));
    }

    /// A bucket that shall refuse some kind of encryption must not seem to do so.
    private static void requireNothingBlocked(XmlElement rule) throws S3Exception {
        for (XmlElement blocked : rule.children("BlockedEncryptionTypes")) {
            for (XmlElement type : blocked.children("EncryptionType")) {
                if (!type.text().equals("NONE")) {
                    throw new S3Exception(
                            ErrorCode.NOT_IMPLEMENTED, "Encryption types cannot be blocked.");
                }
            }
        }
    }

    /// What new objects get.
    public Protection protection() {
        return isByService
                ? new Protection.ServiceKey(
                        keyId.isEmpty() ? Optional.empty() : Optional.of(keyId), new byte[0])
                : new Protection.StoreKey();
    }

    /// As the bucket keeps it.
    public String toText() {
        return (isByService ? KMS : AES256) + '\n' + keyId + '\n' + (hasBucketKey ? "on" : "off");
    }

    /// As clients read it [S3 API: GetBucketEncryption].
    public XmlWriter toXml() {
        XmlWriter xml = new XmlWriter().root(ROOT).open("Rule").open(DEFAULT);
        xml.element("SSEAlgorithm", isByService ? KMS : AES256).optional("KMSMasterKeyID", keyId);
        xml.close(DEFAULT).element("BucketKeyEnabled", hasBucketKey);
        return xml.close("Rule").close(ROOT);
    }
}
