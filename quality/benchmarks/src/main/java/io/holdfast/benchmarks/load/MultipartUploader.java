package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Uploads objects of [Plan#PARTS] parts over one connection. The upload id is only known at run
/// time, so these requests are signed under the clock. Confined to one thread.
final class MultipartUploader {
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private final Target target;
    private final Presigner presigner;
    private final ByteBuffer part;

    MultipartUploader(Target target, ByteBuffer part) {
        this.target = target;
        this.presigner = new Presigner(target, Instant.now());
        this.part = part;
    }

    /// One object from begin to end.
    ///
    /// @throws IOException also if the server refuses a step
    void upload(Connection connection, int key) throws IOException {
        String path = Requests.path(target, key);
        Matcher id =
                UPLOAD_ID.matcher(send(connection, "POST", path, Map.of("uploads", ""), empty()));
        if (!id.find()) {
            throw new IOException("no upload id");
        }
        StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
        for (int number = 1; number <= Plan.PARTS; number++) {
            send(
                    connection,
                    "PUT",
                    path,
                    Map.of("uploadId", id.group(1), "partNumber", Integer.toString(number)),
                    part.duplicate());
            list.append("<Part><PartNumber>")
                    .append(number)
                    .append("</PartNumber><ETag>")
                    .append(connection.header("etag").replace("\"", "&quot;"))
                    .append("</ETag></Part>");
        }
        list.append("</CompleteMultipartUpload>");
        send(
                connection,
                "POST",
                path,
                Map.of("uploadId", id.group(1)),
                ByteBuffer.wrap(list.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private String send(
            Connection connection,
            String method,
            String path,
            Map<String, String> parameters,
            ByteBuffer body)
            throws IOException {
        String signed = presigner.sign(method, path, parameters);
        byte[] head = Requests.head(target, method, signed, body.remaining());
        return body.hasRemaining()
                ? connection.text(ByteBuffer.wrap(head), body)
                : connection.text(ByteBuffer.wrap(head));
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(0);
    }
}
