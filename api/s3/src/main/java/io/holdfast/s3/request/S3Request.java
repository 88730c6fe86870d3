package io.holdfast.s3.request;

import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Decision;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectName;
import io.holdfast.object.VersionId;
import io.holdfast.s3.sign.Authentication;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.sign.Payloads;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/// A request whose sender is known. Owned by the request's thread.
public final class S3Request {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Exchange exchange;
    private final Target target;
    private final Query query;
    private final Authentication authentication;
    private final Authorizer authorizer;

    public S3Request(
            Exchange exchange,
            Target target,
            Query query,
            Authentication authentication,
            Authorizer authorizer) {
        this.exchange = exchange;
        this.target = target;
        this.query = query;
        this.authentication = authentication;
        this.authorizer = authorizer;
    }

    public Exchange exchange() {
        return exchange;
    }

    public String bucket() {
        return target.bucket();
    }

    public String key() {
        return target.key();
    }

    public ObjectName name() {
        return new ObjectName(target.bucket(), target.key());
    }

    public Query query() {
        return query;
    }

    public Caller caller() {
        return authentication.caller();
    }

    public Optional<String> header(String name) {
        return exchange.header(name);
    }

    /// Whether a field has this value, in any case.
    public boolean isHeader(String name, String value) {
        Optional<String> given = exchange.header(name);
        return given.isPresent() && given.get().equalsIgnoreCase(value);
    }

    /// The version that the query names.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when it is neither `null` nor a UUID
    public Optional<VersionId> version() throws S3Exception {
        String text = query.getOrEmpty("versionId");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<VersionId> version = VersionId.parse(text);
        if (version.isEmpty()) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "The version id is not valid.");
        }
        return version;
    }

    /// Demands that the caller may do this.
    ///
    /// @throws S3Exception ACCESS_DENIED
    public void authorize(String action, String bucket, String key) throws S3Exception {
        if (!isAllowed(action, bucket, key)) {
            throw new S3Exception(ErrorCode.ACCESS_DENIED);
        }
    }

    /// Whether the caller may do this.
    public boolean isAllowed(String action, String bucket, String key) {
        return authorizer.authorize(new Access(caller(), action, bucket, key, Map.of()))
                == Decision.ALLOWED;
    }

    /// Opens the body.
    public Payload payload() throws S3Exception {
        return Payloads.open(exchange, authentication.seal());
    }

    /// Reads the body as a document that is verified in every way the client declared.
    ///
    /// @param bytesMax larger ones are refused
    public byte[] document(int bytesMax) throws S3Exception, IOException {
        return Documents.read(payload(), bytesMax, true);
    }

    /// Reads the body as a document whose fields of digests speak of something else; what belongs
    /// to the signature is verified.
    public byte[] documentWithoutDigests(int bytesMax) throws S3Exception, IOException {
        return Documents.read(
                Payloads.openWithoutDigests(exchange, authentication.seal()), bytesMax, false);
    }

    /// Answers without a body.
    public void respond(int status) throws IOException, InterruptedException {
        exchange.respond(status, NO_BYTES.duplicate());
    }

    /// Answers 200 with a document.
    public void respond(XmlWriter document) throws IOException, InterruptedException {
        exchange.setHeader("Content-Type", "application/xml");
        exchange.respond(200, document.toBuffer());
    }
}
