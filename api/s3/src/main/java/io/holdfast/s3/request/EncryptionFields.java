package io.holdfast.s3.request;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.Protection;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectEncryption;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields by which a request asks for encryption, and an answer tells of it [S3 API: Using
/// server-side encryption].
public final class EncryptionFields {
    private static final String SSE = "x-amz-server-side-encryption";
    private static final String KEY_ID = SSE + "-aws-kms-key-id";
    private static final String CONTEXT = SSE + "-context";
    private static final String CUSTOMER = SSE + "-customer-";
    private static final String SOURCE_CUSTOMER =
            "x-amz-copy-source-server-side-encryption-customer-";
    private static final String AES256 = "AES256";
    private static final String KMS = "aws:kms";
    private static final int CONTEXT_BYTES_MAX = 2048;

    private EncryptionFields() {}

    /// The customer's key of what the request reads or writes, if it gives one.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when a field is missing or wrong
    public static Optional<CustomerKey> customerKey(S3Request request) throws S3Exception {
        return customerKey(request, CUSTOMER);
    }

    /// The customer's key of a copy's source, if the request gives one.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when a field is missing or wrong
    public static Optional<CustomerKey> sourceKey(S3Request request) throws S3Exception {
        return customerKey(request, SOURCE_CUSTOMER);
    }

    private static Optional<CustomerKey> customerKey(S3Request request, String prefix)
            throws S3Exception {
        Optional<String> algorithm = request.header(prefix + "algorithm");
        Optional<String> key = request.header(prefix + "key");
        if (algorithm.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (!algorithm.orElse("").equals(AES256)) {
            throw invalid("A customer's key needs the algorithm AES256.");
        }
        byte @Nullable [] bytes = decode(key.orElse(""));
        if (bytes == null || bytes.length != CustomerKey.BYTES) {
            throw invalid("The customer's key is not 32 bytes in base64.");
        }
        byte @Nullable [] md5 = decode(request.header(prefix + "key-md5").orElse(""));
        if (md5 == null || !MessageDigest.isEqual(md5, md5Of(bytes))) {
            throw invalid("The MD5 of the customer's key does not match the key.");
        }
        return Optional.of(new CustomerKey(bytes));
    }

    /// How the request wants a new object or upload protected; empty when it says nothing.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when fields are wrong or exclude each other
    static Optional<Protection> ofWrite(S3Request request) throws S3Exception {
        Optional<CustomerKey> customer = customerKey(request);
        Optional<String> algorithm = field(request, SSE);
        Optional<String> keyId = field(request, KEY_ID);
        if (customer.isPresent()) {
            if (algorithm.isPresent() || keyId.isPresent()) {
                throw invalid("A customer's key and other encryption exclude each other.");
            }
            return Optional.of(new Protection.ClientKey(customer.get()));
        }
        if (algorithm.isEmpty()) {
            if (keyId.isPresent()) {
                throw invalid("A key id needs the encryption aws:kms.");
            }
            return Optional.empty();
        }
        return Optional.of(
                switch (algorithm.get()) {
                    case AES256 -> {
                        if (keyId.isPresent()) {
                            throw invalid("A key id needs the encryption aws:kms.");
                        }
                        yield new Protection.StoreKey();
                    }
                    case KMS ->
                            new Protection.ServiceKey(
                                    keyId.map(EncryptionFields::keyName), context(request));
                    case "aws:kms:dsse" ->
                            throw new S3Exception(
                                    ErrorCode.NOT_IMPLEMENTED,
                                    "Encryption in two layers is not implemented.");
                    default -> throw invalid("The encryption is neither AES256 nor aws:kms.");
                });
    }

    /// A presigned request may carry the field in its query.
    private static Optional<String> field(S3Request request, String name) {
        Optional<String> value = request.header(name);
        if (value.isEmpty() && request.query().count() > 0) {
            String inQuery = request.query().getOrEmpty(name);
            return inQuery.isEmpty() ? Optional.empty() : Optional.of(inQuery);
        }
        return value;
    }

    /// The name of a key, whether it was given as such or as an ARN.
    static String keyName(String keyId) {
        if (!keyId.startsWith("arn:aws:kms:")) {
            return keyId;
        }
        int slash = keyId.lastIndexOf('/');
        return keyId.substring(Math.max(slash, keyId.lastIndexOf(':')) + 1);
    }

    private static byte[] context(S3Request request) throws S3Exception {
        Optional<String> text = request.header(CONTEXT);
        if (text.isEmpty()) {
            return new byte[0];
        }
        byte @Nullable [] context = decode(text.get());
        if (context == null
                || context.length > CONTEXT_BYTES_MAX
                || context.length < 2
                || context[0] != '{') {
            throw invalid("The encryption context is not a JSON object in base64.");
        }
        return context;
    }

    /// Tells how what the request makes is encrypted: with the context that it gave, too [S3 API:
    /// PutObject, CopyObject, CreateMultipartUpload]. Readers are never told of it.
    public static void setWritten(S3Request request, Optional<ObjectEncryption> encryption) {
        set(request, encryption);
        if (encryption.isPresent() && encryption.get().mode() == Envelope.Mode.SERVICE) {
            request.header(CONTEXT)
                    .ifPresent(context -> request.exchange().setHeader(CONTEXT, context));
        }
    }

    /// Tells how a version, upload or part is encrypted.
    public static void set(S3Request request, Optional<ObjectEncryption> encryption) {
        if (encryption.isEmpty()) {
            return;
        }
        Exchange exchange = request.exchange();
        switch (encryption.get().mode()) {
            case STORE -> exchange.setHeader(SSE, AES256);
            case SERVICE -> {
                exchange.setHeader(SSE, KMS);
                exchange.setHeader(KEY_ID, encryption.get().keyId());
            }
            case CUSTOMER -> {
                exchange.setHeader(CUSTOMER + "algorithm", AES256);
                request.header(CUSTOMER + "key-md5")
                        .ifPresent(md5 -> exchange.setHeader(CUSTOMER + "key-MD5", md5));
            }
        }
    }

    private static byte @Nullable [] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static byte[] md5Of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is missing", e);
        }
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, message);
    }
}
