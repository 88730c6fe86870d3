package io.holdfast.interop.durability;

import io.holdfast.interop.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Compares what a server holds with what its clients were told.
final class Auditor {
    private final S3Client s3;
    private final String bucket;
    private final Ledger ledger;

    Auditor(S3Client s3, String bucket, Ledger ledger) {
        this.s3 = s3;
        this.bucket = bucket;
        this.ledger = ledger;
    }

    /// Reads every key whole and lists the bucket; no writer may be at work. What it finds is what
    /// every later audit must find again.
    ///
    /// @throws AssertionError naming each key that is lost, torn or not listed
    void audit() throws IOException {
        audit(ledger::settled);
    }

    /// As {@link #audit}, on a server that lost too many drives to decide what was in flight: such
    /// a change may be found later though it is not found now, never the other way round.
    void auditUndecided() throws IOException {
        audit(ledger::seen);
    }

    private void audit(BiConsumer<String, Optional<Content>> matched) throws IOException {
        List<String> faults = new ArrayList<>();
        Set<String> present = new HashSet<>();
        for (String key : ledger.keys()) {
            Optional<byte[]> found = read(key);
            Optional<Optional<Content>> match = match(found, ledger.allowed(key));
            if (match.isEmpty()) {
                faults.add(
                        key
                                + ": found "
                                + found.map(bytes -> bytes.length + " bytes").orElse("nothing")
                                + ", allowed "
                                + ledger.allowed(key));
            } else {
                matched.accept(key, match.get());
                match.get().ifPresent(content -> present.add(key));
            }
        }
        Set<String> listed = new HashSet<>();
        s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix("t"))
                .contents()
                .forEach((S3Object object) -> listed.add(object.key()));
        if (faults.isEmpty() && !listed.equals(present)) {
            faults.add("listed " + listed + " but read " + present);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.size() + " faults:\n" + String.join("\n", faults));
        }
    }

    private Optional<byte[]> read(String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private static Optional<Optional<Content>> match(
            Optional<byte[]> found, List<Optional<Content>> allowed) throws IOException {
        for (Optional<Content> candidate : allowed) {
            if (candidate.isEmpty() != found.isEmpty()) {
                continue;
            }
            if (candidate.isEmpty()
                    || candidate.get().mismatch(new ByteArrayInputStream(found.get())) < 0) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
