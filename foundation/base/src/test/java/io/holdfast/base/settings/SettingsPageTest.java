package io.holdfast.base.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SettingsPageTest {
    private static final Path PAGE = Path.of("../../docs/settings.md");

    @Test
    void pageIsMadeFromTheCode() throws Exception {
        if (Boolean.getBoolean("settings.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, SettingsPage.markdown());
        }
        assertThat(PAGE).hasContent(SettingsPage.markdown());
    }
}
