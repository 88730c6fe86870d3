package io.holdfast.object.write;

import io.holdfast.base.ports.Protection;
import io.holdfast.object.AppendRequest;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PutRequest;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.read.ObjectOpener;
import io.holdfast.object.row.VersionRecord;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds bytes at an object's end by storing all of them as one new version, which is decided only
/// if the object is still the one that was read (docs/decisions/0061). Any thread.
public final class ObjectAppender {
    /// What may be rewritten to add a byte.
    private static final long SIZE_MAX = 5L << 30;

    private final ObjectOpener opener;
    private final ObjectWriter writer;
    private final ShardIds ids;

    public ObjectAppender(ObjectOpener opener, ObjectWriter writer, ShardIds ids) {
        this.opener = opener;
        this.writer = writer;
        this.ids = ids;
    }

    public ObjectInfo append(AppendRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        if (request.offset() + body.length() > SIZE_MAX) {
            throw new StoreException(
                    StoreError.TOO_LARGE, "objects can be added to up to a size of 5 GiB");
        }
        Optional<ObjectOpener.Opened> present = present(request);
        return present.isPresent() ? extend(request, present.get(), body) : make(request, body);
    }

    private Optional<ObjectOpener.Opened> present(AppendRequest request)
            throws StoreException, InterruptedException {
        try {
            return Optional.of(
                    opener.openFound(
                            ReadRequest.newest(request.name())
                                    .withCustomerKey(request.customerKey())));
        } catch (StoreException e) {
            return switch (e.error()) {
                case NO_SUCH_KEY, IS_DELETE_MARKER -> Optional.empty();
                default -> throw e;
            };
        }
    }

    private ObjectInfo make(AppendRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        requireOffset(request, 0);
        PutRequest put =
                new PutRequest(
                        request.name(),
                        request.attributes(),
                        request.conditions(),
                        ObjectChecksum.algorithm(request.checksum(), request.protection()),
                        request.protection());
        return writer.put(
                put, body, ids.nextLong(), head -> requireSame(head == null || !head.isData()));
    }

    private ObjectInfo extend(AppendRequest request, ObjectOpener.Opened present, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        VersionRecord record = present.record();
        try (OpenObject object = present.object()) {
            requireOffset(request, record.size());
            Optional<Protection> protection =
                    SameProtection.of(record.envelope(), request.customerKey());
            PutRequest put =
                    new PutRequest(
                            request.name(),
                            record.attributes().withLock(ObjectLock.NONE),
                            request.conditions(),
                            ObjectChecksum.algorithm(
                                    record.checksum().map(ObjectChecksum::algorithm), protection),
                            protection);
            ObjectBody whole =
                    new AppendedBody(
                            new SourceBody(object, 0, record.size()), body, request.checksum());
            return writer.put(
                    put, whole, ids.nextLong(), head -> requireSame(isSame(head, record)));
        }
    }

    /// Tags that were changed meanwhile would be lost, so any change counts.
    private static boolean isSame(@Nullable VersionRecord head, VersionRecord read) {
        return head != null && head.change() == read.change();
    }

    private static void requireSame(boolean isSame) throws StoreException {
        if (!isSame) {
            throw new StoreException(
                    StoreError.CHANGED_MEANWHILE, "the object was changed while it was added to");
        }
    }

    private static void requireOffset(AppendRequest request, long size) throws StoreException {
        if (request.offset() != size) {
            throw new StoreException(
                    StoreError.WRONG_OFFSET,
                    "the object has " + size + " bytes, which is the offset");
        }
    }
}
