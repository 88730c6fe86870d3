package io.holdfast.base.settings;

/// The page `docs/settings.md`, made from the registry of settings.
final class SettingsPage {
    private SettingsPage() {}

    static String markdown() {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Settings

                Made from `ServerSettings` by
                `./mvnw -q test -pl foundation/base -am -Dtest=SettingsPageTest -Dsettings.write=true -Dsurefire.failIfNoSpecifiedTests=false`;
                a test fails when this page is older than the code.

                A setting is an environment variable. All problems are reported at once, and none of them starts the
                server. An unknown `HOLDFAST_` name is a problem, an unknown `MINIO_` name a warning. Variables that
                Kubernetes sets for a service called `minio` or `holdfast` are no settings. Secrets are never shown.
                Where a name has a file form, `NAME_FILE` names a file with the value: a path, or a name under
                `/run/secrets`. The unit of the service makes arguments of `MINIO_OPTS`.

                | setting | type | default | meaning |
                |---|---|---|---|
                """);
        for (Setting<?> setting : ServerSettings.all()) {
            page.append("| `").append(setting.name()).append('`');
            for (String alias : setting.aliases()) {
                page.append(", `").append(alias).append('`');
            }
            if (setting.hasFileForm()) {
                page.append("; file form");
            }
            page.append(" | ").append(setting.type().name()).append(" | ");
            if (!setting.defaultText().isEmpty()) {
                page.append('`').append(setting.defaultText()).append('`');
            }
            page.append(" | ").append(setting.meaning()).append(" |\n");
        }
        page.append(
                """

                ## Accepted without effect

                These names of MinIO are accepted, and a warning says that they do nothing in this version:
                """);
        NamesWithoutEffect.NAMES.forEach(name -> page.append("\n- `").append(name).append('`'));
        NamesWithoutEffect.FAMILIES.forEach(
                family -> page.append("\n- `").append(family).append("…`"));
        return page.append('\n').toString();
    }
}
