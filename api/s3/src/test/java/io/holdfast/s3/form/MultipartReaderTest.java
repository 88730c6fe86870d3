package io.holdfast.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3BodyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartReaderTest {
    private static final String HEAD = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";

    /// Names, file names and contents, in order.
    private static List<String> read(String form, int split) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(form.getBytes(StandardCharsets.UTF_8));
        MultipartReader reader =
                new MultipartReader(
                        into -> {
                            int count =
                                    Math.min(Math.min(split, bytes.remaining()), into.remaining());
                            into.put(bytes.slice(bytes.position(), count));
                            bytes.position(bytes.position() + count);
                            return count == 0 ? -1 : count;
                        },
                        "B");
        List<String> found = new ArrayList<>();
        for (Optional<PartHead> head = reader.next(); head.isPresent(); head = reader.next()) {
            found.add(head.get().name());
            found.add(head.get().fileName());
            found.add(content(reader));
        }
        return found;
    }

    private static String content(MultipartReader reader) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer some = ByteBuffer.allocate(7);
        while (reader.read(some.clear()) >= 0) {
            out.write(some.array(), 0, some.position());
        }
        assertThat(reader.read(some.clear())).isEqualTo(-1);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "\r\n",
                "\r\n--",
                "--",
                "--B",
                "-----BEGIN KEY-----\r\n",
                "\r\r\n-\r\n--C\r\n--",
                "\n--B\r\n",
                "--B--",
                "\r",
                "-"
            })
    void contentComesOutAsItIsHoweverItArrives(String content) throws IOException {
        String form = HEAD + content + "\r\n--B--\r\n";
        for (int split = 1; split <= form.length(); split++) {
            assertThat(read(form, split)).as("%d", split).containsExactly("a", "", content);
        }
    }

    @Test
    void partsFollowEachOther() throws IOException {
        String form =
                "before\r\n"
                        + HEAD
                        + "1\r\n--B  \r\nX-Other: x\r\ncontent-disposition: FORM-DATA;"
                        + " filename=\"C:\\dir\\\\\"b\\\".txt\" ;name=f\r\n\r\n2\r\n--B--behind";
        assertThat(read(form, 5)).containsExactly("a", "", "1", "f", "C:\\dir\\\"b\".txt", "2");
    }

    @Test
    void longContentPassesThroughASmallBuffer() throws IOException {
        String content = "0123456789\r\n--A".repeat(50_000);
        assertThat(read(HEAD + content + "\r\n--B--", 100_000)).containsExactly("a", "", content);
    }

    @Test
    void partsThatNobodyReadsArePassedOver() throws IOException {
        String form = HEAD + "x".repeat(200_000) + "\r\n" + HEAD + "y\r\n--B--";
        ByteBuffer bytes = ByteBuffer.wrap(form.getBytes(StandardCharsets.UTF_8));
        MultipartReader reader =
                new MultipartReader(
                        into -> {
                            int count = Math.min(into.remaining(), bytes.remaining());
                            into.put(bytes.slice(bytes.position(), count));
                            bytes.position(bytes.position() + count);
                            return count;
                        },
                        "B");
        assertThat(reader.next()).isPresent();
        assertThat(reader.read(ByteBuffer.allocate(3))).isEqualTo(3);
        assertThat(reader.next()).isPresent();
        assertThat(content(reader)).isEqualTo("y");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.taken()).isEqualTo(form.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--B",
                "--C\r\n",
                "--B\r\n\r\nx\r\n--B--",
                "--BX\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B--",
                "--B\nContent-Disposition: form-data; name=a\n\nx\n--B--",
                "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
                "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B",
                "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B\r\n",
                "--B\r\nContent-Disposition: file; name=a\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nx\r\n--B--",
            })
    void whatIsNoFormIsRefused(String form) {
        assertThatThrownBy(() -> read(form, 9))
                .isInstanceOfSatisfying(
                        S3BodyException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.MALFORMED_POST));
    }

    @Test
    void headsAndPartsAreBounded() {
        String line = "X-A: " + "a".repeat(5000) + "\r\n";
        String disposition = "Content-Disposition: form-data; name=a\r\n\r\n";
        for (String form :
                List.of(
                        "--B\r\n" + line + line + disposition + "x\r\n--B--",
                        "--B\r\nX-A: " + "a".repeat(100_000),
                        ("--B\r\n" + disposition + "\r\n").repeat(1001) + "--B--",
                        "--B" + " ".repeat(10_000))) {
            assertThatThrownBy(() -> read(form, 5000)).isInstanceOf(S3BodyException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "a\tb", "é"})
    void boundariesAreShortAndPrintable(String boundary) {
        assertThatThrownBy(() -> new MultipartReader(_ -> -1, boundary))
                .isInstanceOf(S3BodyException.class);
        assertThatThrownBy(() -> new MultipartReader(_ -> -1, "b".repeat(71)))
                .isInstanceOf(S3BodyException.class);
    }

    @Test
    void boundaryStandsInTheContentType() {
        assertThat(Form.boundary("text/plain; boundary=x")).isEmpty();
        assertThat(Form.boundary("Multipart/Form-Data; boundary=x; charset=UTF-8")).contains("x");
        assertThat(Form.boundary("multipart/form-data; charset=u; Boundary=\"x;y\""))
                .contains("x;y");
        assertThat(Form.boundary("multipart/form-data")).contains("");
    }
}
