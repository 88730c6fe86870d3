package io.holdfast.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.holdfast.base.settings.ServerSettings.LogLevel;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Logging of the server's own process: Logback without its search for configuration, which would
/// cost a start some hundred milliseconds. Named by {@link #use()} and not as a service, for a
/// service would be found in every process that has the server's jar on its class path.
public final class LogProvider implements SLF4JServiceProvider {
    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter values = new LogbackMDCAdapter();

    /// Puts it in force; before the first message of the process.
    static void use() {
        System.setProperty("slf4j.internal.verbosity", "WARN"); // else it tells what it loads
        System.setProperty("slf4j.provider", LogProvider.class.getName());
    }

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(values);
        Logging.configure(context, LogLevel.INFO, false);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return values;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99"; // any of 2.0, as Logback asks for
    }
}
