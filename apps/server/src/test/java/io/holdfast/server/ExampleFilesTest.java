package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.settings.SettingsLoad;
import io.holdfast.server.bootstrap.BootstrapReader;
import io.holdfast.testkit.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What `examples` and `docs/from-minio.md` show is what a server takes: settings with values,
/// command lines and bootstrap files.
final class ExampleFilesTest {
    private static final Path ROOT = ProjectFolder.find();
    private static final Pattern NAME =
            Pattern.compile("\\b(?:MINIO|HOLDFAST)_[A-Z0-9_]*[A-Z0-9]\\b(?!_)");

    @TempDir private Path folder;

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve("examples"))) {
            return all.filter(
                            file ->
                                    file.toString()
                                            .matches(".*/(compose|helm|github-actions)/.*\\.yaml"))
                    .filter(file -> !file.toString().contains("/templates/"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("files")
    void settingsAndCommandsAreTaken(Path file) throws Exception {
        Object document =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        List<Map<?, ?>> maps = new ArrayList<>();
        collect(document, maps);
        int settings = 0;
        for (Map<?, ?> map : maps) {
            Map<String, String> given = settingsOf(map);
            settings += given.size();
            if (!given.isEmpty()) {
                SettingsLoad load = SettingsLoad.of(given);
                assertThat(load).as("%s %s", file, given).isInstanceOf(SettingsLoad.Loaded.class);
                assertThat(((SettingsLoad.Loaded) load).warnings()).as("%s", file).isEmpty();
            }
            if (map.get("command") instanceof String command) {
                List<String> words =
                        List.of(
                                command.replace("\"", "")
                                        .replace("--small", "")
                                        .strip()
                                        .split(" +"));
                assertThat(CommandLine.parse(words))
                        .as(command)
                        .isInstanceOf(CommandLine.Server.class);
            }
            if (map.get("bootstrap") instanceof Map<?, ?> config
                    && config.get("content") instanceof String text) {
                Path bootstrap = Files.writeString(folder.resolve("bootstrap.yaml"), text);
                assertThat(BootstrapReader.read(bootstrap, Map.of()).buckets()).isNotEmpty();
            }
        }
        assertThat(settings > 0 || file.endsWith("Chart.yaml"))
                .as("%s names settings", file)
                .isTrue();
    }

    @Test
    void everyNameThatIsShownIsKnown() throws IOException {
        TreeSet<String> unknown = new TreeSet<>();
        List<Path> shown = new ArrayList<>(files());
        shown.add(ROOT.resolve("docs/from-minio.md"));
        try (Stream<Path> templates = Files.walk(ROOT.resolve("examples/helm"))) {
            templates.filter(Files::isRegularFile).forEach(shown::add);
        }
        for (Path file : shown) {
            Matcher names = NAME.matcher(Files.readString(file));
            while (names.find()) {
                String name = names.group();
                if (!isKnown(name) && !isKnown(name.replaceFirst("_FILE$", ""))) {
                    unknown.add(file.getFileName() + ": " + name);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static boolean isKnown(String name) {
        String said = SettingsLoad.of(Map.of(name, "1")).toString();
        return !said.contains("is not a setting") && !said.contains("Unknown and ignored");
    }

    private Map<String, String> settingsOf(Map<?, ?> map) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (NAME.matcher(name).matches() && entry.getValue() instanceof String value) {
                settings.put(
                        name,
                        name.endsWith("_FILE") && !name.equals("HOLDFAST_BOOTSTRAP_FILE")
                                ? secret(value)
                                : value);
            }
        }
        return settings;
    }

    /// A file as the runtime of containers would mount it.
    private String secret(String name) throws IOException {
        return Files.writeString(folder.resolve(Path.of(name).getFileName()), "secret-of-a-test")
                .toString();
    }

    private static void collect(Object node, List<Map<?, ?>> maps) {
        if (node instanceof Map<?, ?> map) {
            maps.add(map);
            map.values().forEach(value -> collect(value, maps));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(value, maps));
        }
    }
}
