package io.holdfast.s3.multipart;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadRequest;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.AttributeFields;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.Protections;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/// Begins an upload in parts [S3 API: CreateMultipartUpload].
public record CreateMultipartUpload(ObjectStore store, Acls acls, Protections protections)
        implements Operation {
    private static final String ROOT = "InitiateMultipartUploadResult";

    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Optional<ChecksumAlgorithm> algorithm = ChecksumFields.algorithm(request);
        Optional<ChecksumType> type = ChecksumFields.type(request);
        if (type.isPresent() && !isPossible(algorithm, type.get())) {
            throw new S3Exception(
                    ErrorCode.INVALID_ARGUMENT, "The checksum type does not fit the algorithm.");
        }
        UploadInfo upload =
                store.createUpload(
                        new UploadRequest(
                                request.name(),
                                AttributeFields.parse(request).withAcl(acls.ofNewObject(request)),
                                ConditionFields.ofWrite(request),
                                algorithm,
                                type,
                                protections.ofNewObject(request)));
        EncryptionFields.setWritten(request, upload.encryption());
        upload.checksum()
                .ifPresent(
                        made ->
                                request.exchange()
                                        .setHeader("x-amz-checksum-algorithm", made.s3Name()));
        upload.checksumType()
                .ifPresent(
                        made -> request.exchange().setHeader("x-amz-checksum-type", made.name()));
        request.respond(
                new XmlWriter()
                        .root(ROOT)
                        .element("Bucket", request.bucket())
                        .element("Key", request.key())
                        .element("UploadId", upload.uploadId())
                        .close(ROOT));
    }

    private static boolean isPossible(Optional<ChecksumAlgorithm> algorithm, ChecksumType type) {
        if (algorithm.isEmpty()) {
            return false;
        }
        return switch (type) {
            case FULL_OBJECT -> algorithm.get().canCombine();
            case COMPOSITE -> algorithm.get() != ChecksumAlgorithm.CRC64NVME;
        };
    }
}
