package io.holdfast.interop.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Deployment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// More clients connect than there are file descriptors for: those that idle make room, and no
/// drive ever lacks one.
final class DescriptorsTest {
    private static final String BUCKET = "descriptors";
    private static final int FILES = 400;
    private static final int CONNECTIONS = 500;

    @Test
    void clientsWaitAndDrivesHaveTheirs() throws Exception {
        try (Deployment deployment =
                        Deployment.create("descriptors", 4, 256)
                                .under("prlimit", "--nofile=" + FILES + ":" + FILES)
                                .start();
                S3Client s3 =
                        AwsClients.builder(deployment.endpoint())
                                .overrideConfiguration(
                                        config -> config.retryStrategy(r -> r.maxAttempts(1)))
                                .build()) {
            s3.createBucket(create -> create.bucket(BUCKET));
            Map<String, Content> stored = new TreeMap<>();
            write(s3, "before", 20, stored);
            assertThat(stored).hasSize(20);

            List<Peer> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    crowd.add(Peer.to(deployment.endpoint().uri()));
                }
                assertThat(write(s3, "in-the-crowd", 40, stored)).isEqualTo(40);
                assertThat(deployment.server().isAlive()).isTrue();
            } finally {
                crowd.forEach(Peer::close);
            }
            assertThat(write(s3, "after", 5, stored)).isEqualTo(5);
            assertThat(deployment.server().log())
                    .contains("LimitNOFILE", "connections are open")
                    .doesNotContain("Too many open files");
            requireAll(s3, stored);
            deployment.killAndRestart();
            try (S3Client again = AwsClients.blocking(deployment.endpoint())) {
                requireAll(again, stored);
            }
        }
    }

    private static int write(S3Client s3, String name, int count, Map<String, Content> stored) {
        int written = 0;
        for (int i = 0; i < count; i++) {
            String key = name + "/" + i;
            Content content = new Content(i, i % 2 == 0 ? 3_000 : 2_500_000);
            try {
                s3.putObject(
                        put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content.bytes()));
                stored.put(key, content);
                written++;
            } catch (SdkException _) {
                // refused, or not answered: it may be there or not
            }
        }
        return written;
    }

    private static void requireAll(S3Client s3, Map<String, Content> stored) throws IOException {
        for (Map.Entry<String, Content> one : stored.entrySet()) {
            try (var body = s3.getObject(get -> get.bucket(BUCKET).key(one.getKey()))) {
                assertThat(one.getValue().mismatch(body)).as(one.getKey()).isNegative();
            }
        }
    }
}
