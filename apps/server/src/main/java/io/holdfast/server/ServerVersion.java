package io.holdfast.server;

import java.util.Locale;
import java.util.Objects;

/// Which program this is.
///
/// @param number version of the release
/// @param commit of the sources; `unknown` unless it runs from a package
/// @param java version of the Java runtime
/// @param system operating system and architecture, as `linux/amd64`
record ServerVersion(String number, String commit, String java, String system) {
    private static final String COMMIT = "holdfast.commit"; // set by the launcher of a package

    /// What the jar of this class and its runtime say.
    static ServerVersion ofThisProgram() {
        return new ServerVersion(
                Objects.requireNonNullElse(
                        Main.class.getPackage().getImplementationVersion(), "(not packaged)"),
                System.getProperty(COMMIT, "unknown"),
                Runtime.version().toString(),
                "%s/%s"
                        .formatted(
                                System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                                System.getProperty("os.arch", "")));
    }

    /// For a person.
    String line() {
        return "holdfast " + number;
    }

    /// For a program: one object on one line. None of the values has a character to escape.
    String json() {
        return "{\"name\":\"holdfast\",\"version\":\"%s\",\"commit\":\"%s\",\"java\":\"%s\",\"system\":\"%s\"}"
                .formatted(number, commit, java, system);
    }
}
