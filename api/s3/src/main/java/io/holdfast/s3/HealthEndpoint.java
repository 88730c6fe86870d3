package io.holdfast.s3;

import io.holdfast.http.Exchange;
import io.holdfast.s3.request.ErrorReply;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Answers probes, GET and HEAD, without a signature: 200 or 503.
final class HealthEndpoint {
    static final String PREFIX = "/minio/health/";

    private final Health health;
    private final ErrorReply errors;

    HealthEndpoint(Health health, ErrorReply errors) {
        this.health = health;
        this.errors = errors;
    }

    void handle(Exchange exchange) throws IOException, InterruptedException {
        String method = exchange.method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            errors.send(exchange, new S3Exception(ErrorCode.METHOD_NOT_ALLOWED), "", "");
            return;
        }
        switch (exchange.rawPath().substring(PREFIX.length())) {
            case "live" -> answer(exchange, health.isLive());
            case "ready" -> answer(exchange, health.isLive() && health.canRead());
            case "cluster" -> answer(exchange, health.canWrite());
            case "cluster/read" -> answer(exchange, health.canRead());
            default -> errors.send(exchange, new S3Exception(ErrorCode.BAD_REQUEST), "", "");
        }
    }

    private static void answer(Exchange exchange, boolean isWell)
            throws IOException, InterruptedException {
        exchange.respond(isWell ? 200 : 503, ByteBuffer.allocate(0));
    }
}
