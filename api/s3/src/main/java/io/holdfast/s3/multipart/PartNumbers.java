package io.holdfast.s3.multipart;

import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;

/// Part numbers and upload ids of queries.
final class PartNumbers {
    static final int MAX = 10_000;

    private PartNumbers() {}

    /// @throws S3Exception INVALID_ARGUMENT above 10,000, INVALID_PART for what is no number from 1
    static int parse(S3Request request) throws S3Exception {
        int number;
        try {
            number = Integer.parseInt(request.query().getOrEmpty("partNumber"));
        } catch (NumberFormatException _) {
            throw new S3Exception(ErrorCode.INVALID_PART, "The part number is not valid.");
        }
        if (number > MAX) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "Parts are numbered up to 10000.");
        }
        if (number < 1) {
            throw new S3Exception(ErrorCode.INVALID_PART, "The part number is not valid.");
        }
        return number;
    }

    static String uploadId(S3Request request) {
        return request.query().getOrEmpty("uploadId");
    }
}
