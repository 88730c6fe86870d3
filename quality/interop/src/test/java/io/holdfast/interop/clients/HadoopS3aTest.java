package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.SharedServer;
import io.holdfast.interop.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;

@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HadoopS3aTest {
    private final java.nio.file.Path buffers = Workspace.folder("s3a");
    private final FileSystem files;

    HadoopS3aTest(Endpoint endpoint) throws IOException {
        String bucket = AwsSuite.freshName();
        try (S3Client s3 = AwsClients.blocking(endpoint)) {
            s3.createBucket(request -> request.bucket(bucket));
        }
        Configuration settings = new Configuration();
        settings.set("fs.s3a.endpoint", endpoint.uri().toString());
        settings.set("fs.s3a.endpoint.region", Endpoint.REGION);
        settings.set("fs.s3a.path.style.access", "true");
        settings.set("fs.s3a.connection.ssl.enabled", "false");
        settings.set("fs.s3a.access.key", endpoint.accessKey());
        settings.set("fs.s3a.secret.key", endpoint.secretKey());
        settings.set("fs.s3a.multipart.size", "5M");
        settings.set("fs.s3a.buffer.dir", buffers.toString());
        settings.set("hadoop.tmp.dir", buffers.toString());
        this.files = FileSystem.newInstance(URI.create("s3a://" + bucket), settings);
    }

    @AfterAll
    void closeFileSystem() throws IOException {
        files.close();
        Workspace.delete(buffers);
    }

    private void write(Path path, Content content) throws IOException {
        try (OutputStream out = files.create(path);
                InputStream in = content.stream()) {
            in.transferTo(out);
        }
    }

    private void assertHolds(Path path, Content content) throws IOException {
        try (FSDataInputStream in = files.open(path)) {
            assertThat(content.mismatch(in)).isEqualTo(-1);
        }
    }

    @Test
    void fileOfManyPartsIsWrittenAndReadAnywhere() throws IOException {
        Path path = new Path("/parts/file");
        Content content = new Content(81, 17_000_000);
        write(path, content);
        assertHolds(path, content);
        assertThat(files.getFileStatus(path).getLen()).isEqualTo(17_000_000);
        try (FSDataInputStream in = files.open(path)) {
            for (long offset : new long[] {16_999_000, 5_242_870, 0}) {
                byte[] read = new byte[500];
                in.readFully(offset, read);
                assertThat(read).isEqualTo(content.range(offset, 500));
            }
        }
    }

    @Test
    void directoryIsRenamedListedAndDeleted() throws IOException {
        for (int i = 0; i < 30; i++) {
            write(new Path("/from/d" + i % 4 + "/f " + i), new Content(i, 100L * i));
        }
        assertThat(files.rename(new Path("/from"), new Path("/to"))).isTrue();
        assertThat(files.exists(new Path("/from"))).isFalse();
        assertThat(files.listStatus(new Path("/to"))).hasSize(4).allMatch(FileStatus::isDirectory);
        for (int i = 0; i < 30; i++) {
            assertHolds(new Path("/to/d" + i % 4 + "/f " + i), new Content(i, 100L * i));
        }
        assertThat(files.delete(new Path("/to"), true)).isTrue();
        Assertions.assertThatThrownBy(() -> files.listStatus(new Path("/to")))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void emptyDirectoryExists() throws IOException {
        assertThat(files.mkdirs(new Path("/empty/below"))).isTrue();
        assertThat(files.getFileStatus(new Path("/empty/below")).isDirectory()).isTrue();
        assertThat(files.getFileStatus(new Path("/empty")).isDirectory()).isTrue();
        assertThat(files.listStatus(new Path("/empty/below"))).isEmpty();
    }
}
