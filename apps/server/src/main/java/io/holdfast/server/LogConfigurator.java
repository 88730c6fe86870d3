package io.holdfast.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.holdfast.base.settings.ServerSettings.LogLevel;

/// Found by the logging library before it would look for configuration files: those would cost a
/// start some hundred milliseconds of XML. In a process that is not the server's own it leaves the
/// configuration alone.
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /// Set by {@link Main} before the first message, for its own process.
    static final String IS_OWN_PROCESS = "io.holdfast.server.process";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (!Boolean.getBoolean(IS_OWN_PROCESS)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logging.configure(context, LogLevel.INFO, false);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
