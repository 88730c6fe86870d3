package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.s3.request.Target;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
    private final Router router = TestServers.router();

    @ParameterizedTest
    @CsvSource({
        "GET,/,ListBuckets",
        "GET,//,ListBuckets",
        "PUT,/b,CreateBucket",
        "PUT,/b/,CreateBucket",
        "HEAD,/b,HeadBucket",
        "DELETE,/b,DeleteBucket",
        "GET,/b,ListObjectsV1",
        "GET,/b?list-type=2,ListObjectsV2",
        "GET,/b?versions&prefix=x,ListObjectVersions",
        "GET,/b?uploads,ListMultipartUploads",
        "GET,/b?location,GetBucketLocation",
        "POST,/b,PostObject",
        "POST,/b/,PostObject",
        "GET,/b?acl,GetBucketAcl",
        "GET,/b/k?acl,GetObjectAcl",
        "DELETE,/b?ownershipControls,DeleteOwnershipControls",
        "POST,/b?delete,DeleteObjects",
        "GET,/b?cors,GetDocument",
        "GET,/b?website,GetDocument",
        "GET,/b?inventory,NoConfigurations",
        "GET,/b?lifecycle,GetDocument",
        "PUT,/b?lifecycle,PutLifecycle",
        "DELETE,/b?lifecycle,DeleteDocument",
        "PUT,/b?notification,PutNotification",
        "PUT,/b?replication,PutReplication",
        "GET,/b?requestPayment,ConstantSetting",
        "GET,/b/k,GetObject",
        "GET,/b/k?versionId=v,GetObject",
        "GET,/b/k?partNumber=1,GetObject",
        "HEAD,/b/k?partNumber=1,HeadObject",
        "PUT,/b/k,PutObject",
        "PUT,/b//,PutObject",
        "DELETE,/b/k,DeleteObject",
        "GET,/b/k?attributes,GetObjectAttributes",
        "POST,/b/k?uploads,CreateMultipartUpload",
        "PUT,/b/k?partNumber=1&uploadId=u,UploadPart",
        "PUT,/b/k?uploadId=u&partNumber=1,UploadPart",
        "GET,/b/k?uploadId=u,ListParts",
        "POST,/b/k?uploadId=u,CompleteMultipartUpload",
        "DELETE,/b/k?uploadId=u,AbortMultipartUpload"
    })
    void requestsFindTheirOperation(String method, String target, String operation)
            throws S3Exception {
        assertThat(name(new MemoryExchange(method, target))).isEqualTo(operation);
    }

    @Test
    void sourceMakesACopy() throws S3Exception {
        assertThat(name(new MemoryExchange("PUT", "/b/k").with("X-Amz-Copy-Source", "b/a")))
                .isEqualTo("CopyObject");
        assertThat(
                        name(
                                new MemoryExchange("PUT", "/b/k?partNumber=1&uploadId=u")
                                        .with("X-Amz-Copy-Source", "b/a")))
                .isEqualTo("UploadPartCopy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "POST", "PATCH"})
    void unknownSubResourcesNeverReachTheBareOperation(String method) {
        for (String sub : Router.SUB_RESOURCES) {
            try {
                String name = name(new MemoryExchange(method, "/b?" + sub));
                assertThat(name).isNotIn("DeleteBucket", "CreateBucket");
            } catch (S3Exception e) {
                assertThat(e.code()).isEqualTo(ErrorCode.NOT_IMPLEMENTED);
            }
            try {
                String name = name(new MemoryExchange(method, "/b/k?" + sub));
                assertThat(name).isNotIn("DeleteObject", "PutObject");
            } catch (S3Exception e) {
                assertThat(e.code().status()).isIn(400, 501);
            }
        }
    }

    @Test
    void hostMayNameTheBucket() throws S3Exception {
        List<String> domains = List.of("s3.example", "other.example");
        assertThat(Target.of("/a/b", "my.bucket.s3.example:9000", domains))
                .isEqualTo(new Target("my.bucket", "a/b", "/a/b", "my.bucket"));
        assertThat(Target.of("/b/k", "s3.example", domains).bucket()).isEqualTo("b");
        assertThat(Target.of("/b/k", "xs3.example", domains).bucket()).isEqualTo("b");
        assertThat(Target.of("/b/k", "[::1]:9000", domains).bucket()).isEqualTo("b");
    }

    @Test
    void escapedSlashBelongsToTheName() throws S3Exception {
        assertThat(Target.of("/b%2Fc/k%2Fl//m", "", List.of()))
                .isEqualTo(new Target("b/c", "k/l//m", "/b/c/k/l//m", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/b/%", "/b/../k", "/b/%2e%2e/k", "/b/.", "/b/%ff"})
    void unusablePathsAreRefused(String path) {
        assertThatThrownBy(() -> Target.of(path, "", List.of())).isInstanceOf(S3Exception.class);
    }

    private String name(MemoryExchange exchange) throws S3Exception {
        return router.route(
                        exchange,
                        Target.of(exchange.rawPath(), "", List.of()),
                        Query.parse(exchange.rawQuery()))
                .getClass()
                .getSimpleName();
    }
}
