package io.holdfast.s3.object;

import io.holdfast.object.Conditions;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.DeleteResult;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.s3.request.LockFields;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Etags;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.StoreErrors;
import io.holdfast.s3.wire.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One key of a DeleteObjects, and what became of it.
final class KeyDeletion {
    // Enough to fill a group commit; more would only queue.
    private static final int THREADS_MAX = 16;

    private final ObjectStore store;
    private final S3Request request;
    private final String key;
    private final String versionText;
    private final String etag;
    private @Nullable DeleteResult result;
    private @Nullable S3Exception refusal;

    KeyDeletion(ObjectStore store, S3Request request, String key, String versionText, String etag) {
        this.store = store;
        this.request = request;
        this.key = key;
        this.versionText = versionText;
        this.etag = etag;
    }

    /// Runs all, several at a time; returns when each has its outcome.
    static void runAll(List<KeyDeletion> deletions) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    int index;
                    while ((index = next.getAndIncrement()) < deletions.size()) {
                        if (!deletions.get(index).run()) {
                            return;
                        }
                    }
                };
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(THREADS_MAX, deletions.size()); i++) {
            threads.add(Thread.ofVirtual().name("delete-", i).start(work));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw e;
        }
    }

    /// @return false when interrupted
    private boolean run() {
        try {
            delete();
        } catch (S3Exception e) {
            refusal = e;
        } catch (StoreException e) {
            String message = e.getMessage();
            refusal =
                    new S3Exception(StoreErrors.codeOf(e.error()), message == null ? "" : message);
        } catch (InterruptedException _) {
            refusal = new S3Exception(ErrorCode.INTERNAL_ERROR);
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private void delete() throws S3Exception, StoreException, InterruptedException {
        if (Names.hasDotSegment(key)) {
            throw new S3Exception(ErrorCode.INVALID_OBJECT_NAME);
        }
        Optional<VersionId> version = Optional.empty();
        if (!versionText.isEmpty()) {
            version = VersionId.parse(versionText);
            if (version.isEmpty()) {
                throw new S3Exception(ErrorCode.NO_SUCH_VERSION);
            }
        }
        request.authorizeVersion(
                version.isEmpty() ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                request.bucket(),
                key,
                versionText);
        Conditions conditions =
                etag.isEmpty()
                        ? Conditions.NONE
                        : new Conditions(
                                Optional.of(Etags.unquoted(etag)),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty());
        result =
                store.delete(
                        new DeleteRequest(
                                new ObjectName(request.bucket(), key),
                                version,
                                conditions,
                                LockFields.isBypassing(request, key, versionText)));
    }

    /// Why the key was not deleted; empty when it was.
    Optional<S3Exception> refusal() {
        return result != null
                ? Optional.empty()
                : Optional.of(
                        refusal == null ? new S3Exception(ErrorCode.INTERNAL_ERROR) : refusal);
    }

    /// Writes the outcome; nothing for a success when the client wants quiet.
    void write(XmlWriter xml, boolean isQuiet) {
        if (result == null) {
            S3Exception why = refusal().orElseThrow();
            String message = why.getMessage();
            xml.open("Error").element("Code", why.code().code());
            xml.element("Message", message == null ? "" : message).element("Key", key);
            xml.optional("VersionId", versionText).close("Error");
            return;
        }
        if (isQuiet) {
            return;
        }
        xml.open("Deleted");
        String made = result.version().map(VersionId::toString).orElse("");
        if (result.isDeleteMarker()) {
            xml.element("DeleteMarker", true).optional("DeleteMarkerVersionId", made);
        }
        xml.element("Key", key).optional("VersionId", versionText).close("Deleted");
    }
}
