package io.holdfast.interop.differ.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// One request of the corpus, built by its family and only read afterwards. `${name}` in target,
/// fields and body stands for what an earlier answer of the same server held ([#keeps]).
public final class Case {
    /// How the request is signed.
    public enum Signing {
        V4,
        V4_UNSIGNED_BODY,
        V4_QUERY,
        V2,
        V2_QUERY,
        WRONG_SECRET,
        UNKNOWN_KEY,
        NONE
    }

    private final String name;
    private final String method;
    private final String target;
    private final TreeMap<String, String> headers = new TreeMap<>();
    private final List<String> unsigned = new ArrayList<>();
    private final TreeMap<String, String> kept = new TreeMap<>();
    private byte[] body = new byte[0];
    private Signing signing = Signing.V4;
    private String payloadHash = "";
    private Duration age = Duration.ZERO;
    private long expiresSeconds = 600;
    private UnaryOperator<String> spoiled = signature -> signature;
    private UnaryOperator<String> tampered = head -> head;
    private boolean isNotImplemented;
    private boolean hasLength = true;

    /// @param target path and query as on the wire
    Case(String name, String method, String target) {
        this.name = name;
        this.method = method;
        this.target = target;
    }

    /// A field that is signed. Lower-case name.
    Case header(String field, String value) {
        headers.put(field, value);
        return this;
    }

    /// A line of the head that the signature does not cover.
    Case unsigned(String line) {
        unsigned.add(line);
        return this;
    }

    Case body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    Case body(byte[] bytes) {
        body = bytes.clone();
        return this;
    }

    /// Sends no Content-Length.
    Case withoutLength() {
        hasLength = false;
        return this;
    }

    Case signed(Signing how) {
        signing = how;
        return this;
    }

    Case anonymous() {
        return signed(Signing.NONE);
    }

    /// Declares this instead of the hash of the body.
    Case hashed(String hash) {
        payloadHash = hash;
        return this;
    }

    /// Signs as if it had been so long ago; negative: still to come.
    Case aged(Duration duration) {
        age = duration;
        return this;
    }

    /// What a signature in the query says of its end.
    Case expiring(long seconds) {
        expiresSeconds = seconds;
        return this;
    }

    /// Changes the signature before it is written.
    Case spoiling(UnaryOperator<String> change) {
        spoiled = change;
        return this;
    }

    /// Changes request line and fields after they are signed.
    Case tampering(UnaryOperator<String> change) {
        tampered = change;
        return this;
    }

    /// Later cases of the same server find this part of the answer as `${variable}`.
    ///
    /// @param place name of a field, or of an element of the document
    Case keeps(String variable, String place) {
        kept.put(variable, place);
        return this;
    }

    /// This server answers 501; from all others no 5xx is expected.
    Case notImplemented() {
        isNotImplemented = true;
        return this;
    }

    public String name() {
        return name;
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public List<String> unsigned() {
        return unsigned;
    }

    public Map<String, String> kept() {
        return kept;
    }

    public byte[] body() {
        return body;
    }

    public Signing signing() {
        return signing;
    }

    public String payloadHash() {
        return payloadHash;
    }

    public Duration age() {
        return age;
    }

    public long expiresSeconds() {
        return expiresSeconds;
    }

    public UnaryOperator<String> spoiled() {
        return spoiled;
    }

    public UnaryOperator<String> tampered() {
        return tampered;
    }

    public boolean isNotImplemented() {
        return isNotImplemented;
    }

    public boolean hasLength() {
        return hasLength;
    }
}
