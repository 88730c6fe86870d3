package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The steps of uploads in parts. An upload's id is only known at run time, so these requests are
/// signed under the clock. Confined to one thread.
public final class PartsUploader {
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Target target;
    private final Presigner presigner;
    private final ByteBuffer part;

    /// Uploads parts of these bytes.
    public PartsUploader(Target target, ByteBuffer part) {
        this.target = target;
        this.presigner = new Presigner(target, Instant.now());
        this.part = part;
    }

    /// Uploads parts of so many bytes.
    public static PartsUploader ofSize(Target target, int partBytes) {
        return new PartsUploader(target, Bodies.random(partBytes));
    }

    /// One for another thread, which shares the bytes.
    public PartsUploader another() {
        return new PartsUploader(target, part.duplicate());
    }

    /// Whole uploads, one part after the other.
    Work.Step each(IntFunction<String> paths, int parts) {
        return (connection, index) -> {
            String path = paths.apply(index);
            String id = begin(connection, path);
            String[] etags = new String[parts];
            for (int number = 1; number <= parts; number++) {
                etags[number - 1] = put(connection, path, id, number);
            }
            complete(connection, path, id, List.of(etags));
            return (long) parts * part.remaining();
        };
    }

    /// @return id of a new upload
    public String begin(Connection connection, String path) throws IOException {
        String answer = send(connection, new Ask("POST", path, Map.of("uploads", "")), EMPTY);
        Matcher id = UPLOAD_ID.matcher(answer);
        if (!id.find()) {
            throw new IOException("no upload id");
        }
        return id.group(1);
    }

    /// Uploads one part.
    ///
    /// @param number from 1
    /// @return its ETag
    public String put(Connection connection, String path, String id, int number)
            throws IOException {
        Map<String, String> parameters =
                Map.of("uploadId", id, "partNumber", Integer.toString(number));
        send(connection, new Ask("PUT", path, parameters), part.duplicate());
        return connection.header("etag");
    }

    /// Makes the object.
    ///
    /// @param etags of all parts from the first on
    public void complete(Connection connection, String path, String id, List<String> etags)
            throws IOException {
        StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < etags.size(); i++) {
            list.append("<Part><PartNumber>")
                    .append(i + 1)
                    .append("</PartNumber><ETag>")
                    .append(etags.get(i).replace("\"", "&quot;"))
                    .append("</ETag></Part>");
        }
        byte[] document =
                list.append("</CompleteMultipartUpload>")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        String answer =
                send(
                        connection,
                        new Ask("POST", path, Map.of("uploadId", id)),
                        ByteBuffer.wrap(document));
        if (!answer.contains("CompleteMultipartUploadResult")) {
            throw new IOException(answer); // it may say 200 and then that it failed
        }
    }

    private String send(Connection connection, Ask ask, ByteBuffer body) throws IOException {
        return connection.text(
                ByteBuffer.wrap(ask.head(presigner, body.remaining())), body.duplicate());
    }
}
