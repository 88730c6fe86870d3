package io.holdfast.s3.multipart;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.PartInfo;
import io.holdfast.object.PartRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.PutObject;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Etags;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Stores one part [S3 API: UploadPart].
public record UploadPart(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        int number = PartNumbers.parse(request);
        Payload body = request.payload();
        if (body.length() > PutObject.BODY_BYTES_MAX) {
            throw new S3Exception(ErrorCode.ENTITY_TOO_LARGE);
        }
        if (body.length() == 0) {
            body.finish();
        }
        PartInfo part =
                store.putPart(
                        new PartRequest(
                                request.name(),
                                PartNumbers.uploadId(request),
                                number,
                                body.digests().algorithm(),
                                EncryptionFields.customerKey(request)),
                        body);
        EncryptionFields.set(request, part.encryption());
        request.exchange().setHeader("ETag", Etags.quoted(part.etag()));
        part.checksum()
                .ifPresent(
                        checksum ->
                                request.exchange()
                                        .setHeader(
                                                checksum.algorithm().headerName(),
                                                ChecksumFields.text(checksum, 0)));
        request.respond(200);
    }
}
