package io.holdfast.s3;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.http.HttpAssembly;
import io.holdfast.http.HttpOptions;
import io.holdfast.http.HttpServer;
import io.holdfast.iam.PolicyAuthorizer;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.form.PostObject;
import io.holdfast.s3.object.PutObject;
import io.holdfast.s3.request.Protections;
import io.holdfast.s3.sign.Authenticator;
import java.util.Optional;

/// Servers and what they need, on stores in memory.
final class TestServers {
    private TestServers() {}

    /// One that knows the root of the deployment alone, who may do everything.
    static HttpServer ofRoot(S3Options options) throws Exception {
        return start(options, ofRoot(new MemoryStore(), new RootAuthorizer()));
    }

    /// What a handler needs where there is one key and one account.
    static S3Assembly.Dependencies ofRoot(MemoryStore store, Authorizer authorizer) {
        return new S3Assembly.Dependencies(
                store,
                new RootCredentials(TestClient.ACCESS_KEY, TestClient.SECRET_KEY),
                authorizer,
                Accounts.single(),
                new AllWell(),
                Clock.system());
    }

    /// What a handler needs where policies and lists of grants of several accounts count.
    static S3Assembly.Dependencies ofAccounts(MemoryStore store) {
        TestAccounts accounts = new TestAccounts();
        return new S3Assembly.Dependencies(
                store,
                accounts,
                new PolicyAuthorizer(accounts::bearer, new BucketAccess(store)),
                accounts,
                new AllWell(),
                Clock.system());
    }

    /// What finds the operations of requests.
    static Router router() {
        MemoryStore store = new MemoryStore();
        Authenticator nobody = new Authenticator(_ -> Optional.empty(), Clock.system(), "");
        return new Router(
                store,
                Accounts.single(),
                S3Options.defaults(),
                new PostObject(
                        new PutObject(
                                store,
                                new Acls(store, Accounts.single()),
                                new Protections(store, false)),
                        nobody,
                        Clock.system(),
                        false));
    }

    static HttpServer start(S3Options options, S3Assembly.Dependencies dependencies)
            throws Exception {
        return HttpAssembly.start(
                HttpOptions.plain("127.0.0.1", 0), S3Assembly.assemble(options, dependencies));
    }
}
