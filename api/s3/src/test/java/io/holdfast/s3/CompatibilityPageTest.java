package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.s3.request.Target;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whether docs/s3-compatibility.md says what the server does.
final class CompatibilityPageTest {
    private static final Path ROOT = Path.of("../..");
    private static final String COPY = " (copy)";
    private static final Set<String> WORDS =
            Set.of("served", "differs", "stored", "NotImplemented");

    private final Router router = TestServers.router();

    /// An operation as the page has it.
    private record Row(String request, String word, String test) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/s3-compatibility.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 7 && WORDS.contains(cells[3].strip())) {
                rows.add(new Row(cells[2].strip(), cells[3].strip(), cells[4].strip()));
            }
        }
        return rows;
    }

    /// Name of the operation that a request leads to; empty when it is refused as not implemented.
    private Optional<String> operation(String request) {
        boolean isCopy = request.endsWith(COPY);
        String[] words = request.replace(COPY, "").split(" ", -1);
        MemoryExchange exchange = new MemoryExchange(words[0], words[1]);
        if (isCopy) {
            exchange.with("x-amz-copy-source", "b/a");
        }
        try {
            Target target = Target.of(exchange.rawPath(), "", List.of());
            Query query = Query.parse(exchange.rawQuery());
            return Optional.of(router.route(exchange, target, query).getClass().getSimpleName());
        } catch (S3Exception e) {
            assertThat(e.code()).as(request).isEqualTo(ErrorCode.NOT_IMPLEMENTED);
            return Optional.empty();
        }
    }

    @Test
    void whatIsServedIsAndTheRestIsRefused() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(80);
        for (Row row : rows) {
            assertThat(operation(row.request).isEmpty())
                    .as("%s is %s", row.request, row.word)
                    .isEqualTo(row.word.equals("NotImplemented"));
        }
    }

    @Test
    void everyOperationHasARow() throws IOException {
        Set<String> told = rows().stream().map(Row::request).collect(Collectors.toSet());
        Set<String> untold = new TreeSet<>();
        for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE")) {
            for (String path : List.of("/b", "/b/k")) {
                for (String sub : Router.SUB_RESOURCES) {
                    String request = method + ' ' + path + '?' + sub;
                    if (!isAskedOtherwise(path, sub)
                            && operation(request).isPresent()
                            && !told.contains(request)) {
                        untold.add(request);
                    }
                }
            }
        }
        assertThat(untold).isEmpty();
    }

    /// Uploads and parts are named with their ids.
    private static boolean isAskedOtherwise(String path, String sub) {
        return sub.equals("partNumber") || (sub.equals("uploadId") && path.equals("/b/k"));
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String room : List.of("api/s3", "quality/interop")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(room).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(tests::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        assertThat(rows().stream().map(Row::test)).allMatch(tests::contains);
    }
}
