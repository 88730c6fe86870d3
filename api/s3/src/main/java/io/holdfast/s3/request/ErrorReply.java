package io.holdfast.s3.request;

import io.holdfast.http.Exchange;
import io.holdfast.http.Refusal;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

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

    /// The refusal of a request that was never understood: who asked for what is not known.
    public Refusal withoutExchange(ErrorCode code, String requestId) {
        XmlWriter xml = document(new S3Exception(code), "", "", "", requestId).close("Error");
        return new Refusal(
                Map.of("Content-Type", "application/xml", "x-amz-request-id", requestId),
                xml.toBuffer());
    }

    /// The document; the order of its children is fixed.
    XmlWriter document(Exchange exchange, S3Exception refusal, String bucket, String key) {
        XmlWriter xml = document(refusal, bucket, key, exchange.rawPath(), exchange.requestId());
        refusal.details().forEach(xml::element);
        return xml.close("Error");
    }

    private XmlWriter document(
            S3Exception refusal, String bucket, String key, String path, String requestId) {
        XmlWriter xml = new XmlWriter().open("Error");
        xml.element("Code", refusal.code().code());
        String message = refusal.getMessage();
        xml.element("Message", message == null ? "" : message);
        xml.optional("Key", key).optional("BucketName", bucket);
        xml.element("Resource", path);
        xml.optional("Region", region);
        return xml.element("RequestId", requestId).element("HostId", "");
    }
}
