package io.holdfast.s3.object;

import io.holdfast.http.Exchange;
import io.holdfast.object.AppendRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.AttributeFields;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.Protections;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.List;

/// Adds bytes at an object's end [S3 API: PutObject, WriteOffsetBytes]. The object keeps what is
/// said of it.
public record AppendObject(ObjectStore store, Acls acls, Protections protections)
        implements Operation {
    private static final String FIELD = "x-amz-write-offset-bytes";

    /// What would have to be changed in the object that is there.
    private static final List<String> OF_NEW_OBJECTS =
            List.of("x-amz-tagging", "x-amz-storage-class", "x-amz-object-lock-mode");

    /// Whether a PUT is one.
    public static boolean isAsked(Exchange exchange) {
        return exchange.header(FIELD).isPresent();
    }

    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        long offset = offset(request);
        Payload body = request.payload();
        if (body.length() == 0) {
            body.finish();
        }
        ObjectInfo info =
                store.append(
                        new AppendRequest(
                                request.name(),
                                offset,
                                AttributeFields.parse(request).withAcl(acls.ofNewObject(request)),
                                ConditionFields.ofWrite(request),
                                body.digests().algorithm(),
                                protections.ofNewObject(request),
                                EncryptionFields.customerKey(request)),
                        body);
        ObjectFields.setWritten(request.exchange(), info);
        EncryptionFields.setWritten(request, info.encryption());
        info.checksum().ifPresent(checksum -> ChecksumFields.set(request.exchange(), checksum, 0));
        request.exchange().setHeader("x-amz-object-size", Long.toString(info.size()));
        request.respond(200);
    }

    private static long offset(S3Request request) throws S3Exception {
        long offset;
        try {
            offset = Long.parseLong(request.header(FIELD).orElse("").strip());
        } catch (NumberFormatException _) {
            offset = -1;
        }
        if (offset < 0) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, FIELD + " is not valid.");
        }
        boolean[] saysMore = {false};
        request.exchange()
                .eachHeader(
                        (name, _) ->
                                saysMore[0] |=
                                        name.regionMatches(true, 0, "x-amz-meta-", 0, 11)
                                                || OF_NEW_OBJECTS.stream()
                                                        .anyMatch(name::equalsIgnoreCase));
        if (offset > 0 && saysMore[0]) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST,
                    "An object that is added to keeps its metadata, tags, class and lock.");
        }
        return offset;
    }
}
