package io.holdfast.s3.website;

import io.holdfast.base.ReadOnce;
import io.holdfast.base.ports.Caller;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.GetObject;
import io.holdfast.s3.object.HeadObject;
import io.holdfast.s3.object.ObjectFields;
import io.holdfast.s3.request.AccessJudge;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.request.Target;
import io.holdfast.s3.sign.Authentication;
import io.holdfast.s3.sign.BodySeal;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.StoreErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Buckets as websites [S3 user guide: hosting a static website]: on hosts `bucket.domain`, for
/// readers who do not sign. What they may read is judged as everywhere. Any thread.
public final class WebsiteEndpoint {
    /// Name of the document in [io.holdfast.object.BucketInfo#documents].
    public static final String DOCUMENT = "website";

    private static final String ELSEWHERE = "x-amz-website-redirect-location";
    private static final String READ = "s3:GetObject";
    private static final int FOUND = 302;

    private final ObjectStore store;
    private final AccessJudge judge;
    private final List<String> domains;
    private final ReadOnce<WebsiteConfiguration> read = new ReadOnce<>(WebsiteDocument::ofBucket);

    /// @param domains under which a host names a bucket; empty serves none
    public WebsiteEndpoint(ObjectStore store, AccessJudge judge, List<String> domains) {
        this.store = store;
        this.judge = judge;
        this.domains = List.copyOf(domains);
    }

    /// Whether a request is for a site.
    public boolean isFor(Exchange exchange) {
        return !domains.isEmpty() && !Target.bucketOf(exchange.host(), domains).isEmpty();
    }

    /// Answers it.
    ///
    /// @throws S3Exception when there is no page to send
    public void handle(Exchange exchange)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Target target = Target.of(exchange.rawPath(), exchange.host(), domains);
        Map<String, String> about = Map.of("BucketName", target.bucket());
        try {
            if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
                about = Map.of("Method", exchange.method());
                throw new S3Exception(ErrorCode.METHOD_NOT_ALLOWED);
            }
            WebsiteConfiguration site = site(target.bucket());
            new Visit(exchange, target, site).answer();
        } catch (S3Exception e) {
            ErrorPage.send(exchange, e, about);
        }
    }

    private WebsiteConfiguration site(String bucket) throws S3Exception {
        try {
            String text = store.bucket(bucket).documents().get(DOCUMENT);
            if (text == null) {
                throw new S3Exception(ErrorCode.NO_SUCH_WEBSITE);
            }
            return read.find(bucket, text);
        } catch (StoreException e) {
            throw new S3Exception(StoreErrors.codeOf(e.error()));
        }
    }

    /// One request to a site.
    private final class Visit {
        private final Exchange exchange;
        private final Target target;
        private final WebsiteConfiguration site;

        Visit(Exchange exchange, Target target, WebsiteConfiguration site) {
            this.exchange = exchange;
            this.target = target;
            this.site = site;
        }

        void answer() throws S3Exception, IOException, InterruptedException {
            String key = target.key();
            if (site.all().isPresent()) {
                redirect(Redirect.MOVED, site.all().get().location(exchange, key, ""));
                return;
            }
            if (isRuled(0)) {
                return;
            }
            String wanted = site.objectKey(key);
            Optional<S3Exception> refusal = send(wanted);
            if (refusal.isEmpty() || isFolder(key, refusal.get())) {
                return;
            }
            int status = refusal.get().code().status();
            if (!isRuled(status) && !isExplained(refusal.get())) {
                ErrorPage.send(exchange, refusal.get(), Map.of("Key", wanted));
            }
        }

        /// Redirects when a rule wants it.
        private boolean isRuled(int status) throws IOException, InterruptedException {
            Optional<RoutingRule> rule = site.rule(target.key(), status);
            if (rule.isEmpty()) {
                return false;
            }
            Redirect redirect = rule.get().redirect();
            redirect(
                    redirect.code(),
                    redirect.location(exchange, target.key(), rule.get().prefix()));
            return true;
        }

        /// @return why the object was not sent
        private Optional<S3Exception> send(String key) throws IOException, InterruptedException {
            try {
                S3Request request = request(key);
                ObjectInfo info = readable(request);
                String elsewhere = info.attributes().headers().get(ELSEWHERE);
                if (elsewhere != null) {
                    redirect(Redirect.MOVED, elsewhere);
                } else if (exchange.method().equals("HEAD")) {
                    new HeadObject(store).run(request);
                } else {
                    new GetObject(store).run(request);
                }
                return Optional.empty();
            } catch (S3Exception e) {
                return Optional.of(e);
            } catch (StoreException e) {
                requireNothingSent(e);
                return Optional.of(new S3Exception(StoreErrors.codeOf(e.error())));
            }
        }

        /// A reader must not take half a page for a whole one.
        private void requireNothingSent(StoreException failure) throws IOException {
            if (exchange.isCommitted()) {
                throw new IOException("failed after the answer began", failure);
            }
        }

        private S3Request request(String key) throws S3Exception {
            return new S3Request(
                    exchange,
                    new Target(target.bucket(), key, target.path(), target.hostBucket()),
                    Query.parse(""),
                    new Authentication(new Caller.Anonymous(), new BodySeal.None()),
                    judge);
        }

        /// Who may not list a bucket learns of no key whether it is there.
        private ObjectInfo readable(S3Request request)
                throws S3Exception, StoreException, InterruptedException {
            request.authorize(READ, request.bucket(), request.key());
            try {
                return store.info(request.name(), Optional.empty());
            } catch (StoreException e) {
                if (!request.isAllowed("s3:ListBucket", request.bucket(), "")) {
                    throw new S3Exception(ErrorCode.ACCESS_DENIED);
                }
                throw e;
            }
        }

        /// Sends readers of a folder whose slash is missing to its index document.
        private boolean isFolder(String key, S3Exception refusal)
                throws S3Exception, IOException, InterruptedException {
            boolean isHidden =
                    refusal.code() == ErrorCode.NO_SUCH_KEY
                            || refusal.code() == ErrorCode.ACCESS_DENIED;
            String folder = key + '/';
            String index = folder + site.suffix();
            if (key.isEmpty()
                    || key.endsWith("/")
                    || !isHidden
                    || isThere(key)
                    || !isThere(index)
                    || !request(index).isAllowed(READ, target.bucket(), index)) {
                return false;
            }
            StringBuilder location = new StringBuilder("/");
            Percent.encode(folder, true, location);
            redirect(FOUND, location.toString());
            return true;
        }

        private boolean isThere(String key) throws InterruptedException {
            try {
                var _ = store.info(new ObjectName(target.bucket(), key), Optional.empty());
                return true;
            } catch (StoreException _) {
                return false;
            }
        }

        /// Sends the site's own document for an error of the reader's, under the error's status.
        private boolean isExplained(S3Exception refusal) throws IOException, InterruptedException {
            int status = refusal.code().status();
            if (site.errorKey().isEmpty() || status < 400 || status > 499) {
                return false;
            }
            try {
                S3Request request = request(site.errorKey());
                ObjectInfo info = readable(request);
                String elsewhere = info.attributes().headers().get(ELSEWHERE);
                if (elsewhere != null) {
                    redirect(Redirect.MOVED, elsewhere);
                    return true;
                }
                try (OpenObject open = store.open(ReadRequest.newest(request.name()))) {
                    request.confirm(READ, open.info().attributes());
                    ObjectFields.setRead(request, open.info());
                    exchange.start(status, open.info().size());
                    if (!exchange.method().equals("HEAD")) {
                        open.transferTo(0, open.info().size(), exchange::write);
                    }
                }
                return true;
            } catch (S3Exception _) {
                return false; // the server's own page will do
            } catch (StoreException e) {
                requireNothingSent(e);
                return false;
            }
        }

        private void redirect(int status, String location)
                throws IOException, InterruptedException {
            exchange.setHeader("Location", location);
            exchange.respond(status, ByteBuffer.allocate(0));
        }
    }
}
