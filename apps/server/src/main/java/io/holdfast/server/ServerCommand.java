package io.holdfast.server;

import io.holdfast.base.settings.ServerSettings;
import io.holdfast.base.settings.Settings;
import io.holdfast.base.settings.SettingsLoad;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one command line to its end, or to a node that serves.
///
/// @param environment variables of the process
/// @param folder against which paths are resolved
/// @param isTerminal whether a person sees the output
/// @param onStarted given the node and how long a stop may wait, in ms
record ServerCommand(
        Map<String, String> environment,
        Path folder,
        Path home,
        PrintStream output,
        PrintStream errors,
        boolean isTerminal,
        ServerVersion version,
        Frontend frontend,
        NodeTaker onStarted) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

    /// Takes over a node that serves.
    interface NodeTaker {
        void take(Node node, long drainTimeoutMs);
    }

    /// Runs the arguments.
    ///
    /// @return how the process shall end; empty when a node serves
    Optional<ExitCode> run(List<String> arguments) throws InterruptedException {
        return switch (CommandLine.parse(arguments)) {
            case CommandLine.Help _ -> {
                output.print(CommandLine.HELP);
                yield Optional.of(ExitCode.CLEAN);
            }
            case CommandLine.Version(boolean isJson) -> {
                output.println(isJson ? version.json() : version.line());
                yield Optional.of(ExitCode.CLEAN);
            }
            case CommandLine.Health(String server) ->
                    HealthCheck.problemOf(server)
                            .map(problem -> refuse(ExitCode.UNHEALTHY, List.of(problem)))
                            .orElse(Optional.of(ExitCode.CLEAN));
            case CommandLine.Wrong(String problem) -> refuse(ExitCode.USAGE, List.of(problem));
            case CommandLine.Server line -> serve(line);
        };
    }

    private Optional<ExitCode> serve(CommandLine.Server line) throws InterruptedException {
        return switch (SettingsLoad.of(environment)) {
            case SettingsLoad.Refused(List<String> problems) -> refuse(ExitCode.USAGE, problems);
            case SettingsLoad.Loaded(Settings settings, List<String> warnings) -> {
                Logging.use(settings.get(ServerSettings.LOG_LEVEL), line.isJson());
                warnings.forEach(warning -> LOG.warn("{}", warning));
                LOG.info("settings given: {}", settings);
                yield switch (ServerPlan.of(
                        line, settings, environment, folder, home, new SecureRandom())) {
                    case ServerPlan.Outcome.Refused(List<String> problems) ->
                            refuse(ExitCode.USAGE, problems);
                    case ServerPlan.Outcome.Planned(ServerPlan plan) -> start(plan);
                };
            }
        };
    }

    private Optional<ExitCode> start(ServerPlan plan) throws InterruptedException {
        return switch (NodeAssembly.start(plan, Machine.REAL.media(), frontend)) {
            case NodeAssembly.Outcome.Refused(ExitCode code, List<String> problems) ->
                    refuse(code, problems);
            case NodeAssembly.Outcome.Started(Node node) -> {
                if (plan.root().isGenerated()) {
                    Optional<ExitCode> failure = giveCredentials(plan);
                    if (failure.isPresent()) {
                        node.close();
                        yield failure;
                    }
                }
                if (!plan.isQuiet() && !plan.isJson()) {
                    output.print(Banner.of(version.number(), plan, node));
                    output.flush();
                }
                LOG.info("serving on port {}", node.listener().port());
                long drainMs = plan.settings().get(ServerSettings.SHUTDOWN_TIMEOUT).toMillis();
                onStarted.take(node, drainMs);
                yield Optional.empty();
            }
        };
    }

    private Optional<ExitCode> giveCredentials(ServerPlan plan) {
        Path file = folder.resolve(plan.settings().get(ServerSettings.CREDENTIALS_FILE));
        try {
            CredentialsNotice.give(plan.root(), isTerminal, file, output);
            return Optional.empty();
        } catch (IOException e) {
            return refuse(
                    ExitCode.USAGE,
                    List.of(
                            "The root credentials made for this start cannot be written to %s (%s): set MINIO_ROOT_USER and MINIO_ROOT_PASSWORD, or HOLDFAST_CREDENTIALS_FILE."
                                    .formatted(file, e)));
        }
    }

    private Optional<ExitCode> refuse(ExitCode code, List<String> problems) {
        problems.forEach(problem -> errors.println("holdfast: " + problem));
        errors.flush();
        return Optional.of(code);
    }

    /// Nothing here may be shown by accident: the environment holds secrets.
    @Override
    public String toString() {
        return "ServerCommand";
    }
}
