package io.holdfast.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One line a message, as text or as a JSON object; a stack trace follows on lines of its own in
/// text, and stands in the object in JSON.
final class LogLayout extends LayoutBase<ILoggingEvent> {
    private final boolean isJson;

    LogLayout(boolean isJson) {
        this.isJson = isJson;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return isJson ? json(event) : text(event);
    }

    private static String time(ILoggingEvent event) {
        return Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /// `io.holdfast.drive.LocalDrive` is of the room `drive`.
    private static String room(String logger) {
        String own = "io.holdfast.";
        if (!logger.startsWith(own)) {
            return logger;
        }
        int end = logger.indexOf('.', own.length());
        return logger.substring(own.length(), end < 0 ? logger.length() : end);
    }

    private static String trace(IThrowableProxy thrown) {
        return ThrowableProxyUtil.asString(thrown);
    }

    private static String text(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128);
        line.append(time(event)).append(' ');
        line.append("%-5s".formatted(event.getLevel())).append(' ');
        line.append(room(event.getLoggerName())).append(": ");
        appendOnOneLine(line, event.getFormattedMessage());
        line.append('\n');
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null ? line.toString() : line.append(trace(thrown)).toString();
    }

    /// A message may hold what a stranger sent: it must not begin a line of its own.
    private static void appendOnOneLine(StringBuilder line, String message) {
        for (int i = 0; i < message.length(); i++) {
            char character = message.charAt(i);
            if (character < ' ' || character == 0x7f) {
                line.append("\\x%02x".formatted((int) character));
            } else {
                line.append(character);
            }
        }
    }

    private static String json(ILoggingEvent event) {
        StringBuilder object = new StringBuilder(192);
        object.append("{\"level\":");
        quote(object, event.getLevel().toString());
        object.append(",\"time\":");
        quote(object, time(event));
        object.append(",\"room\":");
        quote(object, room(event.getLoggerName()));
        object.append(",\"thread\":");
        quote(object, event.getThreadName());
        object.append(",\"message\":");
        quote(object, event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            object.append(",\"trace\":");
            quote(object, trace(thrown));
        }
        return object.append("}\n").toString();
    }

    /// A JSON string [RFC 8259 §7].
    private static void quote(StringBuilder to, String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\t' -> to.append("\\t");
                default -> {
                    if (character < ' ') {
                        to.append("\\u%04x".formatted((int) character));
                    } else {
                        to.append(character);
                    }
                }
            }
        }
        to.append('"');
    }
}
