package io.holdfast.s3.object;

import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// What GET and HEAD have in common: which bytes, which status, which fields.
final class ReadAnswer {
    private static final int PART_NUMBER_MAX = 10_000;

    private ReadAnswer() {}

    /// The version and part asked for. Conditions are judged later, on the open version.
    static ReadRequest requested(S3Request request) throws S3Exception {
        String text = request.query().getOrEmpty("partNumber");
        if (text.isEmpty()) {
            return new ReadRequest(
                    request.name(),
                    request.version(),
                    OptionalInt.empty(),
                    Conditions.NONE,
                    EncryptionFields.customerKey(request));
        }
        int number = request.query().number("partNumber", 0);
        if (number < 1 || number > PART_NUMBER_MAX) {
            throw new S3Exception(ErrorCode.INVALID_PART_NUMBER);
        }
        if (request.header("range").isPresent()) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST, "Range and partNumber exclude each other.");
        }
        return new ReadRequest(
                request.name(),
                request.version(),
                OptionalInt.of(number),
                Conditions.NONE,
                EncryptionFields.customerKey(request));
    }

    /// Answers all but the bytes.
    ///
    /// @return the bytes to send; empty when the answer is complete
    static Optional<ByteRange> begin(S3Request request, OpenObject open, boolean isPart)
            throws S3Exception, IOException, InterruptedException {
        ObjectInfo info = open.info();
        switch (ReadConditions.judge(ConditionFields.ofRead(request), info)) {
            case NOT_MODIFIED -> {
                ObjectFields.setValidators(request.exchange(), info);
                request.respond(304);
                return Optional.empty();
            }
            case FAILED -> throw new S3Exception(ErrorCode.PRECONDITION_FAILED);
            case GO_ON -> {
                // below
            }
        }
        ByteRange whole = new ByteRange(open.rangeStart(), open.rangeLength());
        Optional<ByteRange> range = Optional.empty();
        if (!isPart) {
            Optional<String> field = request.header("range");
            if (field.isPresent()) {
                range = ByteRange.parse(field.get(), info.size());
            }
        }
        ObjectFields.setRead(request, info);
        if (range.isEmpty() && request.isHeader("x-amz-checksum-mode", "ENABLED")) {
            open.checksum()
                    .ifPresent(
                            checksum ->
                                    ChecksumFields.set(
                                            request.exchange(),
                                            checksum,
                                            isPart ? 0 : info.partCount()));
        }
        ByteRange sent = range.orElse(whole);
        boolean isPartial = isPart || range.isPresent();
        if (isPart && info.partCount() > 0) {
            request.exchange()
                    .setHeader("x-amz-mp-parts-count", Integer.toString(info.partCount()));
        }
        if (isPartial && sent.length() > 0) {
            request.exchange().setHeader("Content-Range", sent.contentRange(info.size()));
        }
        request.exchange().start(isPartial ? 206 : 200, sent.length());
        return sent.length() == 0 ? Optional.empty() : Optional.of(sent);
    }
}
