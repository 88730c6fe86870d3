package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

final class LogLayoutTest {
    private static LoggingEvent event(String message) {
        LoggerContext context = new LoggerContext();
        LoggingEvent event =
                new LoggingEvent(
                        "x",
                        context.getLogger("io.holdfast.drive.LocalDrive"),
                        Level.WARN,
                        message,
                        null,
                        new Object[0]);
        event.setThreadName("t");
        return event;
    }

    @Test
    void messageCannotForgeALine() {
        assertThat(new LogLayout(false).doLayout(event("a\nb\u001b[1m")))
                .endsWith("Z WARN  drive: a\\x0ab\\x1b[1m\n");
    }

    @Test
    void jsonIsOneObjectALine() {
        assertThat(new LogLayout(true).doLayout(event("a \"b\"\n\u0001")))
                .startsWith("{\"level\":\"WARN\",\"time\":\"")
                .endsWith(
                        "\"room\":\"drive\",\"thread\":\"t\",\"message\":\"a \\\"b\\\"\\n\\u0001\"}\n");
    }
}
