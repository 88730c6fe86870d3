package io.holdfast.junit;

import io.holdfast.junit.Bucket.Seed;
import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The server of one test class and the clients made for it. Any thread.
final class ServedClass {
    private final HoldfastServer server;
    private final Map<Class<?>, Object> clients = new LinkedHashMap<>();
    private final AtomicInteger buckets = new AtomicInteger();

    private ServedClass(HoldfastServer server) {
        this.server = server;
    }

    static ServedClass start(HoldfastConfig config) {
        return new ServedClass(Holdfast.start(config));
    }

    HoldfastServer server() {
        return server;
    }

    /// A client of that type, one for all tests of the class.
    synchronized Object client(Class<?> type, Supplier<Object> make) {
        return clients.computeIfAbsent(type, key -> make.get());
    }

    /// Makes a bucket that no other test has.
    ///
    /// @param near whose resources seeds name
    String bucket(Bucket wanted, Class<?> near) {
        String name = "test-bucket-" + buckets.incrementAndGet();
        server.createBucket(name);
        for (Seed seed : wanted.seeds()) {
            server.putObject(name, seed.key(), content(seed, near));
        }
        return name;
    }

    private static byte[] content(Seed seed, Class<?> near) {
        if (seed.resource().isEmpty()) {
            return seed.text().getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream resource = near.getResourceAsStream(seed.resource())) {
            if (resource == null) {
                throw new IllegalArgumentException(
                        "there is no resource " + seed.resource() + " on the class path");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes the clients and ends the server.
    void close() throws Exception {
        try (server) {
            for (Object client : clients.values()) {
                if (client instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        }
    }
}
