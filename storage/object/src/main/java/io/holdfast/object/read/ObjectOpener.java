package io.holdfast.object.read;

import io.holdfast.base.ports.ContentCipher;
import io.holdfast.drive.Family;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.row.PartTable;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.seal.Seals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Opens versions for reading. Any thread.
public final class ObjectOpener {
    private static final int ATTEMPTS = 20;

    private final Buckets buckets;
    private final VersionFinder versions;
    private final RowFinder rows;
    private final Seals seals;
    private final InlineData inline;
    private final DataTransfer transfer;
    private final RepairSink repairs;
    private final UploadPins pins;

    public ObjectOpener(
            Buckets buckets,
            VersionFinder versions,
            RowFinder rows,
            Seals seals,
            StripeBuffers buffers,
            BulkThreads bulk,
            RepairSink repairs,
            UploadPins pins) {
        this.buckets = buckets;
        this.versions = versions;
        this.rows = rows;
        this.seals = seals;
        this.inline = new InlineData(repairs, false);
        this.transfer = new DataTransfer(buffers, bulk);
        this.repairs = repairs;
        this.pins = pins;
    }

    /// Opens a version with its data.
    public OpenObject open(ReadRequest request) throws StoreException, InterruptedException {
        return openFound(request).object();
    }

    /// An open version.
    ///
    /// @param found as it was when it was opened
    public record Opened(FoundVersion found, OpenObject object) {
        public VersionRecord record() {
            return found.record();
        }
    }

    /// The same, with the row that it was found by.
    public Opened openFound(ReadRequest request) throws StoreException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FoundVersion found = find(request, true);
            Window window = window(request, found);
            Optional<ContentCipher> cipher =
                    seals.openVersion(found.key(), found.record(), request.customerKey());
            ConditionJudge.read(request.conditions(), found.record());
            Optional<OpenObject> opened = openData(request, found, window, cipher);
            if (opened.isPresent()) {
                return new Opened(found, opened.get());
            }
        }
        throw new StoreException(
                StoreError.READ_QUORUM_LOST, "the object changes too fast to be read");
    }

    /// Finds a version without touching its data.
    public OpenObject head(ReadRequest request) throws StoreException, InterruptedException {
        FoundVersion found = find(request, false);
        Window window = window(request, found);
        seals.checkCustomer(found.key(), found.record(), request.customerKey());
        ConditionJudge.read(request.conditions(), found.record());
        return new StoredObject(
                Infos.of(request.name(), found.record(), found.isLatest()),
                window.start,
                window.length,
                window.checksum,
                List.of(),
                () -> {});
    }

    /// What is known of a version, without the key to its bytes.
    public ObjectInfo info(ObjectName name, Optional<VersionId> version)
            throws StoreException, InterruptedException {
        ReadRequest wanted = new ReadRequest(name, version, OptionalInt.empty(), Conditions.NONE);
        FoundVersion found = find(wanted, false);
        return Infos.of(name, found.record(), found.isLatest());
    }

    /// The decided version that a request means; it has data.
    ///
    /// @throws StoreException NO_SUCH_BUCKET, NO_SUCH_KEY, NO_SUCH_VERSION, IS_DELETE_MARKER,
    ///   MARKER_HAS_NO_DATA
    public FoundVersion find(ReadRequest request, boolean withShards)
            throws StoreException, InterruptedException {
        ObjectName name = request.name();
        RowKey key = RowKey.of(buckets.get(name.bucket()).id(), name.keyBytes());
        if (request.version().isEmpty()) {
            FoundVersion found =
                    versions.newest(key, withShards)
                            .orElseThrow(
                                    () ->
                                            new StoreException(
                                                    StoreError.NO_SUCH_KEY,
                                                    "the key does not exist"));
            if (!found.record().isData()) {
                throw marker(StoreError.IS_DELETE_MARKER, found);
            }
            return found;
        }
        VersionId id = request.version().get();
        FoundVersion found =
                versions.version(key, id, withShards)
                        .orElseThrow(
                                () ->
                                        new StoreException(
                                                StoreError.NO_SUCH_VERSION,
                                                "the version does not exist"));
        if (!found.record().isData()) {
            throw marker(StoreError.MARKER_HAS_NO_DATA, found);
        }
        return found;
    }

    private static StoreException marker(StoreError error, FoundVersion found) {
        return new StoreException(
                error, "the version is a delete marker", Optional.of(Infos.idOf(found.record())));
    }

    /// The parts of a multipart version, in order.
    public List<PartRef> partsOf(FoundVersion found) throws StoreException, InterruptedException {
        VersionRecord record = found.record();
        if (!record.hasTableRow()) {
            return record.parts();
        }
        UploadId upload = record.upload().orElseThrow();
        // The table is written once, before the version that names it is decided: no sequence to
        // await.
        return rows.find(
                        found.leader(),
                        Family.PART,
                        Keys.table(upload),
                        Placement.rotation(found.key(), found.leader().geometry().drives()),
                        1,
                        false,
                        new RowFinder.Kind(_ -> 0, _ -> false))
                .map(replies -> PartTable.read(replies.record()))
                .orElseThrow(
                        () ->
                                new StoreException(
                                        StoreError.READ_QUORUM_LOST,
                                        "the part table of this object cannot be read"));
    }

    private static final class Window {
        long start;
        long length;
        Optional<ObjectChecksum> checksum = Optional.empty();
    }

    private Window window(ReadRequest request, FoundVersion found)
            throws StoreException, InterruptedException {
        VersionRecord record = found.record();
        Window window = new Window();
        window.length = record.size();
        window.checksum = record.checksum();
        if (request.partNumber().isEmpty()) {
            return window;
        }
        int wanted = request.partNumber().getAsInt();
        if (record.partCount() == 0) {
            if (wanted != 1) {
                throw noSuchPart();
            }
            return window;
        }
        for (PartRef part : partsOf(found)) {
            if (part.number() == wanted) {
                window.length = part.size();
                window.checksum = checksumOf(record, part);
                return window;
            }
            window.start += part.size();
        }
        throw noSuchPart();
    }

    /// The checksum of one part of a multipart version.
    public static Optional<ObjectChecksum> checksumOf(VersionRecord version, PartRef part) {
        if (version.checksum().isEmpty() || part.checksum().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ObjectChecksum(
                        version.checksum().get().algorithm(),
                        ChecksumType.FULL_OBJECT,
                        part.checksum().get()));
    }

    private static StoreException noSuchPart() {
        return new StoreException(
                StoreError.INVALID_PART_NUMBER, "the object has no part of that number");
    }

    private Optional<OpenObject> openData(
            ReadRequest request, FoundVersion found, Window window, Optional<ContentCipher> cipher)
            throws StoreException, InterruptedException {
        VersionRecord record = found.record();
        List<OpenRow> opened = new ArrayList<>();
        Runnable onClose = () -> {};
        if (record.upload().isPresent()) {
            UploadId upload = record.upload().get();
            pins.pin(upload);
            onClose = () -> pins.unpin(upload);
            boolean isListed = false;
            try {
                for (PartRef part : partsOf(found)) {
                    opened.add(partRow(found, upload, part, cipher));
                }
                isListed = true;
            } finally {
                if (!isListed) {
                    pins.unpin(upload);
                }
            }
        } else if (record.storedBytes() > 0) {
            RowData data =
                    new RowData(
                            found.leader(),
                            found.key(),
                            found.family(),
                            found.rowKey(),
                            record.coding(),
                            record.storedBytes());
            OpenRow row = new OpenRow(record.size(), Optional::empty, inline, transfer, repairs);
            if (!row.tryOpen(new OpenRow.Located(data, found.replies(), cipher))) {
                return Optional.empty();
            }
            if (record.size() == 0) {
                requireEmpty(row);
            }
            opened.add(row);
        }
        return Optional.of(
                new StoredObject(
                        Infos.of(request.name(), record, found.isLatest()),
                        window.start,
                        window.length,
                        window.checksum,
                        opened,
                        onClose));
    }

    /// A sealed object without bytes has a package that says so; nobody will ask for its bytes.
    private static void requireEmpty(OpenRow row) throws StoreException, InterruptedException {
        try {
            row.send(0, 0, _ -> {});
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be read", e);
        }
    }

    private OpenRow partRow(
            FoundVersion found, UploadId upload, PartRef part, Optional<ContentCipher> cipher) {
        byte[] rowKey = Keys.part(upload, part.number(), part.sequence());
        OpenRow.RowSource source =
                () -> {
                    Optional<RowReplies> replies =
                            rows.find(
                                    found.leader(),
                                    Family.PART,
                                    rowKey,
                                    Placement.rotation(
                                            found.key(), found.leader().geometry().drives()),
                                    found.leader().geometry().data(),
                                    true,
                                    new RowFinder.Kind(PartRecord::changeOf, _ -> false));
                    return replies.isEmpty()
                            ? Optional.empty()
                            : Optional.of(located(found, rowKey, part, replies.get(), cipher));
                };
        return new OpenRow(part.size(), source, inline, transfer, repairs);
    }

    private static OpenRow.Located located(
            FoundVersion found,
            byte[] rowKey,
            PartRef part,
            RowReplies replies,
            Optional<ContentCipher> cipher)
            throws StoreException {
        PartRecord record = PartRecord.read(replies.record());
        if (record.salt().isPresent() != cipher.isPresent() || record.size() != part.size()) {
            throw new StoreException(
                    StoreError.SEALED_DATA_DAMAGED, "A part is not the one that was stored.");
        }
        return new OpenRow.Located(
                new RowData(
                        found.leader(),
                        found.key(),
                        Family.PART,
                        rowKey,
                        record.coding(),
                        record.storedBytes()),
                replies,
                cipher.map(whole -> whole.ofPart(part.number(), record.salt().orElseThrow())));
    }
}
