package io.holdfast.object.multipart;

import io.holdfast.base.Hex;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.digest.Checksums;
import io.holdfast.digest.Md5Engine;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.row.UploadRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks the list of parts that a client completes an upload with, and works out what the object
/// has: its size, ETag and checksum [S3 API: CompleteMultipartUpload]. Pure.
///
/// @param parts in order
/// @param size of the whole
/// @param etag MD5 of the parts' MD5s
/// @param checksum of the whole, when the upload has one
record Assembly(List<PartRef> parts, long size, byte[] etag, Optional<ObjectChecksum> checksum) {
    /// Every part but the last has at least so many bytes.
    static final long PART_BYTES_MIN = 5L << 20;

    static final int PART_NUMBER_MAX = 10_000;

    private static final Optional<ChecksumAlgorithm> USUAL_CHECKSUM =
            Optional.of(ObjectChecksum.USUAL);

    Assembly {
        parts = List.copyOf(parts);
    }

    /// @param stored the last stored part of each number
    static Assembly of(
            CompleteRequest request, UploadRecord upload, Map<Integer, PartRecord> stored)
            throws StoreException {
        checkOrder(request);
        List<PartRef> parts = new ArrayList<>(request.parts().size());
        long size = 0;
        for (int i = 0; i < request.parts().size(); i++) {
            CompleteRequest.Part wanted = request.parts().get(i);
            PartRecord part = stored.get(wanted.partNumber());
            if (part == null || !Hex.of(part.etag()).equals(wanted.etag())) {
                throw invalidPart(wanted.partNumber());
            }
            checkPartChecksum(wanted, part, upload);
            if (i < request.parts().size() - 1 && part.size() < PART_BYTES_MIN) {
                throw new StoreException(
                        StoreError.PART_TOO_SMALL,
                        "part " + wanted.partNumber() + " is smaller than 5 MiB");
            }
            parts.add(
                    new PartRef(
                            wanted.partNumber(),
                            part.change(),
                            part.size(),
                            part.etag(),
                            part.modifiedMs(),
                            part.checksum().map(ObjectChecksum::value)));
            size += part.size();
        }
        if (request.expectedSize().isPresent() && request.expectedSize().getAsLong() != size) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "the parts do not add up to the declared size");
        }
        return new Assembly(
                parts,
                size,
                etag(parts),
                checksum(request, kindOf(request, upload, stored), parts));
    }

    private static void checkOrder(CompleteRequest request) throws StoreException {
        int last = 0;
        for (CompleteRequest.Part part : request.parts()) {
            if (part.partNumber() <= last) {
                throw new StoreException(
                        StoreError.INVALID_PART_ORDER, "part numbers must rise in the list");
            }
            last = part.partNumber();
        }
    }

    private static void checkPartChecksum(
            CompleteRequest.Part wanted, PartRecord part, UploadRecord upload)
            throws StoreException {
        if (upload.checksum().isEmpty()) {
            return;
        }
        if (wanted.checksum().isEmpty()) {
            if (upload.checksumType().equals(Optional.of(ChecksumType.COMPOSITE))) {
                throw new StoreException(
                        StoreError.PART_CHECKSUM_NEEDED,
                        "the upload was begun with a checksum for each part: that of part "
                                + wanted.partNumber()
                                + " has to be given");
            }
            return;
        }
        Optional<ChecksumValue> declared =
                ChecksumValue.parse(upload.checksum().get(), wanted.checksum().get());
        boolean isEqual =
                declared.isPresent()
                        && part.checksum().isPresent()
                        && Arrays.equals(declared.get().value(), part.checksum().get().value());
        if (!isEqual) {
            throw invalidPart(wanted.partNumber());
        }
    }

    private static StoreException invalidPart(int number) {
        return new StoreException(
                StoreError.INVALID_PART,
                "part " + number + " is not there, or has another ETag or checksum");
    }

    private static byte[] etag(List<PartRef> parts) {
        byte[] all = new byte[parts.size() * 16];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i).etag(), 0, all, i * 16, 16);
        }
        return Md5Engine.md5(all, 0, all.length);
    }

    /// Which checksum the object gets.
    private record Kind(ChecksumAlgorithm algorithm, ChecksumType type) {}

    /// The upload's, else the one that every part has because nobody asked for any.
    private static Optional<Kind> kindOf(
            CompleteRequest request, UploadRecord upload, Map<Integer, PartRecord> stored) {
        if (upload.checksum().isPresent() && upload.checksumType().isPresent()) {
            return Optional.of(new Kind(upload.checksum().get(), upload.checksumType().get()));
        }
        boolean isUsual =
                request.parts().stream()
                        .map(part -> stored.get(part.partNumber()))
                        .allMatch(Assembly::hasUsualChecksum);
        return isUsual
                ? Optional.of(new Kind(ObjectChecksum.USUAL, ChecksumType.FULL_OBJECT))
                : Optional.empty();
    }

    private static boolean hasUsualChecksum(@Nullable PartRecord part) {
        return part != null
                && part.checksum().map(ObjectChecksum::algorithm).equals(USUAL_CHECKSUM);
    }

    private static Optional<ObjectChecksum> checksum(
            CompleteRequest request, Optional<Kind> kind, List<PartRef> parts)
            throws StoreException {
        if (request.checksumType().isPresent()
                && kind.isPresent()
                && request.checksumType().get() != kind.get().type()) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "the upload has another checksum type");
        }
        if (request.checksum().isPresent()
                && !request.checksum()
                        .map(CompleteRequest.Whole::algorithm)
                        .equals(kind.map(Kind::algorithm))) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "the upload has another checksum algorithm");
        }
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        ChecksumAlgorithm algorithm = kind.get().algorithm();
        ChecksumType type = kind.get().type();
        List<byte[]> values = parts.stream().map(part -> part.checksum().orElseThrow()).toList();
        byte[] value =
                type == ChecksumType.COMPOSITE
                        ? Checksums.composite(algorithm, values)
                        : combined(algorithm, parts);
        String text = Base64.getEncoder().encodeToString(value);
        String full = type == ChecksumType.COMPOSITE ? text + "-" + parts.size() : text;
        if (request.checksum().isPresent()
                && !request.checksum().get().text().equals(full)
                && !request.checksum().get().text().equals(text)) {
            throw new StoreException(
                    StoreError.BAD_CHECKSUM, "the object's checksum is not the declared one");
        }
        return Optional.of(new ObjectChecksum(algorithm, type, value));
    }

    private static byte[] combined(ChecksumAlgorithm algorithm, List<PartRef> parts) {
        byte[] value = parts.getFirst().checksum().orElseThrow();
        for (PartRef part : parts.subList(1, parts.size())) {
            value = Checksums.combine(algorithm, value, part.checksum().orElseThrow(), part.size());
        }
        return value;
    }
}
