package io.holdfast.s3.multipart;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.PartCopyRequest;
import io.holdfast.object.PartCopyResult;
import io.holdfast.object.PartInfo;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.CopySource;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.OptionalLong;

/// Stores one part from an object's bytes [S3 API: UploadPartCopy].
public record UploadPartCopy(ObjectStore store) implements Operation {
    private static final String UNIT = "bytes=";

    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        int number = PartNumbers.parse(request);
        ReadRequest source = CopySource.parse(request);
        OptionalLong start = OptionalLong.empty();
        OptionalLong end = OptionalLong.empty();
        String range = request.header("x-amz-copy-source-range").orElse("");
        if (!range.isEmpty()) {
            int dash = range.indexOf('-');
            if (!range.startsWith(UNIT) || dash < 0) {
                throw invalidRange();
            }
            long first = number(range.substring(UNIT.length(), dash));
            long last = number(range.substring(dash + 1));
            if (first > last) {
                throw invalidRange();
            }
            start = OptionalLong.of(first);
            end = OptionalLong.of(last);
        }
        PartCopyResult copied =
                copy(
                        new PartCopyRequest(
                                source,
                                request.name(),
                                PartNumbers.uploadId(request),
                                number,
                                start,
                                end,
                                EncryptionFields.customerKey(request)));
        PartInfo part = copied.part();
        CopySource.setVersion(request, source, copied.source());
        EncryptionFields.set(request, part.encryption());
        XmlWriter xml = new XmlWriter().root("CopyPartResult");
        xml.element("LastModified", Times.iso(part.modifiedMs())).etag(part.etag());
        part.checksum().ifPresent(checksum -> ChecksumFields.write(xml, checksum, 0));
        request.respond(xml.close("CopyPartResult"));
    }

    private PartCopyResult copy(PartCopyRequest copy)
            throws S3Exception, StoreException, IOException, InterruptedException {
        try {
            return store.copyPart(copy);
        } catch (StoreException e) {
            if (e.error() == StoreError.NOT_MODIFIED) {
                throw new S3Exception(ErrorCode.PRECONDITION_FAILED);
            }
            throw e;
        }
    }

    private static long number(String text) throws S3Exception {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw invalidRange();
    }

    private static S3Exception invalidRange() {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, "The range of the source is not valid.");
    }
}
