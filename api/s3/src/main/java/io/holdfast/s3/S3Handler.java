package io.holdfast.s3;

import io.holdfast.http.BodyReadException;
import io.holdfast.http.Exchange;
import io.holdfast.http.Flaw;
import io.holdfast.http.HttpHandler;
import io.holdfast.http.Refusal;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.s3.request.AccessJudge;
import io.holdfast.s3.request.ErrorReply;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.request.Screening;
import io.holdfast.s3.request.Target;
import io.holdfast.s3.sign.Authentication;
import io.holdfast.s3.sign.Authenticator;
import io.holdfast.s3.sign.SignedRequest;
import io.holdfast.s3.website.WebsiteEndpoint;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3BodyException;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.StoreErrors;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of a request: target, screening, signature, route, permission, operation; and whatever
/// goes wrong becomes an error document, as long as nothing was sent.
final class S3Handler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);

    /// A refusal, and the delete marker that was met.
    private record Refused(S3Exception refusal, Optional<VersionId> marker) {}

    private final S3Options options;
    private final Authenticator authenticator;
    private final AccessJudge judge;
    private final Router router;
    private final HealthEndpoint health;
    private final WebsiteEndpoint websites;
    private final Cors cors;
    private final ErrorReply errors;

    S3Handler(
            S3Options options,
            Authenticator authenticator,
            AccessJudge judge,
            Router router,
            WebsiteEndpoint websites,
            Cors cors,
            Health health) {
        this.options = options;
        this.authenticator = authenticator;
        this.judge = judge;
        this.router = router;
        this.errors = new ErrorReply(options.region());
        this.health = new HealthEndpoint(health, errors);
        this.websites = websites;
        this.cors = cors;
    }

    @Override
    public void handle(Exchange exchange) throws IOException, InterruptedException {
        prepare(exchange);
        if (exchange.method().equals("OPTIONS")) {
            answerOptions(exchange);
        } else if (exchange.rawPath().startsWith(HealthEndpoint.PREFIX)) {
            health.handle(exchange);
        } else {
            serve(exchange);
        }
    }

    @Override
    public void refuse(Exchange exchange) throws IOException, InterruptedException {
        prepare(exchange);
        if (exchange.rawPath().startsWith(HealthEndpoint.PREFIX)) {
            // A full server is a live one.
            health.handle(exchange);
        } else {
            errors.send(exchange, new S3Exception(ErrorCode.SLOW_DOWN), "", "");
        }
    }

    @Override
    public Refusal refusal(Flaw flaw, String requestId) {
        ErrorCode code =
                switch (flaw) {
                    case URI -> ErrorCode.INVALID_URI;
                    case FIELDS_TOO_LARGE -> ErrorCode.REQUEST_HEADERS_TOO_LARGE;
                    case VERSION -> ErrorCode.HTTP_VERSION_NOT_SUPPORTED;
                    case SYNTAX -> ErrorCode.BAD_REQUEST;
                };
        return errors.withoutExchange(code, requestId);
    }

    private void prepare(Exchange exchange) {
        exchange.setHeader("x-amz-request-id", exchange.requestId());
        if (!options.region().isEmpty()) {
            exchange.setHeader("x-amz-bucket-region", options.region());
        }
        cors.allow(exchange);
    }

    private void answerOptions(Exchange exchange) throws IOException, InterruptedException {
        try {
            cors.handleOptions(exchange);
        } catch (S3Exception e) {
            errors.send(exchange, e, "", "");
        }
    }

    private void serve(Exchange exchange) throws IOException, InterruptedException {
        Target target = new Target("", "", "", "");
        Refused refused;
        try {
            if (websites.isFor(exchange)) {
                Screening.check(
                        exchange, Query.parse(exchange.rawQuery()), options.takesKeysInClear());
                websites.handle(exchange);
                return;
            }
            target = Target.of(exchange.rawPath(), exchange.host(), options.domains());
            run(exchange, target);
            return;
        } catch (S3Exception e) {
            refused = new Refused(e, Optional.empty());
        } catch (StoreException e) {
            tellOfDamage(exchange, target, e);
            refused = ofStore(e);
        } catch (IOException e) {
            S3Exception refusal = ofBody(e);
            if (refusal == null) {
                throw e;
            }
            refused = new Refused(refusal, Optional.empty());
        } catch (RuntimeException e) {
            LOG.error("request {} failed", exchange.requestId(), e);
            refused = new Refused(new S3Exception(ErrorCode.INTERNAL_ERROR), Optional.empty());
        }
        answer(exchange, target, refused);
    }

    private void answer(Exchange exchange, Target target, Refused refused)
            throws IOException, InterruptedException {
        if (!exchange.reset()) {
            // The client must not take half an object for a whole one.
            throw new IOException("failed after the answer began", refused.refusal);
        }
        prepare(exchange);
        if (refused.marker.isPresent()) {
            exchange.setHeader("x-amz-delete-marker", "true");
            exchange.setHeader("x-amz-version-id", refused.marker.get().toString());
        }
        errors.send(exchange, refused.refusal, target.bucket(), target.key());
    }

    private void run(Exchange exchange, Target target)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Query query = Query.parse(exchange.rawQuery());
        Screening.check(exchange, query, options.takesKeysInClear());
        target.requireNames();
        Operation operation = router.route(exchange, target, query);
        boolean isRegionAsked = target.bucket().isEmpty() || query.has("location");
        Authentication authentication =
                authenticator.authenticate(
                        new SignedRequest(
                                exchange,
                                target.path(),
                                query,
                                target.hostBucket(),
                                isRegionAsked));
        S3Request request = new S3Request(exchange, target, query, authentication, judge);
        if (!target.bucket().isEmpty()) {
            request.requireOwner(target.bucket(), "x-amz-expected-bucket-owner");
        }
        String action = operation.action(request);
        if (!action.isEmpty()) {
            request.authorize(action, target.bucket(), target.key());
        }
        try {
            operation.run(request);
        } catch (StoreException e) {
            if (isRead(exchange) && isAbsent(e.error()) && !request.mayListKey()) {
                // Who may not list learns of no key whether it is there [S3 API: GetObject].
                throw new S3Exception(ErrorCode.ACCESS_DENIED);
            }
            throw e;
        }
    }

    private static boolean isRead(Exchange exchange) {
        return exchange.method().equals("GET") || exchange.method().equals("HEAD");
    }

    private static boolean isAbsent(StoreError error) {
        return switch (error) {
            case NO_SUCH_KEY, NO_SUCH_VERSION, IS_DELETE_MARKER, MARKER_HAS_NO_DATA -> true;
            default -> false;
        };
    }

    /// Rot is repaired below; what is whole and does not open was changed by somebody.
    private static void tellOfDamage(Exchange exchange, Target target, StoreException refusal) {
        if (refusal.error() == StoreError.SEALED_DATA_DAMAGED) {
            LOG.error(
                    "request {}: {}/{} does not open: {}",
                    exchange.requestId(),
                    target.bucket(),
                    target.key(),
                    refusal.getMessage());
        }
    }

    private static Refused ofStore(StoreException refusal) {
        ErrorCode code = StoreErrors.codeOf(refusal.error());
        String message = refusal.getMessage();
        return new Refused(
                new S3Exception(code, message == null ? code.text() : message), refusal.marker());
    }

    /// The refusal that a failed read of the body stands for; null when the connection is gone.
    private static @Nullable S3Exception ofBody(IOException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof S3BodyException body) {
                return body.refusal();
            }
            if (at instanceof BodyReadException body) {
                return switch (body.reason()) {
                    case DISCONNECTED, MALFORMED -> new S3Exception(ErrorCode.INCOMPLETE_BODY);
                    case TOO_SLOW -> new S3Exception(ErrorCode.REQUEST_TIMEOUT);
                };
            }
        }
        return null;
    }
}
