package io.holdfast.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaFinderTest {
    @TempDir Path folder;

    @Test
    void whatTheUserSetComesFirst() throws IOException {
        java("jvm/temurin-25", "25.0.3");
        Path own = java("own", "26");
        Map<String, String> environment =
                Map.of("HOLDFAST_JAVA_HOME", own.toString(), "JAVA_HOME", folder.toString());
        assertThat(new JavaFinder(environment, List.of(folder.resolve("jvm"))).find())
                .isEqualTo(own.resolve("bin/java"));
    }

    @Test
    void olderJavasAreLeftAside() throws IOException {
        Path old = java("jvm/a-17", "17.0.15");
        Path fit = java("jvm/b-25", "25");
        Map<String, String> environment = Map.of("JAVA_HOME", old.toString());
        assertThat(new JavaFinder(environment, List.of(folder.resolve("jvm"))).find())
                .isEqualTo(fit.resolve("bin/java"));
    }

    @Test
    void javaOfMacOsIsFound() throws IOException {
        Path mac = java("jvm/temurin-25.jdk/Contents/Home", "25.0.1");
        assertThat(new JavaFinder(Map.of(), List.of(folder.resolve("jvm"))).find())
                .isEqualTo(mac.resolve("bin/java"));
    }

    @Test
    void withoutOneItSaysWhatToDo() throws IOException {
        java("jvm/a-21", "21.0.2");
        assertThatThrownBy(() -> new JavaFinder(Map.of(), List.of(folder.resolve("jvm"))).find())
                .isInstanceOf(HoldfastException.class)
                .hasMessageContaining("needs Java 25")
                .hasMessageContaining("HOLDFAST_JAVA_HOME");
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path command = Files.createFile(home.resolve("bin/java"));
        assertThat(command.toFile().setExecutable(true)).isTrue();
        return home;
    }
}
