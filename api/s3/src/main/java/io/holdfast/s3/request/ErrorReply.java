package io.holdfast.s3.request;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Sends error documents [S3 API: Error responses].
public final class ErrorReply {
    private static final String RETRY_AFTER_S = "60";

    private final String region;

    /// @param region configured region, or empty
    public ErrorReply(String region) {
        this.region = region;
    }

    /// Sends a refusal; HEAD has fields instead of a document.
    public void send(Exchange exchange, S3Exception refusal, String bucket, String key)
            throws IOException, InterruptedException {
        ErrorCode code = refusal.code();
        int status = code.status();
        if (status == 503 || status == 429) {
            exchange.setHeader("Retry-After", RETRY_AFTER_S);
        }
        if (exchange.method().equals("HEAD")) {
            exchange.setHeader("x-minio-error-code", code.code());
            exchange.setHeader("x-minio-error-desc", '"' + refusal.getMessage() + '"');
            exchange.respond(status, ByteBuffer.allocate(0));
            return;
        }
        if (status == 304) {
            exchange.respond(status, ByteBuffer.allocate(0));
            return;
        }
        exchange.setHeader("Content-Type", "application/xml");
        exchange.respond(status, document(exchange, refusal, bucket, key).toBuffer());
    }

    /// The document; the order of its children is fixed.
    XmlWriter document(Exchange exchange, S3Exception refusal, String bucket, String key) {
        XmlWriter xml = new XmlWriter().open("Error");
        xml.element("Code", refusal.code().code());
        String message = refusal.getMessage();
        xml.element("Message", message == null ? "" : message);
        xml.optional("Key", key).optional("BucketName", bucket);
        xml.element("Resource", exchange.rawPath());
        xml.optional("Region", region);
        xml.element("RequestId", exchange.requestId()).element("HostId", "");
        if (!refusal.rangeRequested().isEmpty()) {
            xml.element("ActualObjectSize", refusal.actualSize());
            xml.element("RangeRequested", refusal.rangeRequested());
        }
        return xml.close("Error");
    }
}
