package io.holdfast.server;

import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/// The process: arguments in, exit code out.
public final class Main {
    private Main() {}

    /// Runs until the server is stopped by a signal, or the command has ended.
    public static void main(String[] arguments) {
        LogProvider.use();
        ExitCode code;
        try {
            code = run(List.of(arguments));
        } catch (InterruptedException _) {
            code = ExitCode.INTERNAL;
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(Main.class).error("the server could not go on", e);
            code = ExitCode.INTERNAL;
        }
        System.exit(code.status());
    }

    @SuppressWarnings("SystemConsoleNull") // a terminal is asked for by name below
    private static ExitCode run(List<String> arguments) throws InterruptedException {
        Console console = System.console();
        ServerCommand command =
                new ServerCommand(
                        System.getenv(),
                        Path.of("").toAbsolutePath(),
                        Path.of(System.getProperty("user.home", ".")),
                        System.out,
                        System.err,
                        console != null && console.isTerminal(),
                        ServerVersion.ofThisProgram(),
                        new StoreFrontend(Machine.REAL),
                        Main::stopOnSignal);
        Optional<ExitCode> code = command.run(arguments);
        if (code.isEmpty()) {
            new CountDownLatch(1).await(); // signals end the process
        }
        return code.orElse(ExitCode.CLEAN);
    }

    /// On SIGTERM, SIGINT or SIGHUP the node stops cleanly and the process ends with 0: the machine
    /// would report the signal otherwise, and a service manager a failure.
    private static void stopOnSignal(Node node, long drainTimeoutMs) {
        ServiceManager manager = ServiceManager.of(System.getenv());
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(
                                        () -> {
                                            ExitCode code = ExitCode.INTERNAL;
                                            try {
                                                manager.stopping();
                                                node.stop(drainTimeoutMs);
                                                code = ExitCode.CLEAN;
                                            } finally {
                                                Runtime.getRuntime().halt(code.status());
                                            }
                                        }));
        manager.ready();
    }
}
