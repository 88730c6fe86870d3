package io.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// House rules that no linter knows. Each failure lists every place that breaks the rule.
final class TidyTest {
    private static final int FILE_LINES_MAX = 600;
    private static final int README_LINES_MAX = 60;
    private static final long BLOB_BYTES_MAX = 1 << 20;
    private static final List<String> README_HEADINGS =
            List.of(
                    "Purpose",
                    "Public types",
                    "How it works",
                    "What it never does",
                    "How to test it alone",
                    "Decisions");

    /// Put together from pieces, so that this file does not break the rule itself.
    private static final List<String> PROMISES = List.of("TO" + "DO", "FIX" + "ME", "XX" + "X");

    private static final List<String> REGISTRIES =
            List.of(
                    "repo.maven." + "apache.org",
                    "repo1.maven." + "org",
                    "pypi." + "org",
                    "files.python" + "hosted.org",
                    "registry.npm" + "js.org",
                    "deb.debian." + "org",
                    "proxy.golang." + "org");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.$}])/(?:work/|root/|home/\\w+/|tmp/)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    private final Repository repository = Repository.here();

    @Test
    void everyModuleHasAPageWithAllHeadings() {
        List<String> faults = new ArrayList<>();
        for (Path module : repository.modules()) {
            Path page = module.resolve("README.md");
            if (!repository.exists(page)) {
                faults.add(page + " is missing");
                continue;
            }
            List<String> lines = repository.lines(page);
            if (lines.size() > README_LINES_MAX) {
                faults.add(page + " has " + lines.size() + " lines");
            }
            List<String> headings =
                    lines.stream()
                            .filter(line -> line.startsWith("## "))
                            .map(line -> line.substring(3).strip())
                            .toList();
            for (String heading : README_HEADINGS) {
                if (!headings.contains(heading)) {
                    faults.add(page + " lacks '## " + heading + "'");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyPackageIsDescribed() {
        Set<Path> bare = new TreeSet<>();
        for (Path file : repository.ending(".java")) {
            Path info = file.resolveSibling("package-info.java");
            String text = file.toString();
            if (text.contains("src/")
                    && !repository.isExample(file)
                    && !repository.exists(info)
                    && !isTestBesideMain(file)) {
                bare.add(info);
            }
        }
        assertThat(bare).isEmpty();
    }

    /// The tests of a package are described by the package that they test.
    private boolean isTestBesideMain(Path file) {
        String main = file.toString().replace("/src/test/java/", "/src/main/java/");
        return !main.equals(file.toString())
                && repository.exists(Path.of(main).resolveSibling("package-info.java"));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(
                        repository.ending("package-info.java").stream()
                                .filter(file -> !repository.lines(file).contains("@NullMarked")))
                .isEmpty();
    }

    @Test
    void noFileIsTooLong() {
        assertThat(
                        repository.texts().stream()
                                .filter(file -> repository.lines(file).size() > FILE_LINES_MAX)
                                .map(file -> file + ": " + repository.lines(file).size()))
                .isEmpty();
    }

    @Test
    void noTabsAndNoTrailingSpaces() {
        assertThat(places(line -> line.indexOf('\t') >= 0 || line.endsWith(" "), file -> true))
                .isEmpty();
    }

    @Test
    void noPathsOfAnyMachine() {
        assertThat(
                        places(
                                line -> MACHINE_PATH.matcher(line).find(),
                                file ->
                                        !file.toString().contains("src/test/")
                                                && !file.endsWith("find-jdk.sh")))
                .isEmpty();
    }

    @Test
    void noHostsOfRegistries() {
        assertThat(places(line -> REGISTRIES.stream().anyMatch(line::contains), file -> true))
                .isEmpty();
    }

    @Test
    void noPromisesOfLaterWork() {
        Pattern promise = Pattern.compile("\\b(" + String.join("|", PROMISES) + ")\\b");
        assertThat(places(line -> promise.matcher(line).find(), file -> true)).isEmpty();
    }

    @Test
    void noTestIsSwitchedOff() {
        assertThat(
                        places(
                                line ->
                                        line.contains("@Dis" + "abled")
                                                || line.contains("@Ig" + "nore"),
                                file -> file.toString().endsWith(".java")))
                .isEmpty();
    }

    private List<String> places(Predicate<String> breaks, Predicate<Path> where) {
        List<String> places = new ArrayList<>();
        for (Path file : repository.texts()) {
            if (where.test(file)) {
                List<String> lines = repository.lines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (breaks.test(lines.get(i))) {
                        places.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                    }
                }
            }
        }
        return places;
    }

    @Test
    void everyPageHasOneTitle() {
        List<String> faults = new ArrayList<>();
        for (Path page : repository.ending(".md")) {
            long titles = prose(page).stream().filter(line -> line.startsWith("# ")).count();
            if (titles != 1) {
                faults.add(page + " has " + titles);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyLinkOfAPageResolves() {
        List<String> faults = new ArrayList<>();
        for (Path page : repository.ending(".md")) {
            for (String line : prose(page)) {
                for (Matcher link = LINK.matcher(line); link.find(); ) {
                    String target = link.group(1);
                    if (!target.contains(":")
                            && !repository.exists(page.resolveSibling(target).normalize())) {
                        faults.add(page + ": " + target);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /// The lines of a page outside fenced code.
    private List<String> prose(Path page) {
        List<String> prose = new ArrayList<>();
        boolean inCode = false;
        for (String line : repository.lines(page)) {
            if (line.startsWith("```")) {
                inCode = !inCode;
            } else if (!inCode) {
                prose.add(line);
            }
        }
        return prose;
    }

    @Test
    void noBlobIsLarge() {
        assertThat(
                        repository.files().stream()
                                .filter(file -> repository.size(file) > BLOB_BYTES_MAX))
                .isEmpty();
    }
}
