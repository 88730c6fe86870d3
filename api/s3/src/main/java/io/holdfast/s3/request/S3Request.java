package io.holdfast.s3.request;

import io.holdfast.base.ports.Caller;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectName;
import io.holdfast.object.VersionId;
import io.holdfast.s3.sign.Authentication;
import io.holdfast.s3.sign.DeclaredDigests;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.sign.Payloads;
import io.holdfast.s3.sign.SignatureKind;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request whose sender is known. Owned by the request's thread.
public final class S3Request {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Exchange exchange;
    private final Target target;
    private final Query query;
    private final Authentication authentication;
    private final AccessJudge judge;
    private final Optional<SignatureKind> kind;

    public S3Request(
            Exchange exchange,
            Target target,
            Query query,
            Authentication authentication,
            AccessJudge judge) {
        this(exchange, target, query, authentication, judge, Optional.empty());
    }

    private S3Request(
            Exchange exchange,
            Target target,
            Query query,
            Authentication authentication,
            AccessJudge judge,
            Optional<SignatureKind> kind) {
        this.exchange = exchange;
        this.target = target;
        this.query = query;
        this.authentication = authentication;
        this.judge = judge;
        this.kind = kind;
    }

    /// What a form asks for: to put an object of a key that its body names.
    ///
    /// @param fields the form's, in place of the request's
    /// @param sender who signed the form
    /// @param isV4 whether by version 4
    public S3Request ofForm(Exchange fields, String key, Caller sender, boolean isV4) {
        return new S3Request(
                fields,
                new Target(target.bucket(), key, target.path(), target.hostBucket()),
                Query.NONE,
                new Authentication(sender, authentication.seal()),
                judge,
                Optional.of(new SignatureKind(isV4, SignatureKind.Place.FORM)));
    }

    /// What the same caller asks for one object of several that the body is about.
    ///
    /// @param fields what holds for it, in place of the request's
    public S3Request as(Exchange fields, String key) {
        return new S3Request(
                fields,
                new Target(target.bucket(), key, target.path(), target.hostBucket()),
                query,
                authentication,
                judge,
                Optional.of(signatureKind()));
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

    /// How a signed request carries its signature.
    public SignatureKind signatureKind() {
        return kind.orElseGet(() -> SignatureKind.of(exchange, query));
    }

    /// Bucket and key.
    public Target target() {
        return target;
    }

    public Optional<String> header(String name) {
        return exchange.header(name);
    }

    /// A field of which a presigned request may carry the value in its query; the field itself
    /// wins.
    public Optional<String> field(String lowerCaseName) {
        return exchange.header(lowerCaseName).or(() -> query.get(lowerCaseName));
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
        String text = versionText();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<VersionId> version = VersionId.parse(text);
        if (version.isEmpty()) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "The version id is not valid.");
        }
        return version;
    }

    /// The version id of the query as it is written; empty for the newest.
    public String versionText() {
        return query.getOrEmpty("versionId");
    }

    /// One of two actions, by whether the query names a version. An empty version id names none.
    public String actionOf(String newest, String version) {
        return versionText().isEmpty() ? newest : version;
    }

    /// Demands that a bucket belongs to whom a field expects, if there are such field and bucket.
    ///
    /// @throws S3Exception ACCESS_DENIED
    public void requireOwner(String bucket, String field) throws S3Exception {
        Optional<String> expected = field(field);
        if (expected.isPresent()) {
            judge.requireOwner(bucket, expected.get());
        }
    }

    /// Demands that the caller may do this.
    ///
    /// @throws S3Exception ACCESS_DENIED, or NO_SUCH_BUCKET, which is no secret
    public void authorize(String action, String bucket, String key) throws S3Exception {
        require(asked(action, bucket, key));
    }

    /// As [#authorize], for a version that another part of the request names.
    ///
    /// @param version id as the client wrote it; empty for the newest
    public void authorizeVersion(String action, String bucket, String key, String version)
            throws S3Exception {
        require(new Asked(action, bucket, key, version, Map.of()));
    }

    /// As [#authorize], for the request's bucket and key.
    ///
    /// @param stated values of condition keys that stand in the body
    public void authorizeStated(String action, Map<String, List<String>> stated)
            throws S3Exception {
        require(new Asked(action, bucket(), key(), versionText(), stated));
    }

    /// As [#authorizeStated], for tags that the body gives to the bucket or object.
    public void authorizeTags(String action, Map<String, String> tags) throws S3Exception {
        authorizeStated(action, ConditionValues.tags(tags));
    }

    /// As [#authorize], for the object that the request makes in the place of the one that may be
    /// there.
    ///
    /// @param acl list of grants that the access is judged by
    public void authorizeNew(String action, String acl) throws S3Exception {
        require(new Asked(action, bucket(), key(), versionText(), Map.of(), Optional.of(acl)));
    }

    /// Demands that the caller may do to this version what was allowed before it was found, where
    /// that hangs on its list of grants: another one may have been there.
    ///
    /// @throws S3Exception ACCESS_DENIED
    public void confirm(String action, ObjectAttributes found) throws S3Exception {
        Asked asked =
                new Asked(
                        action, bucket(), key(), versionText(), Map.of(), Optional.of(found.acl()));
        if (judge.hangsOnObject(this, asked)) {
            require(asked);
        }
    }

    private void require(Asked asked) throws S3Exception {
        if (!judge.isAllowed(this, asked)) {
            throw judge.refusal(this, asked);
        }
    }

    /// Whether the caller may do this.
    ///
    /// @throws S3Exception when that cannot be found out now
    public boolean isAllowed(String action, String bucket, String key) throws S3Exception {
        return judge.isAllowed(this, asked(action, bucket, key));
    }

    /// Whether the caller may learn whether the key is there: a listing by its prefix would tell.
    public boolean mayListKey() throws S3Exception {
        return mayListKey(bucket(), key());
    }

    /// As [#mayListKey()], for a key that another part of the request names.
    boolean mayListKey(String bucket, String key) throws S3Exception {
        return judge.isAllowed(
                this,
                new Asked("s3:ListBucket", bucket, "", "", Map.of("s3:prefix", List.of(key))));
    }

    private Asked asked(String action, String bucket, String key) {
        boolean isTarget = bucket.equals(target.bucket()) && key.equals(target.key());
        return new Asked(action, bucket, key, isTarget ? versionText() : "", Map.of());
    }

    /// Opens the body.
    public Payload payload() throws S3Exception {
        return Payloads.open(exchange, authentication.seal());
    }

    /// Opens the body, of which the fields that name digests do not speak.
    public Payload payloadWithoutDigests() throws S3Exception {
        return Payloads.openWithoutDigests(exchange, authentication.seal());
    }

    /// Reads the body as a document that is verified in every way the client declared.
    ///
    /// @param bytesMax larger ones are refused
    public byte[] document(int bytesMax) throws S3Exception, IOException {
        return Documents.read(payload(), bytesMax, true);
    }

    /// As [#document], for operations that demand that the client declares a digest.
    ///
    /// @throws S3Exception also MISSING_CONTENT_MD5
    public byte[] digestedDocument(int bytesMax) throws S3Exception, IOException {
        DeclaredDigests digests = DeclaredDigests.of(exchange);
        if (digests.md5().isEmpty() && digests.algorithm().isEmpty()) {
            throw new S3Exception(ErrorCode.MISSING_CONTENT_MD5);
        }
        return document(bytesMax);
    }

    /// Reads the body as a document whose fields of digests speak of something else; what belongs
    /// to the signature is verified.
    public byte[] documentWithoutDigests(int bytesMax) throws S3Exception, IOException {
        return Documents.read(payloadWithoutDigests(), bytesMax, false);
    }

    /// Answers without a body.
    public void respond(int status) throws IOException, InterruptedException {
        exchange.respond(status, NO_BYTES.duplicate());
    }

    /// Answers 200 with a text that is JSON.
    public void respondJson(String text) throws IOException, InterruptedException {
        respond("application/json", text);
    }

    private void respond(String type, String text) throws IOException, InterruptedException {
        exchange.setHeader("Content-Type", type);
        exchange.respond(200, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Answers 200 with a text that is XML.
    public void respondXml(String text) throws IOException, InterruptedException {
        respond("application/xml", text);
    }

    /// Answers 200 with a document.
    public void respond(XmlWriter document) throws IOException, InterruptedException {
        exchange.setHeader("Content-Type", "application/xml");
        exchange.respond(200, document.toBuffer());
    }
}
