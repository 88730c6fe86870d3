package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Command lines and addresses.
public final class CommandLineTargets {
    private CommandLineTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "commandLine",
                        seeds(
                                "server\n--address\n:9000\n/mnt/disk{1...4}",
                                "--json\nserver\n--certs-dir=/c\n--\n-x",
                                "version"),
                        input ->
                                assertThat(CommandLine.parse(text(input).lines().toList()))
                                        .isNotNull()),
                new FuzzTarget(
                        "listenAddress",
                        seeds(":9000", "127.0.0.1:1", "[::1%eth0]:65535", "host:99999"),
                        input ->
                                ListenAddress.parse(text(input))
                                        .ifPresent(
                                                address ->
                                                        assertThat(address.port())
                                                                .isBetween(0, 65_535))));
    }

    private static List<byte[]> seeds(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
