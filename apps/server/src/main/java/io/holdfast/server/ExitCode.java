package io.holdfast.server;

/// How the process ends; part of the interface to scripts and service managers
/// (docs/operating/exit-codes.md).
enum ExitCode {
    /// Stopped as asked.
    CLEAN(0),
    /// The command line or a setting is wrong.
    USAGE(1),
    /// The drives do not make a deployment that can be opened.
    STORAGE(2),
    /// The address cannot be listened on.
    ADDRESS(3),
    /// A bug, or an error of the machine.
    INTERNAL(4),
    /// The server that was asked for its health does not say that it lives.
    UNHEALTHY(5);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
