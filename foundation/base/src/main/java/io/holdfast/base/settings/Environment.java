package io.holdfast.base.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables that settings are read from: the process's, overridden by those of a file.
final class Environment {
    static final String FILE_VARIABLE = "MINIO_CONFIG_ENV_FILE";

    private static final long FILE_BYTES_MAX = 1 << 20;
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");

    private Environment() {}

    /// The process's variables and, over them, those of the file that {@link #FILE_VARIABLE} names.
    static Map<String, String> read(Map<String, String> process, List<String> problems) {
        Map<String, String> all = new TreeMap<>(process);
        String file = process.getOrDefault(FILE_VARIABLE, "");
        if (!file.isEmpty()) {
            int number = 0;
            for (String line : text(file, FILE_VARIABLE, problems).lines().toList()) {
                number++;
                if (line.isBlank() || line.stripLeading().startsWith("#")) {
                    continue;
                }
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    all.put(matcher.group(1), unquoted(matcher.group(2).strip()));
                } else {
                    problems.add(
                            "Line %d of %s is not NAME=value: correct or remove it."
                                    .formatted(number, file));
                }
            }
        }
        return all;
    }

    private static String unquoted(String value) {
        boolean isQuoted = isBetween(value, "\"") || isBetween(value, "'");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isBetween(String value, String quote) {
        return value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote);
    }

    /// The content of a small file; empty, and a problem more, when it cannot be read.
    static String text(String file, String variable, List<String> problems) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > FILE_BYTES_MAX) {
                problems.add("%s names %s, which is too large.".formatted(variable, file));
                return "";
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            problems.add(
                    "%s names %s, which cannot be read (%s): correct the path or unset it."
                            .formatted(variable, file, e.getClass().getSimpleName()));
            return "";
        }
    }

    /// Whether a variable is one that Kubernetes sets for a service of this name, such as
    /// MINIO_PORT=tcp://10.0.0.1:9000, and no setting.
    static boolean isOfKubernetes(String name, String value) {
        return name.matches(".*_SERVICE_(HOST|PORT(_.*)?)")
                || name.matches(".*_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?")
                || (name.endsWith("_PORT") && value.matches("(tcp|udp|sctp)://.*"));
    }
}
