package io.holdfast.s3.object;

import io.holdfast.http.Exchange;
import io.holdfast.object.CopyRequest;
import io.holdfast.object.CopyResult;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.AttributeFields;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.CopySource;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.LockFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.Protections;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Copies an object inside the deployment [S3 API: CopyObject].
public record CopyObject(ObjectStore store, Acls acls, Protections protections)
        implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ReadRequest source = CopySource.parse(request);
        Optional<ObjectAttributes> replacement = Optional.empty();
        if (isReplace(request, "x-amz-metadata-directive")) {
            replacement = Optional.of(AttributeFields.parse(request));
        }
        Optional<Map<String, String>> tags = Optional.empty();
        if (isReplace(request, "x-amz-tagging-directive")) {
            tags = Optional.of(AttributeFields.tags(request));
        }
        CopyRequest copy =
                new CopyRequest(
                        source,
                        request.name(),
                        replacement,
                        tags,
                        AttributeFields.storageClass(request),
                        LockFields.parse(request),
                        acls.ofNewObject(request),
                        ConditionFields.ofWrite(request),
                        ChecksumFields.algorithm(request),
                        protections.ofNewObject(request));
        CopyResult result = copyOf(copy);
        CopySource.setVersion(request, source, result.source());
        answer(request, result.copy());
    }

    private CopyResult copyOf(CopyRequest copy)
            throws S3Exception, StoreException, IOException, InterruptedException {
        try {
            return store.copy(copy);
        } catch (StoreException e) {
            if (e.error() == StoreError.NOT_MODIFIED) {
                throw new S3Exception(ErrorCode.PRECONDITION_FAILED);
            }
            throw e;
        }
    }

    private static void answer(S3Request request, ObjectInfo made)
            throws IOException, InterruptedException {
        Exchange exchange = request.exchange();
        ObjectFields.setVersion(exchange, made);
        EncryptionFields.setWritten(request, made.encryption());
        made.checksum()
                .ifPresent(checksum -> ChecksumFields.set(exchange, checksum, made.partCount()));
        request.respond(
                new XmlWriter()
                        .root("CopyObjectResult")
                        .element("LastModified", Times.iso(made.modifiedMs()))
                        .etag(made.etag())
                        .close("CopyObjectResult"));
    }

    private static boolean isReplace(S3Request request, String name) throws S3Exception {
        String directive = request.header(name).orElse("COPY");
        return switch (directive) {
            case "COPY" -> false;
            case "REPLACE" -> true;
            default -> throw new S3Exception(ErrorCode.INVALID_ARGUMENT, name + " is not valid.");
        };
    }
}
