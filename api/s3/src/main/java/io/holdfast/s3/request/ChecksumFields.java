package io.holdfast.s3.request;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.http.Exchange;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Checksums in fields and documents [S3 user guide: Checking object integrity].
public final class ChecksumFields {
    private ChecksumFields() {}

    /// The algorithm that a request names.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when it is unknown
    public static Optional<ChecksumAlgorithm> algorithm(S3Request request) throws S3Exception {
        Optional<String> name = request.header("x-amz-checksum-algorithm");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.ofS3Name(name.get());
        if (algorithm.isEmpty()) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "The checksum algorithm is unknown.");
        }
        return algorithm;
    }

    /// The type that a request names.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when it is unknown
    public static Optional<ChecksumType> type(S3Request request) throws S3Exception {
        Optional<String> name = request.header("x-amz-checksum-type");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return switch (name.get().toUpperCase(Locale.ROOT)) {
            case "FULL_OBJECT" -> Optional.of(ChecksumType.FULL_OBJECT);
            case "COMPOSITE" -> Optional.of(ChecksumType.COMPOSITE);
            default ->
                    throw new S3Exception(
                            ErrorCode.INVALID_ARGUMENT, "The checksum type is unknown.");
        };
    }

    /// Base64, with the number of parts behind a composite.
    public static String text(ObjectChecksum checksum, int partCount) {
        String value = Base64.getEncoder().encodeToString(checksum.value());
        return checksum.type() == ChecksumType.COMPOSITE && partCount > 0
                ? value + '-' + partCount
                : value;
    }

    /// Sets the fields of an answer.
    public static void set(Exchange exchange, ObjectChecksum checksum, int partCount) {
        exchange.setHeader(checksum.algorithm().headerName(), text(checksum, partCount));
        exchange.setHeader("x-amz-checksum-type", checksum.type().name());
    }

    /// Name of the element that carries a value.
    public static String elementName(ChecksumAlgorithm algorithm) {
        return "Checksum" + algorithm.s3Name();
    }

    /// Writes the value's element.
    public static void write(XmlWriter xml, ObjectChecksum checksum, int partCount) {
        xml.element(elementName(checksum.algorithm()), text(checksum, partCount));
    }
}
