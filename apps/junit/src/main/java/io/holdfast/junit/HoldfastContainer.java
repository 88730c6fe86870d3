package io.holdfast.junit;

import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastException;
import io.holdfast.library.HoldfastServer;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.utility.DockerImageName;

/// A server in the shape of the container that many tests use for one: a project changes an import.
/// Testcontainers, which must be on the class path, starts and stops it in fields with
/// `@Container`, or as what a container depends on. No image is pulled and no daemon is needed.
///
/// ```java
/// @Testcontainers
/// class PhotosTest {
///     @Container
///     static HoldfastContainer container = new HoldfastContainer().withUserName("user-name");
///
///     … container.getS3URL(), container.getUserName(), container.getPassword() …
/// }
/// ```
///
/// One thread at a time.
public class HoldfastContainer implements Startable {
    private static final String CREDENTIAL = "minioadmin";

    private HoldfastConfig config =
            HoldfastConfig.small().withDrives(1).withCredentials(CREDENTIAL, CREDENTIAL);
    private Optional<HoldfastServer> server = Optional.empty();

    public HoldfastContainer() {}

    /// As {@link #HoldfastContainer()}: there is one server in here, whatever the image's name.
    @SuppressWarnings("UnusedVariable") // the shape has it
    public HoldfastContainer(String imageName) {}

    /// As {@link #HoldfastContainer(String)}.
    @SuppressWarnings("UnusedVariable") // the shape has it
    public HoldfastContainer(DockerImageName image) {}

    /// Access key of the root user, at least 3 characters.
    public HoldfastContainer withUserName(String userName) {
        config = config.withCredentials(userName, config.secretKey());
        return this;
    }

    /// Secret key of the root user, at least 8 characters.
    public HoldfastContainer withPassword(String password) {
        config = config.withCredentials(config.accessKey(), password);
        return this;
    }

    /// One more setting, by the name of the environment's variable.
    public HoldfastContainer withEnv(String name, String value) {
        config = config.withSetting(name, value);
        return this;
    }

    /// More settings, by the names of the environment's variables.
    public HoldfastContainer withEnv(Map<String, String> settings) {
        settings.forEach(this::withEnv);
        return this;
    }

    /// Returns when it serves. Does nothing when it does already.
    ///
    /// @throws HoldfastException when it does not start
    @Override
    public void start() {
        if (server.isEmpty()) {
            server = Optional.of(Holdfast.start(config));
        }
    }

    /// Ends the server; its data go with it.
    @Override
    public void stop() {
        server.ifPresent(HoldfastServer::close);
        server = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }

    public boolean isRunning() {
        return server.isPresent();
    }

    /// Where it serves.
    public String getS3URL() {
        return server().endpoint().toString();
    }

    public String getUserName() {
        return config.accessKey();
    }

    public String getPassword() {
        return config.secretKey();
    }

    public String getHost() {
        return server().endpoint().getHost();
    }

    /// The port that it listens on, whichever it is called.
    public Integer getMappedPort(int originalPort) {
        return server().endpoint().getPort();
    }

    public Integer getFirstMappedPort() {
        return server().endpoint().getPort();
    }

    /// What the shape does not have: faults, the clock, the drives.
    public HoldfastServer server() {
        return server.orElseThrow(() -> new IllegalStateException("start() comes first"));
    }
}
