package io.holdfast.interop;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Uploads in parts of the smallest size, one after the other.
public final class PartsUpload {
    /// Of each part but the last.
    public static final int PART_BYTES = 5 << 20;

    private PartsUpload() {}

    /// Begins an upload, sends all parts and completes it.
    public static void put(S3Client s3, String bucket, String key, Content content) {
        String upload =
                s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < content.sizeBytes(); from += PART_BYTES) {
            int number = parts.size() + 1;
            int length = (int) Math.min(PART_BYTES, content.sizeBytes() - from);
            byte[] body = content.range(from, length);
            String etag =
                    s3.uploadPart(
                                    request ->
                                            request.bucket(bucket)
                                                    .key(key)
                                                    .uploadId(upload)
                                                    .partNumber(number),
                                    RequestBody.fromBytes(body))
                            .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        s3.completeMultipartUpload(
                request ->
                        request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(m -> m.parts(parts)));
    }
}
