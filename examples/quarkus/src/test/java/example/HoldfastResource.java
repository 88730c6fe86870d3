package example;

import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastFaults;
import io.holdfast.library.HoldfastServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A server for the application under test: started before it, stopped after it. */
public final class HoldfastResource implements QuarkusTestResourceLifecycleManager {
    private HoldfastServer server;

    @Override
    public Map<String, String> start() {
        server = Holdfast.start(HoldfastConfig.small());
        server.createBucket("pictures");
        return Map.of(
                "pictures.s3.endpoint", server.endpoint().toString(),
                "pictures.s3.access-key", server.accessKey(),
                "pictures.s3.secret-key", server.secretKey());
    }

    /** Tests that have a field for them get the server's faults. */
    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                server.faults(), new TestInjector.MatchesType(HoldfastFaults.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
