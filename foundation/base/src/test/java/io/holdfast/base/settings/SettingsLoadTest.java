package io.holdfast.base.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsLoadTest {
    @TempDir private Path folder;

    private static SettingsLoad.Loaded loaded(Map<String, String> variables) {
        SettingsLoad load = SettingsLoad.of(variables);
        assertThat(load).isInstanceOf(SettingsLoad.Loaded.class);
        return (SettingsLoad.Loaded) load;
    }

    private static String problems(Map<String, String> variables) {
        SettingsLoad load = SettingsLoad.of(variables);
        assertThat(load).isInstanceOf(SettingsLoad.Refused.class);
        return String.join("\n", ((SettingsLoad.Refused) load).problems());
    }

    @Test
    void everySettingHasAValidDefaultAndItsOwnName() {
        Settings settings = loaded(Map.of()).settings();
        Set<String> names = new HashSet<>();
        for (Setting<?> setting : ServerSettings.all()) {
            assertThat(settings.isGiven(setting)).isFalse();
            assertThat(names.add(setting.name())).isTrue();
            setting.aliases().forEach(alias -> assertThat(names.add(alias)).isTrue());
        }
        assertThat(settings.get(ServerSettings.ADDRESS)).isEqualTo(":9000");
        assertThat(settings.get(ServerSettings.VOLUMES)).isEmpty();
    }

    @Test
    void oldNamesStandInForNewOnes() {
        Settings settings =
                loaded(
                                Map.of(
                                        "MINIO_ACCESS_KEY",
                                        "old",
                                        "MINIO_REGION",
                                        "eu",
                                        "MINIO_SITE_REGION",
                                        "de"))
                        .settings();
        assertThat(settings.get(ServerSettings.ROOT_USER)).isEqualTo("old");
        assertThat(settings.get(ServerSettings.REGION)).isEqualTo("de");
    }

    @Test
    void allProblemsAreToldTogether() {
        String problems =
                problems(
                        Map.of(
                                "HOLDFAST_REGISTRY_TIMEOT",
                                "1s",
                                "MINIO_ERASURE_SET_DRIVE_COUNT",
                                "17",
                                "MINIO_DRIVE_MAX_TIMEOUT",
                                "soon",
                                "HOLDFAST_LOG_LEVEL",
                                "loud"));
        assertThat(problems)
                .contains("did you mean HOLDFAST_REGISTRY_TIMEOUT?")
                .contains("MINIO_ERASURE_SET_DRIVE_COUNT is \"17\"")
                .contains("must be a duration")
                .contains("one of error, warn, info, debug");
    }

    @Test
    void unknownMinioNamesWarnOnce() {
        List<String> warnings =
                loaded(
                                Map.of(
                                        "MINIO_BROWSER", "on",
                                        "MINIO_NOTIFY_WEBHOOK_ENABLE_one", "on",
                                        "MINIO_OPTS", "--address :9000",
                                        "MINIO_NEW_THING", "x"))
                        .warnings();
        assertThat(warnings)
                .containsExactly(
                        "Without effect in this version: MINIO_BROWSER, MINIO_NOTIFY_WEBHOOK_ENABLE_one",
                        "Unknown and ignored: MINIO_NEW_THING");
    }

    @Test
    void variablesOfKubernetesServicesAreNoSettings() {
        assertThat(
                        loaded(
                                        Map.of(
                                                "MINIO_PORT", "tcp://10.0.0.1:9000",
                                                "HOLDFAST_PORT", "tcp://10.0.0.1:9000",
                                                "HOLDFAST_SERVICE_HOST", "10.0.0.1",
                                                "HOLDFAST_SERVICE_PORT_HTTP_API", "9000",
                                                "MINIO_PORT_9000_TCP", "tcp://10.0.0.1:9000",
                                                "HOLDFAST_PORT_9000_TCP_ADDR", "10.0.0.1"))
                                .warnings())
                .isEmpty();
        assertThat(problems(Map.of("HOLDFAST_PORT", "9000"))).contains("HOLDFAST_PORT");
    }

    @Test
    void secretsComeFromFilesAndAreNeverShown() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "from a file\n");
        Settings settings =
                loaded(Map.of("MINIO_ROOT_PASSWORD_FILE", secret.toString())).settings();
        assertThat(settings.get(ServerSettings.ROOT_PASSWORD)).isEqualTo("from a file");
        assertThat(settings.toString()).isEqualTo("MINIO_ROOT_PASSWORD=(hidden)");
        assertThat(problems(Map.of("MINIO_ROOT_USER_FILE", folder + "/none")))
                .contains("MINIO_ROOT_USER_FILE names")
                .contains("cannot be read");
    }

    @Test
    void variablesOfTheFileOverrideTheProcess() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("env"),
                        """
                        # a comment
                        export MINIO_ADDRESS=":9001"
                        MINIO_VOLUMES='/a /b'

                        MINIO_DRIVE_MAX_TIMEOUT=1m30s
                        """);
        Settings settings =
                loaded(Map.of("MINIO_CONFIG_ENV_FILE", file.toString(), "MINIO_ADDRESS", ":9000"))
                        .settings();
        assertThat(settings.get(ServerSettings.ADDRESS)).isEqualTo(":9001");
        assertThat(settings.get(ServerSettings.VOLUMES)).containsExactly("/a", "/b");
        assertThat(settings.get(ServerSettings.DRIVE_TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
        Files.writeString(file, "not a variable");
        assertThat(problems(Map.of("MINIO_CONFIG_ENV_FILE", file.toString())))
                .contains("Line 1 of");
    }

    @Test
    void sizesAndSwitchesAreReadInAllTheirForms() {
        assertThat(SettingType.BYTES.parser().parse("128KiB")).isEqualTo(131_072);
        assertThat(SettingType.BYTES.parser().parse("10MB")).isEqualTo(10_000_000);
        assertThat(SettingType.BYTES.parser().parse("7")).isEqualTo(7);
        assertThat(SettingType.SWITCH.parser().parse("ON")).isTrue();
        assertThat(SettingType.SWITCH.parser().parse("false")).isFalse();
        assertThat(SettingType.DURATION.parser().parse("1h30m500ms"))
                .isEqualTo(Duration.ofMillis(5_400_500));
    }

    @Test
    void distanceCountsEdits() {
        assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
        assertThat(EditDistance.between("", "abc")).isEqualTo(3);
    }
}
