package io.holdfast.s3.multipart;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.ObjectFields;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.LockFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Etags;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes the object of its parts [S3 API: CompleteMultipartUpload].
public record CompleteMultipartUpload(ObjectStore store) implements Operation {
    private static final String ROOT = "CompleteMultipartUploadResult";
    private static final int DOCUMENT_MAX = 8 << 20;

    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (!LockFields.parse(request).isNone()) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST, "The lock is given when the upload is begun.");
        }
        Optional<CompleteRequest.Whole> checksum = declaredChecksum(request);
        // The fields speak of the object, not of this document, whose signature is checked.
        byte[] document = request.documentWithoutDigests(DOCUMENT_MAX);
        List<CompleteRequest.Part> parts = parts(document);
        if (parts.isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML, "At least one part is required.");
        }
        ObjectInfo info =
                store.completeUpload(
                        new CompleteRequest(
                                request.name(),
                                PartNumbers.uploadId(request),
                                parts,
                                ConditionFields.ofWrite(request),
                                expectedSize(request),
                                checksum,
                                ChecksumFields.type(request),
                                EncryptionFields.customerKey(request)));
        answer(request, info);
    }

    private static void answer(S3Request request, ObjectInfo info)
            throws IOException, InterruptedException {
        ObjectFields.setVersion(request.exchange(), info);
        EncryptionFields.set(request, info.encryption());
        String scheme = request.exchange().isSecure() ? "https://" : "http://";
        XmlWriter xml = new XmlWriter().root(ROOT);
        xml.element("Location", scheme + request.exchange().host() + request.exchange().rawPath());
        xml.element("Bucket", request.bucket()).element("Key", request.key()).etag(info.etag());
        info.checksum()
                .ifPresent(
                        made -> {
                            ChecksumFields.write(xml, made, info.partCount());
                            xml.element("ChecksumType", made.type().name());
                        });
        request.respond(xml.close(ROOT));
    }

    private static List<CompleteRequest.Part> parts(byte[] document) throws S3Exception {
        XmlElement root =
                XmlElement.parse(document, "CompleteMultipartUpload", "CompletedMultipartUpload");
        List<CompleteRequest.Part> parts = new ArrayList<>();
        for (XmlElement part : root.children("Part")) {
            if (parts.size() == PartNumbers.MAX) {
                throw new S3Exception(ErrorCode.MALFORMED_XML);
            }
            parts.add(
                    new CompleteRequest.Part(
                            number(part), Etags.unquoted(part.childText("ETag")), checksum(part)));
        }
        return parts;
    }

    private static int number(XmlElement part) throws S3Exception {
        try {
            return Integer.parseInt(part.childText("PartNumber"));
        } catch (NumberFormatException _) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
    }

    private static Optional<String> checksum(XmlElement part) {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String text = part.childText(ChecksumFields.elementName(algorithm));
            if (!text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static Optional<CompleteRequest.Whole> declaredChecksum(S3Request request)
            throws S3Exception {
        Optional<CompleteRequest.Whole> found = Optional.empty();
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            Optional<String> text = request.header(algorithm.headerName());
            if (text.isPresent() && found.isPresent()) {
                throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "Only one checksum is allowed.");
            }
            if (text.isPresent()) {
                requireValue(algorithm, text.get());
                found = Optional.of(new CompleteRequest.Whole(algorithm, text.get()));
            }
        }
        return found;
    }

    /// What is no checksum is wrong whatever the parts are.
    private static void requireValue(ChecksumAlgorithm algorithm, String text) throws S3Exception {
        int dash = text.lastIndexOf('-');
        String value = dash < 0 ? text : text.substring(0, dash);
        if (ChecksumValue.parse(algorithm, value).isEmpty()) {
            throw new S3Exception(ErrorCode.CONTENT_CHECKSUM_MISMATCH);
        }
    }

    private static OptionalLong expectedSize(S3Request request) throws S3Exception {
        String text = request.header("x-amz-mp-object-size").orElse("");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "x-amz-mp-object-size is not valid.");
        }
    }
}
