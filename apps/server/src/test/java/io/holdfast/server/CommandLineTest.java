package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    private static CommandLine parse(String line) {
        return CommandLine.parse(List.of(line.split(" ")));
    }

    @Test
    void minioCommandLinesAreUnderstood() {
        assertThat(
                        parse(
                                "--json server --address :9001 /d1 --console-address=:9002 --certs-dir=/c /d2 --quiet --anonymous"))
                .isEqualTo(
                        new CommandLine.Server(
                                Optional.of(":9001"),
                                Optional.of("/c"),
                                true,
                                true,
                                List.of("/d1", "/d2")));
        assertThat(parse("server -S /c -- --odd"))
                .isEqualTo(
                        new CommandLine.Server(
                                Optional.empty(),
                                Optional.of("/c"),
                                false,
                                false,
                                List.of("--odd")));
        assertThat(parse("--version")).isEqualTo(new CommandLine.Version(false));
        assertThat(parse("version")).isEqualTo(new CommandLine.Version(false));
        assertThat(parse("version --json")).isEqualTo(new CommandLine.Version(true));
        assertThat(parse("--version --json")).isEqualTo(new CommandLine.Version(true));
        assertThat(parse("health https://h:1")).isEqualTo(new CommandLine.Health("https://h:1"));
        assertThat(parse("server --help")).isEqualTo(new CommandLine.Help());
        assertThat(CommandLine.parse(List.of())).isEqualTo(new CommandLine.Help());
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(((CommandLine.Wrong) parse("server --adress :1 /d")).problem())
                .contains("--adress");
        assertThat(((CommandLine.Wrong) parse("server --address")).problem())
                .contains("needs a value");
        assertThat(((CommandLine.Wrong) parse("/d1 /d2")).problem())
                .contains("holdfast server /d1 /d2");
    }

    @Test
    void addressesAreReadInAllTheirForms() {
        assertThat(ListenAddress.parse(":9000")).contains(new ListenAddress("", 9000));
        assertThat(ListenAddress.parse("host:0")).contains(new ListenAddress("host", 0));
        assertThat(ListenAddress.parse("[::1]:9000")).contains(new ListenAddress("::1", 9000));
        assertThat(new ListenAddress("::1", 9000)).hasToString("[::1]:9000");
        for (String bad : List.of("9000", "a:b", "::1:9000", ":65536", ":", "")) {
            assertThat(ListenAddress.parse(bad)).as(bad).isEmpty();
        }
    }
}
