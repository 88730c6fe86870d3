package io.holdfast.s3;

import io.holdfast.base.ReadOnce;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.cors.CorsConfiguration;
import io.holdfast.s3.cors.CorsDocument;
import io.holdfast.s3.cors.CorsQuestion;
import io.holdfast.s3.request.Target;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which pages may call [Fetch §3.2]: by the bucket's own rules, or else by the server's.
final class Cors {
    private final ObjectStore store;
    private final List<String> domains;
    private final ServerCors everywhere;
    private final ReadOnce<CorsConfiguration> read = new ReadOnce<>(CorsDocument::ofBucket);

    /// @param options domains that may name a bucket, and the server's origins
    Cors(ObjectStore store, S3Options options) {
        this.store = store;
        List<String> all = new ArrayList<>(options.websiteDomains());
        all.addAll(options.domains());
        this.domains = List.copyOf(all);
        this.everywhere = new ServerCors(options.corsOrigins());
    }

    /// Adds the fields that let a page read the answer, whatever it will be.
    void allow(Exchange exchange) {
        Optional<CorsQuestion> question = CorsQuestion.of(exchange);
        if (question.isPresent()) {
            allow(exchange, question.get());
        }
    }

    private boolean allow(Exchange exchange, CorsQuestion question) {
        Optional<CorsConfiguration> own = rules(bucket(exchange));
        return own.isPresent()
                ? own.get().allow(exchange, question)
                : everywhere.allow(exchange, question);
    }

    /// Answers OPTIONS: what a browser asks before it sends a page's request [S3 API: OPTIONS
    /// object]. Nobody signs that.
    ///
    /// @throws S3Exception BAD_REQUEST, ACCESS_FORBIDDEN
    void handleOptions(Exchange exchange) throws S3Exception, IOException, InterruptedException {
        Optional<CorsQuestion> question = CorsQuestion.of(exchange);
        String bucket = bucket(exchange);
        if (!bucket.isEmpty()) {
            requirePreflight(exchange, question);
        }
        if (question.isPresent()) {
            if (!allow(exchange, question.get())) {
                throw new S3Exception(ErrorCode.ACCESS_FORBIDDEN);
            }
            if (rules(bucket).isEmpty()) {
                everywhere.answer(exchange, question.get());
            }
        }
        exchange.respond(200, ByteBuffer.allocate(0));
    }

    private static void requirePreflight(Exchange exchange, Optional<CorsQuestion> question)
            throws S3Exception {
        if (question.isEmpty()) {
            throw new S3Exception(
                    ErrorCode.BAD_REQUEST, "A browser's question needs the field Origin.");
        }
        if (exchange.header("access-control-request-method").isEmpty()) {
            throw new S3Exception(
                    ErrorCode.BAD_REQUEST,
                    "A browser's question needs the field Access-Control-Request-Method.");
        }
    }

    /// The bucket that a request names; empty when it names none.
    private String bucket(Exchange exchange) {
        try {
            return Target.of(exchange.rawPath(), exchange.host(), domains).bucket();
        } catch (S3Exception _) {
            return ""; // the request itself is refused for it
        }
    }

    private Optional<CorsConfiguration> rules(String bucket) {
        if (bucket.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = store.bucket(bucket).documents().get(CorsConfiguration.DOCUMENT);
            return text == null ? Optional.empty() : Optional.of(read.find(bucket, text));
        } catch (StoreException _) {
            return Optional.empty(); // a page may make the bucket
        }
    }
}
