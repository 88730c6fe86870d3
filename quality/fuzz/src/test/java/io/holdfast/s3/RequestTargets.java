package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Decision;
import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.http.HttpHandler;
import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectName;
import io.holdfast.object.UploadRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whole requests through router and operations, on a store in memory that lets anybody do
/// anything. Whatever is asked, the answer is never "internal error".
public final class RequestTargets {
    private RequestTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(new FuzzTarget("request", seeds(), RequestTargets::request));
    }

    private static List<byte[]> seeds() {
        return Stream.of(
                        "PUT /bucket/key\nhost: h\nx-amz-meta-a: b\nx-amz-tagging: a=b\nx-amz-storage-class: STANDARD\n\nbody",
                        "GET /bucket/key?response-content-type=a%0d%0ab\nhost: h\nrange: bytes=0-2\nif-none-match: \"x\"\nif-modified-since: Fri, 24 May 2013 00:00:00 GMT\n\n",
                        "HEAD /bucket/key?partNumber=1\nhost: h\n\n",
                        "PUT /bucket/copy\nhost: h\nx-amz-copy-source: /bucket/key?versionId=null\nx-amz-metadata-directive: REPLACE\n\n",
                        "GET /bucket?list-type=2&prefix=a&delimiter=%2F&max-keys=3&encoding-type=url&continuation-token=YQ==\nhost: h\n\n",
                        "GET /bucket?versions&key-marker=a&version-id-marker=null\nhost: h\n\n",
                        "GET /bucket?uploads&key-marker=a&upload-id-marker=b\nhost: h\n\n",
                        "POST /bucket?delete\nhost: h\ncontent-md5: AAAAAAAAAAAAAAAAAAAAAA==\n\n<Delete><Object><Key>k</Key></Object></Delete>",
                        "POST /bucket\nhost: h\ncontent-type: multipart/form-data; boundary=B\n\n--B\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na/${filename}\r\n--B\r\nContent-Disposition: form-data; name=\"success_action_redirect\"\r\n\r\nhttp://p/?a#b\r\n--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\ndata\r\n--B--",
                        "POST /bucket/key?uploads\nhost: h\nx-amz-checksum-algorithm: CRC32\n\n",
                        "PUT /bucket/key?partNumber=1&uploadId=UPLOAD\nhost: h\n\npart",
                        "PUT /bucket/key?partNumber=2&uploadId=UPLOAD\nhost: h\nx-amz-copy-source: bucket/key\nx-amz-copy-source-range: bytes=0-2\n\n",
                        "POST /bucket/key?uploadId=UPLOAD\nhost: h\n\n<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"x\"</ETag></Part></CompleteMultipartUpload>",
                        "GET /bucket/key?uploadId=UPLOAD&max-parts=1&part-number-marker=0\nhost: h\n\n",
                        "GET /bucket/key?attributes\nhost: h\nx-amz-object-attributes: ETag,ObjectParts,Checksum\nx-amz-max-parts: 1\n\n",
                        "PUT /bucket/key?tagging\nhost: h\n\n<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
                        "PUT /bucket?versioning\nhost: h\n\n<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
                        "PUT /bucket?acl\nhost: h\n\n<AccessControlPolicy><AccessControlList><Grant><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>",
                        "PUT /other\nhost: h\n\n<CreateBucketConfiguration><LocationConstraint>us-east-1</LocationConstraint></CreateBucketConfiguration>",
                        "PUT /bucket/chunks\nhost: h\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\nx-amz-decoded-content-length: 3\nx-amz-trailer: x-amz-checksum-crc32\n\n3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n",
                        "OPTIONS /bucket\nhost: h\norigin: http://o\naccess-control-request-method: PUT\n\n",
                        "GET /minio/health/live\n\n",
                        "DELETE /bucket/key?versionId=null\nhost: h\nx-minio-force-delete: true\n\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static void request(byte[] input) throws Exception {
        MemoryStore store = new MemoryStore();
        store.createBucket("bucket", false, "");
        MemoryExchange put = new MemoryExchange("PUT", "/bucket/key").withBody(new byte[10]);
        HttpHandler handler = handler(store);
        handler.handle(put);
        assertThat(put.status()).isEqualTo(200);
        String upload =
                store.createUpload(
                                new UploadRequest(
                                        new ObjectName("bucket", "key"),
                                        ObjectAttributes.NONE,
                                        Conditions.NONE,
                                        Optional.empty(),
                                        Optional.empty()))
                        .uploadId();
        MemoryExchange exchange = parse(new String(input, StandardCharsets.ISO_8859_1), upload);
        handler.handle(exchange);
        assertThat(exchange.status()).isNotZero().isNotEqualTo(500);
    }

    private static HttpHandler handler(MemoryStore store) {
        return S3Assembly.assemble(
                S3Options.defaults(),
                new S3Assembly.Dependencies(
                        store,
                        new RootCredentials("root", "root-secret"),
                        _ -> Decision.ALLOWED,
                        Accounts.single(),
                        new AllWell(),
                        Clock.system()));
    }

    /// What the listener would let through of it.
    private static MemoryExchange parse(String text, String upload) {
        int headEnd = text.indexOf("\n\n");
        String head = headEnd < 0 ? text : text.substring(0, headEnd);
        String body = headEnd < 0 ? "" : text.substring(headEnd + 2);
        List<String> lines = head.replace("UPLOAD", upload).lines().toList();
        String[] first = (lines.isEmpty() ? "" : lines.getFirst()).split(" ", 2);
        String method = first[0].matches("[A-Z]{1,16}") ? first[0] : "GET";
        String target = first.length > 1 && first[1].startsWith("/") ? first[1] : "/";
        MemoryExchange exchange = new MemoryExchange(method, target);
        for (String line : lines.stream().skip(1).toList()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            String value = line.substring(colon + 1).strip();
            if (name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                    && !name.equalsIgnoreCase("content-length")
                    && value.chars().noneMatch(c -> c < ' ' && c != '\t')) {
                exchange.with(name, value);
            }
        }
        return exchange.withBody(body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
