package io.holdfast.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the arguments ask for. Read by hand: a handful of options needs no reflection, which would
/// cost a fifth of the time to start.
sealed interface CommandLine {
    /// Start the server.
    ///
    /// @param address as given; empty to take the setting
    /// @param certificates folder; empty for the usual one
    /// @param isJson whether logs are JSON
    /// @param isQuiet whether the banner is left out
    /// @param drives as given; empty to take the setting
    record Server(
            Optional<String> address,
            Optional<String> certificates,
            boolean isJson,
            boolean isQuiet,
            List<String> drives)
            implements CommandLine {
        public Server {
            drives = List.copyOf(drives);
        }
    }

    /// Say the version.
    ///
    /// @param isJson whether for a program: as one JSON object
    record Version(boolean isJson) implements CommandLine {}

    /// Ask a server whether it lives.
    ///
    /// @param server its address, as `https://127.0.0.1:9000`
    record Health(String server) implements CommandLine {}

    /// Say how to use it.
    record Help() implements CommandLine {}

    /// The arguments make no sense.
    ///
    /// @param problem one sentence
    record Wrong(String problem) implements CommandLine {}

    String HELP =
            """
            holdfast server [OPTIONS] DIR...   start the server on these drives
            holdfast version [--json]          say the version
            holdfast health [URL]              end with 0 when the server at URL (http://127.0.0.1:9000) lives

            DIR may have ranges, as in /mnt/disk{1...4}. Without drives, MINIO_VOLUMES names them.

              --address HOST:PORT          listen there (default :9000)
              --certs-dir, -S DIR          certificates (default ~/.minio/certs)
              --json                       log as JSON, one object a line
              --quiet                      no banner
              --small                      in 192 MiB of memory, slower; read by the launcher
              --anonymous                  accepted
              --console-address HOST:PORT  accepted; there is no console yet
              --version, -v                say the version
              --help, -h                   say this

            Settings are environment variables: see docs/settings.md.
            """;

    /// Switches without a value that change nothing in this version.
    Set<String> ACCEPTED_SWITCHES = Set.of("--anonymous", "--compat", "--no-compat");

    /// Options of MinIO with a value that change nothing in this version.
    Set<String> ACCEPTED_OPTIONS = Set.of("--console-address");

    /// Reads the arguments. Options may stand before the command, after it, and among the drives,
    /// as `--name value` or `--name=value`; `--` ends them.
    static CommandLine parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        List<String> words = new ArrayList<>();
        Optional<String> address = Optional.empty();
        Optional<String> certificates = Optional.empty();
        boolean isJson = false;
        boolean isQuiet = false;
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (argument.equals("--")) {
                words.addAll(left);
                break;
            }
            if (!argument.startsWith("-") || argument.equals("-")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Optional<String> value =
                    equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
            switch (name) {
                case "--help", "-h" -> {
                    return new Help();
                }
                case "--version", "-v" -> {
                    return new Version(isJson || left.contains("--json"));
                }
                case "--json" -> isJson = true;
                case "--quiet" -> isQuiet = true;
                default -> {
                    if (ACCEPTED_SWITCHES.contains(name)) {
                        continue;
                    }
                    boolean isKnown =
                            name.equals("--address")
                                    || name.equals("--certs-dir")
                                    || name.equals("-S")
                                    || ACCEPTED_OPTIONS.contains(name);
                    if (!isKnown) {
                        return new Wrong("There is no option %s: see --help.".formatted(name));
                    }
                    if (value.isEmpty() && left.isEmpty()) {
                        return new Wrong("The option %s needs a value.".formatted(name));
                    }
                    String text = value.orElseGet(left::pop);
                    if (name.equals("--address")) {
                        address = Optional.of(text);
                    } else if (!ACCEPTED_OPTIONS.contains(name)) {
                        certificates = Optional.of(text);
                    }
                }
            }
        }
        if (words.isEmpty()) {
            return new Help();
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "server" -> new Server(address, certificates, isJson, isQuiet, rest);
            case "version" -> new Version(isJson);
            case "health" -> new Health(rest.isEmpty() ? "http://127.0.0.1:9000" : rest.getFirst());
            case "help" -> new Help();
            default ->
                    new Wrong(
                            "There is no command %s: did you mean holdfast server %s?"
                                    .formatted(words.getFirst(), String.join(" ", words)));
        };
    }
}
