package io.holdfast.s3;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Credentials;
import io.holdfast.http.HttpHandler;
import io.holdfast.object.ObjectStore;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.form.PostObject;
import io.holdfast.s3.object.PutObject;
import io.holdfast.s3.request.AccessJudge;
import io.holdfast.s3.request.Protections;
import io.holdfast.s3.sign.Authenticator;
import io.holdfast.s3.website.WebsiteEndpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts the API together.
public final class S3Assembly {
    private S3Assembly() {}

    /// What the API needs from the rest of the server.
    public record Dependencies(
            ObjectStore store,
            Credentials credentials,
            Authorizer authorizer,
            Accounts accounts,
            Health health,
            Clock clock) {}

    /// The handler for the listener.
    public static HttpHandler assemble(S3Options options, Dependencies dependencies) {
        Authenticator authenticator =
                new Authenticator(
                        dependencies.credentials(), dependencies.clock(), options.region());
        AccessJudge judge =
                new AccessJudge(
                        dependencies.authorizer(),
                        dependencies.store(),
                        dependencies.accounts(),
                        dependencies.clock());
        PostObject post =
                new PostObject(
                        new PutObject(
                                dependencies.store(),
                                new Acls(dependencies.store(), dependencies.accounts()),
                                new Protections(dependencies.store(), options.sealsAll())),
                        authenticator,
                        dependencies.clock(),
                        options.takesKeysInClear());
        return new S3Handler(
                options,
                authenticator,
                judge,
                new Router(dependencies.store(), dependencies.accounts(), options, post),
                new WebsiteEndpoint(dependencies.store(), judge, options.websiteDomains()),
                new Cors(dependencies.store(), options),
                dependencies.health());
    }

    /// Fields that every answer carries, for the listener's options.
    ///
    /// @param isSecure whether the port speaks TLS, without which browsers ignore HSTS anyway
    public static Map<String, String> responseHeaders(boolean isSecure) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Server", "Holdfast");
        headers.put("Accept-Ranges", "bytes");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Xss-Protection", "1; mode=block");
        if (isSecure) {
            headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        return Collections.unmodifiableMap(headers);
    }
}
