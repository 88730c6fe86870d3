package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is set on a bucket holds over a restart, and one setting leaves the others alone.
final class BucketSettingsTest {
    private final TestDeployment deployment = new TestDeployment(1, 4, 2);

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void settingsHoldOverARestart() throws Exception {
        ObjectStore store = deployment.start();
        store.createBucket(
                "bucket",
                "111122223333",
                true,
                "eu-west-1",
                Map.of("acl", "111122223333", "website", "<w/>"));
        store.setBucketTags("bucket", Map.of("team", "a"));
        store.setBucketDocument("bucket", "policy", Optional.of("{}"));
        store.setBucketDocument("bucket", "cors", Optional.of("<c/>"));
        store.setObjectLock(
                "bucket", Optional.of(new DefaultRetention(RetentionMode.COMPLIANCE, 6, true)));
        store.setBucketDocument("bucket", "cors", Optional.empty());
        store.setBucketDocument("bucket", "website", Optional.empty());
        BucketInfo before = store.bucket("bucket");

        deployment.stop();
        BucketInfo after = deployment.start().bucket("bucket");

        assertThat(after).isEqualTo(before);
        assertThat(after.owner()).isEqualTo("111122223333");
        assertThat(after.documents())
                .containsOnly(Map.entry("policy", "{}"), Map.entry("acl", "111122223333"));
        assertThat(after.tags()).containsExactly(Map.entry("team", "a"));
        assertThat(after.defaultRetention()).isPresent();
    }
}
