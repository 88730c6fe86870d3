package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Encryption at rest as the AWS SDK asks for it; the server takes customers' keys without TLS.
final class AwsEncryptionTest extends AwsSuite {
    private static final String AES = "AES256";
    private static final Key OWN = Key.of(1);
    private static final Key OTHER = Key.of(2);

    AwsEncryptionTest(Endpoint endpoint) {
        super(endpoint);
    }

    /// A customer's key as the wire has it.
    private record Key(String text, String md5) {
        static Key of(int fill) {
            byte[] bytes = new byte[32];
            Arrays.fill(bytes, (byte) fill);
            try {
                byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
                Base64.Encoder base64 = Base64.getEncoder();
                return new Key(base64.encodeToString(bytes), base64.encodeToString(md5));
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void storeKey() throws Exception {
        for (int size : new int[] {0, 5, 200_000, 3_000_000}) {
            Content content = new Content(size, size);
            PutObjectResponse stored = put("s3", content, put -> put.serverSideEncryption(AES));
            assertThat(stored.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
            byte[] md5 = MessageDigest.getInstance("MD5").digest(content.bytes());
            assertThat(stored.eTag())
                    .isEqualTo('"' + java.util.HexFormat.of().formatHex(md5) + '"');
            assertHolds("s3", content);
        }
        HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key("s3"));
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(head.contentLength()).isEqualTo(3_000_000);
    }

    @Test
    void serviceKey() throws Exception {
        Content content = new Content(7, 1_500_000);
        for (String keyId : List.of("first", "second")) {
            PutObjectResponse stored =
                    put(
                            keyId,
                            content,
                            put ->
                                    put.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                            .ssekmsKeyId(keyId));
            assertThat(stored.ssekmsKeyId()).isEqualTo(keyId);
            assertHolds(keyId, content);
        }
        assertRefused(
                400,
                "KMS.NotFoundException",
                () ->
                        put(
                                "third",
                                content,
                                put ->
                                        put.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                                .ssekmsKeyId("third")));
    }

    private void putOwn(String key, Content content) {
        PutObjectResponse stored =
                put(
                        key,
                        content,
                        put ->
                                put.sseCustomerAlgorithm(AES)
                                        .sseCustomerKey(OWN.text)
                                        .sseCustomerKeyMD5(OWN.md5));
        assertThat(stored.sseCustomerKeyMD5()).isEqualTo(OWN.md5);
    }

    private byte[] getOwn(String key, Key with, String range) {
        return bytes(
                key,
                get ->
                        get.sseCustomerAlgorithm(AES)
                                .sseCustomerKey(with.text)
                                .sseCustomerKeyMD5(with.md5)
                                .range(range.isEmpty() ? null : range));
    }

    @Test
    void customerKey() {
        for (int size : new int[] {0, 5, 200_000, 3_000_000}) {
            Content content = new Content(size + 1, size);
            putOwn("own", content);
            assertThat(getOwn("own", OWN, "")).isEqualTo(content.bytes());
        }
        byte[] all = new Content(3_000_001, 3_000_000).bytes();
        assertThat(getOwn("own", OWN, "bytes=65519-65521"))
                .isEqualTo(Arrays.copyOfRange(all, 65_519, 65_522));
        assertThat(getOwn("own", OWN, "bytes=1000000-2500000"))
                .isEqualTo(Arrays.copyOfRange(all, 1_000_000, 2_500_001));
        assertThat(getOwn("own", OWN, "bytes=-10"))
                .isEqualTo(Arrays.copyOfRange(all, 2_999_990, 3_000_000));
        assertRefused(400, "InvalidRequest", () -> text("own"));
        assertRefused(403, "AccessDenied", () -> getOwn("own", OTHER, ""));
        assertStatus(400, () -> s3.headObject(head -> head.bucket(bucket).key("own")));
        assertThat(
                        s3.getObjectAttributes(
                                        get ->
                                                get.bucket(bucket)
                                                        .key("own")
                                                        .objectAttributes(
                                                                ObjectAttributes.OBJECT_SIZE)
                                                        .sseCustomerAlgorithm(AES)
                                                        .sseCustomerKey(OWN.text)
                                                        .sseCustomerKeyMD5(OWN.md5))
                                .objectSize())
                .isEqualTo(3_000_000);
    }

    @Test
    void copiesChangeTheKey() throws Exception {
        Content content = new Content(9, 2_000_000);
        putOwn("source", content);
        CopyObjectResponse copied =
                s3.copyObject(
                        copy ->
                                copy.sourceBucket(bucket)
                                        .sourceKey("source")
                                        .copySourceSSECustomerAlgorithm(AES)
                                        .copySourceSSECustomerKey(OWN.text)
                                        .copySourceSSECustomerKeyMD5(OWN.md5)
                                        .destinationBucket(bucket)
                                        .destinationKey("copy")
                                        .serverSideEncryption(AES));
        assertThat(copied.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertHolds("copy", content);
        s3.copyObject(
                copy ->
                        copy.sourceBucket(bucket)
                                .sourceKey("source")
                                .copySourceSSECustomerAlgorithm(AES)
                                .copySourceSSECustomerKey(OWN.text)
                                .copySourceSSECustomerKeyMD5(OWN.md5)
                                .destinationBucket(bucket)
                                .destinationKey("source")
                                .sseCustomerAlgorithm(AES)
                                .sseCustomerKey(OTHER.text)
                                .sseCustomerKeyMD5(OTHER.md5));
        assertThat(getOwn("source", OTHER, "")).isEqualTo(content.bytes());
        assertRefused(403, "AccessDenied", () -> getOwn("source", OWN, ""));
    }

    @Test
    void partsOfACustomersUpload() {
        Content first = new Content(11, 5 << 20);
        Content second = new Content(12, 70_000);
        String id =
                s3.createMultipartUpload(
                                create ->
                                        create.bucket(bucket)
                                                .key("parts")
                                                .sseCustomerAlgorithm(AES)
                                                .sseCustomerKey(OWN.text)
                                                .sseCustomerKeyMD5(OWN.md5))
                        .uploadId();
        assertRefused(
                400,
                "InvalidRequest",
                () ->
                        s3.uploadPart(
                                part -> part.bucket(bucket).key("parts").uploadId(id).partNumber(1),
                                RequestBody.fromBytes(second.bytes())));
        assertRefused(400, "InvalidRequest", () -> part(id, 1, second, OTHER));
        UploadPartResponse one = part(id, 1, first, OWN);
        putOwn("source", second);
        String two =
                s3.uploadPartCopy(
                                copy ->
                                        copy.sourceBucket(bucket)
                                                .sourceKey("source")
                                                .copySourceSSECustomerAlgorithm(AES)
                                                .copySourceSSECustomerKey(OWN.text)
                                                .copySourceSSECustomerKeyMD5(OWN.md5)
                                                .destinationBucket(bucket)
                                                .destinationKey("parts")
                                                .uploadId(id)
                                                .partNumber(2)
                                                .sseCustomerAlgorithm(AES)
                                                .sseCustomerKey(OWN.text)
                                                .sseCustomerKeyMD5(OWN.md5))
                        .copyPartResult()
                        .eTag();
        s3.completeMultipartUpload(
                complete ->
                        complete.bucket(bucket)
                                .key("parts")
                                .uploadId(id)
                                .multipartUpload(
                                        all ->
                                                all.parts(
                                                        completed(1, one.eTag()),
                                                        completed(2, two))));
        byte[] all = getOwn("parts", OWN, "");
        assertThat(Arrays.copyOf(all, 5 << 20)).isEqualTo(first.bytes());
        assertThat(Arrays.copyOfRange(all, 5 << 20, all.length)).isEqualTo(second.bytes());
        assertThat(getOwn("parts", OWN, "bytes=" + ((5 << 20) - 1) + "-" + (5 << 20)))
                .isEqualTo(Arrays.copyOfRange(all, (5 << 20) - 1, (5 << 20) + 1));
    }

    private UploadPartResponse part(String id, int number, Content content, Key key) {
        return s3.uploadPart(
                part ->
                        part.bucket(bucket)
                                .key("parts")
                                .uploadId(id)
                                .partNumber(number)
                                .sseCustomerAlgorithm(AES)
                                .sseCustomerKey(key.text)
                                .sseCustomerKeyMD5(key.md5),
                RequestBody.fromBytes(content.bytes()));
    }

    private static CompletedPart completed(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    @Test
    void bucketsEncryptByDefault() throws Exception {
        String other = newBucket();
        assertRefused(
                404,
                "ServerSideEncryptionConfigurationNotFoundError",
                () -> s3.getBucketEncryption(get -> get.bucket(other)));
        encrypt(other, "second");
        ServerSideEncryptionRule rule =
                s3.getBucketEncryption(get -> get.bucket(other))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .getFirst();
        assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo("second");
        assertRefused(400, "KMS.NotFoundException", () -> encrypt(other, "third"));
        Content content = new Content(13, 6 << 20);
        String id =
                s3.createMultipartUpload(create -> create.bucket(other).key("parts")).uploadId();
        UploadPartResponse part =
                s3.uploadPart(
                        upload -> upload.bucket(other).key("parts").uploadId(id).partNumber(1),
                        RequestBody.fromBytes(content.bytes()));
        s3.completeMultipartUpload(
                complete ->
                        complete.bucket(other)
                                .key("parts")
                                .uploadId(id)
                                .multipartUpload(all -> all.parts(completed(1, part.eTag()))));
        var answer = s3.getObjectAsBytes(get -> get.bucket(other).key("parts"));
        GetObjectResponse fields = answer.response();
        assertThat(fields.ssekmsKeyId()).isEqualTo("second");
        assertThat(answer.asByteArray()).isEqualTo(content.bytes());
        s3.deleteBucketEncryption(delete -> delete.bucket(other));
        s3.putObject(put -> put.bucket(other).key("plain"), RequestBody.fromString("plain"));
        assertThat(s3.headObject(head -> head.bucket(other).key("plain")).serverSideEncryption())
                .isNull();
    }

    private void encrypt(String name, String keyId) {
        ServerSideEncryptionRule rule =
                ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                                by ->
                                        by.sseAlgorithm(ServerSideEncryption.AWS_KMS)
                                                .kmsMasterKeyID(keyId))
                        .build();
        s3.putBucketEncryption(
                put -> put.bucket(name).serverSideEncryptionConfiguration(all -> all.rules(rule)));
    }
}
