package io.holdfast.s3.object;

import io.holdfast.base.ports.Caller;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.LockFields;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Etags;
import io.holdfast.s3.wire.Fields;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.Rfc2047;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import java.util.Map;

/// The fields by which an answer describes a version.
public final class ObjectFields {
    private static final String DEFAULT_TYPE = "binary/octet-stream";

    private ObjectFields() {}

    /// The fields of an answer to a write.
    public static void setWritten(Exchange exchange, ObjectInfo info) {
        exchange.setHeader("ETag", Etags.quoted(info.etag()));
        setVersion(exchange, info);
    }

    /// The version's id, where it has one to show.
    public static void setVersion(Exchange exchange, ObjectInfo info) {
        if (info.isVersioned()) {
            exchange.setHeader("x-amz-version-id", info.versionId().toString());
        }
    }

    /// What also goes with 304.
    static void setValidators(Exchange exchange, ObjectInfo info) {
        exchange.setHeader("Last-Modified", Times.http(info.modifiedMs()));
        setWritten(exchange, info);
        for (String name : new String[] {"cache-control", "expires"}) {
            String value = info.attributes().headers().get(name);
            if (value != null) {
                exchange.setHeader(casing(name), value);
            }
        }
    }

    /// All fields of GET and HEAD.
    public static void setRead(S3Request request, ObjectInfo info) throws S3Exception {
        Exchange exchange = request.exchange();
        ObjectAttributes attributes = info.attributes();
        exchange.setHeader("Last-Modified", Times.http(info.modifiedMs()));
        setWritten(exchange, info);
        if (!attributes.headers().containsKey("content-type")) {
            exchange.setHeader("Content-Type", DEFAULT_TYPE);
        }
        for (Map.Entry<String, String> header : attributes.headers().entrySet()) {
            exchange.setHeader(casing(header.getKey()), header.getValue());
        }
        for (Map.Entry<String, String> meta : attributes.userMetadata().entrySet()) {
            exchange.setHeader("x-amz-meta-" + meta.getKey(), Rfc2047.encode(meta.getValue()));
        }
        if (!attributes.tags().isEmpty()) {
            exchange.setHeader("x-amz-tagging-count", Integer.toString(attributes.tags().size()));
        }
        if (!attributes.storageClass().equals(ObjectAttributes.STANDARD)) {
            exchange.setHeader("x-amz-storage-class", attributes.storageClass());
        }
        EncryptionFields.set(request, info.encryption());
        LockFields.set(request, info);
        if (request.query().count() > 0) {
            override(request);
        }
    }

    private static void override(S3Request request) throws S3Exception {
        Query query = request.query();
        for (int i = 0; i < query.count(); i++) {
            String field =
                    switch (query.name(i)) {
                        case "response-content-type" -> "Content-Type";
                        case "response-content-language" -> "Content-Language";
                        case "response-content-disposition" -> "Content-Disposition";
                        case "response-content-encoding" -> "Content-Encoding";
                        case "response-cache-control" -> "Cache-Control";
                        case "response-expires" -> "Expires";
                        default -> "";
                    };
            if (field.isEmpty()) {
                continue;
            }
            if (request.caller() instanceof Caller.Anonymous) {
                // Anybody could make our host say what they like [S3 API: GetObject].
                throw new S3Exception(
                        ErrorCode.INVALID_REQUEST,
                        "Fields of the answer are chosen by signed requests alone.");
            }
            if (Fields.isValue(query.value(i))) {
                request.exchange().setHeader(field, query.value(i));
            }
        }
    }

    private static String casing(String name) {
        return switch (name) {
            case "content-type" -> "Content-Type";
            case "content-encoding" -> "Content-Encoding";
            case "content-language" -> "Content-Language";
            case "content-disposition" -> "Content-Disposition";
            case "cache-control" -> "Cache-Control";
            case "expires" -> "Expires";
            default -> name;
        };
    }
}
