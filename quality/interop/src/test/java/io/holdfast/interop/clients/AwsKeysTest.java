package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.S3Object;

final class AwsKeysTest extends AwsSuite {
    AwsKeysTest(Endpoint endpoint) {
        super(endpoint);
    }

    static Stream<String> oddKeys() {
        return Stream.of(
                "with space",
                "plus+plus",
                "percent%20literal%",
                "unicode/äöü/日本語/🙂",
                "question?and#hash",
                "amp&lt<gt>quote\"apos'",
                "back\\slash",
                "colon:semi;comma,eq=at@",
                "tilde~star*paren()bang!",
                "double//slash///inside",
                "trailing/",
                "trailing//",
                "dot.in.the.middle/..hidden/...",
                "line\nbreak\ttab",
                "long/" + "k".repeat(1_019),
                "segment/" + "s".repeat(400) + "/" + "t".repeat(400));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void keyIsKeptByteForByte(String key) {
        put(key, "value of " + key);
        assertThat(text(key)).isEqualTo("value of " + key);
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket).prefix(key)).contents())
                .extracting(S3Object::key)
                .contains(key);
        s3.copyObject(
                request ->
                        request.sourceBucket(bucket)
                                .sourceKey(key)
                                .destinationBucket(bucket)
                                .destinationKey("copied"));
        assertThat(text("copied")).isEqualTo("value of " + key);
        s3.deleteObject(request -> request.bucket(bucket).key(key));
        assertRefused(404, "NoSuchKey", () -> text(key));
    }

    @Test
    void keyOfMoreThan1024BytesIsRefused() {
        assertRefused(400, "KeyTooLongError", () -> put("k".repeat(1_025), "x"));
        assertRefused(400, "KeyTooLongError", () -> put("ü".repeat(513), "x"));
    }

    @Test
    void keyAndKeyBelowItLiveSideBySide() {
        put("tree", "0");
        put("tree/", "1");
        put("tree/leaf", "2");
        put("tree/leaf/vein", "3");
        s3.deleteObject(request -> request.bucket(bucket).key("tree/leaf"));
        assertThat(text("tree")).isEqualTo("0");
        assertThat(text("tree/")).isEqualTo("1");
        assertThat(text("tree/leaf/vein")).isEqualTo("3");
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket).prefix("tree")).contents())
                .extracting(S3Object::key)
                .containsExactly("tree", "tree/", "tree/leaf/vein");
    }
}
