package io.holdfast.interop.differ;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Deployment;
import io.holdfast.interop.differ.corpus.Case;
import io.holdfast.interop.differ.corpus.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole corpus against this server, twice, and whether the tool sees what differs.
final class DifferTest {
    private static final Pattern ALL = Pattern.compile(".*");
    private static final Pattern NONE = Pattern.compile("");
    private static final Path PAGE = Path.of("../../docs/s3-compatibility.md");
    private static final String COPY = " (copy)";

    private static Report play(List<Case> corpus, Deployment a, Deployment b)
            throws InterruptedException {
        return new Replay(a.endpoint(), b.endpoint(), ALL, NONE)
                .play(corpus, new Explanations(List.of()));
    }

    @Test
    void twoServersOfTheSameKindAnswerTheSame() throws Exception {
        try (Deployment a = Deployment.create("differ-a").start();
                Deployment b = Deployment.create("differ-b").start()) {
            Report report = play(Corpus.all("same"), a, b);
            report.print(false);
            assertThat(report.unexplained()).isEmpty();
            assertThat(report.serverErrors()).isEmpty();
            assertThat(report.cases()).isGreaterThan(2000);
            b.server().stop();
            b.with("HOLDFAST_SSE_C_OVER_HTTP", "off").start();
            List<Case> some =
                    Corpus.all("other").stream()
                            .filter(one -> one.name().startsWith("encryption: "))
                            .toList();
            assertThat(play(some, a, b).unexplained()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK,404 Not Found",
        "x-a: 1,x-a: 2",
        "x-a: 1,x-b: 1",
        "<K>k</K>,<K>l</K>",
        "<K>k</K>,<K>k</K><K>k</K>",
        "<K>k</K>,<L>k</L>",
        "<R>,<R a=\"1\">",
        "<R>,<R xmlns=\"other\">",
        "2001-01-01T00:00:00Z,2001-01-01T00:00:00.000Z"
    })
    void eachKindOfDifferenceIsSeen(String part, String other) {
        String wire =
                "HTTP/1.1 200 OK\r\nx-a: 1\r\nDate: now\r\n\r\n"
                        + "<R><K>k</K><LastModified>2001-01-01T00:00:00Z</LastModified></R>";
        assertThat(differences(wire, wire.replace(part, other))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Date: now,Date: later",
        "x-amz-request-id: 1,x-amz-request-id: 2",
        "2001-01-01T00:00:00Z,2026-11-29T17:31:00Z",
        "<VersionId>a</VersionId>,<VersionId>b</VersionId>"
    })
    void whatHasToDifferIsLeftOut(String part, String other) {
        String wire =
                "HTTP/1.1 200 OK\r\nx-amz-request-id: 1\r\nDate: now\r\n\r\n"
                        + "<R><VersionId>a</VersionId>"
                        + "<LastModified>2001-01-01T00:00:00Z</LastModified></R>";
        assertThat(differences(wire, wire.replace(part, other))).isEmpty();
    }

    @Test
    void anIdThatComesBackIsTheOneThatWasGiven() {
        Ids left = new Ids();
        Ids right = new Ids();
        assertThat(differences(id("a"), id("x"), left, right)).isEmpty();
        assertThat(differences(id("b"), id("y"), left, right)).isEmpty();
        assertThat(differences(id("a"), id("x"), left, right)).isEmpty();
        assertThat(differences(id("a"), id("y"), left, right)).isNotEmpty();
    }

    private static String id(String id) {
        return "HTTP/1.1 200 OK\r\nx-amz-version-id: " + id + "\r\n\r\n";
    }

    private static List<Difference> differences(String left, String right) {
        return differences(left, right, new Ids(), new Ids());
    }

    private static List<Difference> differences(String left, String right, Ids a, Ids b) {
        return Difference.between(
                "case", Reading.of(left, reply(left), a), Reading.of(left, reply(right), b));
    }

    private static Reply reply(String wire) {
        return Reply.parse(wire.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anExplanationCoversWhatItSays() {
        Explanations table =
                Explanations.parse(
                        List.of(
                                "# a remark",
                                "reason: because",
                                "right: ours",
                                "cases: a: .*",
                                "differs: answer 404 .*"));
        assertThat(table.explain(new Difference("a: x", "answer 404 A <> 200"))).isPresent();
        assertThat(table.explain(new Difference("b: x", "answer 404 A <> 200"))).isEmpty();
        assertThat(table.explain(new Difference("a: x", "answer 403 A <> 200"))).isEmpty();
        assertThat(table.uses(table.all().getFirst())).isEqualTo(1);
        assertThat(Explanations.checkedIn().all()).isNotEmpty();
    }

    @Test
    void everyOperationOfThePageHasCases() throws IOException {
        Set<String> untold = new TreeSet<>();
        List<Case> corpus = Corpus.all("run");
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 7 && cells[2].strip().matches("(GET|HEAD|PUT|POST|DELETE) /.*")) {
                String request = cells[2].strip();
                if (corpus.stream().noneMatch(one -> isCaseOf(one, request))) {
                    untold.add(request);
                }
            }
        }
        assertThat(untold).isEmpty();
    }

    /// @param request as the page has it: `PUT /b/k?uploadId=u&partNumber=1 (copy)`
    private static boolean isCaseOf(Case one, String request) {
        boolean isCopy = request.endsWith(COPY);
        String[] words = request.replace(COPY, "").split(" ", -1);
        return one.method().equals(words[0])
                && depth(one.target()) == depth(words[1])
                && one.headers().containsKey("x-amz-copy-source") == isCopy
                && names(one.target()).containsAll(names(words[1]))
                && (words[1].contains("?") || names(one.target()).isEmpty());
    }

    /// 0 for the service, 1 for a bucket, 2 for an object.
    private static int depth(String target) {
        String path = target.replaceAll("\\?.*", "");
        String[] steps = path.substring(1).split("/", 2);
        return steps.length == 2 && !steps[1].isEmpty() ? 2 : steps[0].isEmpty() ? 0 : 1;
    }

    /// Names in the query; of `list-type` the value too.
    private static Set<String> names(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return Set.of();
        }
        List<String> pairs = new ArrayList<>(Arrays.asList(target.substring(mark + 1).split("&")));
        return pairs.stream()
                .map(pair -> pair.startsWith("list-type") ? pair : pair.replaceAll("=.*", ""))
                .collect(Collectors.toSet());
    }
}
