package io.holdfast.object.seal;

import io.holdfast.base.ByteWriter;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.ObjectSealing;
import io.holdfast.base.ports.Protection;
import io.holdfast.base.ports.SealingException;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.VersionRecord;
import java.util.Optional;

/// Makes and opens envelopes in the words of storage. An envelope is bound to bucket id, key, and
/// the write id of its version, or the id of the upload that the version was made by. Both are
/// random, in the row, and the version's alone; so a row or its bytes open nowhere else. May block
/// on a key service. Any thread.
public final class Seals {
    private static final int OF_VERSION = 1;
    private static final int OF_UPLOAD = 2;

    private final ObjectSealing sealing;

    public Seals(ObjectSealing sealing) {
        this.sealing = sealing;
    }

    /// Makes sure that objects can be protected so.
    public void check(Protection wanted) throws StoreException, InterruptedException {
        try {
            sealing.check(wanted);
        } catch (SealingException e) {
            throw refusal(e);
        }
    }

    /// The key of a version that will have this write id.
    public ObjectSealing.Fresh sealVersion(Protection wanted, RowKey key, long writeId)
            throws StoreException, InterruptedException {
        return seal(wanted, ofVersion(key, writeId));
    }

    /// The key of an upload.
    public ObjectSealing.Fresh sealUpload(Protection wanted, RowKey key, UploadId upload)
            throws StoreException, InterruptedException {
        return seal(wanted, ofUpload(key, upload));
    }

    private ObjectSealing.Fresh seal(Protection wanted, byte[] binding)
            throws StoreException, InterruptedException {
        try {
            return sealing.seal(wanted, binding);
        } catch (SealingException e) {
            throw refusal(e);
        }
    }

    /// The cipher of a version's bytes, or of its upload; empty when they are not sealed.
    ///
    /// @param customer the key that came with the request
    public Optional<ContentCipher> openVersion(
            RowKey key, VersionRecord record, Optional<CustomerKey> customer)
            throws StoreException, InterruptedException {
        byte[] binding =
                record.upload().isPresent()
                        ? ofUpload(key, record.upload().get())
                        : ofVersion(key, record.writeId());
        return open(record.envelope(), customer, binding);
    }

    /// The cipher of an upload in progress; empty when its parts are not sealed.
    public Optional<ContentCipher> openUpload(
            RowKey key,
            UploadId upload,
            Optional<Envelope> envelope,
            Optional<CustomerKey> customer)
            throws StoreException, InterruptedException {
        try {
            return open(envelope, customer, ofUpload(key, upload));
        } catch (StoreException e) {
            if (e.error() == StoreError.CUSTOMER_KEY_WRONG) {
                throw new StoreException(
                        StoreError.UPLOAD_KEY_WRONG,
                        "The key is not the one that the upload was begun with.");
            }
            throw e;
        }
    }

    /// Makes sure that a customer's key is given where one is needed, is the right one, and is not
    /// given where none is. Asks no key service.
    public void checkCustomer(RowKey key, VersionRecord record, Optional<CustomerKey> customer)
            throws StoreException, InterruptedException {
        boolean isCustomers =
                record.envelope().filter(Seals::isCustomers).isPresent() || customer.isPresent();
        if (isCustomers) {
            var _ = openVersion(key, record, customer);
        }
    }

    private static boolean isCustomers(Envelope envelope) {
        return envelope.mode() == Envelope.Mode.CUSTOMER;
    }

    private Optional<ContentCipher> open(
            Optional<Envelope> envelope, Optional<CustomerKey> customer, byte[] binding)
            throws StoreException, InterruptedException {
        if (envelope.isEmpty()) {
            if (customer.isPresent()) {
                throw new StoreException(
                        StoreError.CUSTOMER_KEY_UNEXPECTED, "The object is not encrypted.");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(sealing.open(envelope.get(), customer, binding));
        } catch (SealingException e) {
            throw refusal(e);
        }
    }

    private static byte[] ofVersion(RowKey key, long writeId) {
        return new ByteWriter(64)
                .u8(OF_VERSION)
                .i64(key.bucketId())
                .i64(writeId)
                .raw(key.key())
                .toBytes();
    }

    private static byte[] ofUpload(RowKey key, UploadId upload) {
        return new ByteWriter(64)
                .u8(OF_UPLOAD)
                .i64(key.bucketId())
                .i64(upload.high())
                .i64(upload.low())
                .raw(key.key())
                .toBytes();
    }

    /// The refusal that a failed opening stands for.
    static StoreException refusal(SealingException failure) {
        StoreError error =
                switch (failure.kind()) {
                    case NOT_CONFIGURED -> StoreError.NO_KEY_SERVICE;
                    case NO_SUCH_KEY -> StoreError.NO_SUCH_SEALING_KEY;
                    case UNAVAILABLE -> StoreError.KEY_SERVICE_UNAVAILABLE;
                    case CUSTOMER_KEY_NEEDED -> StoreError.CUSTOMER_KEY_NEEDED;
                    case CUSTOMER_KEY_WRONG -> StoreError.CUSTOMER_KEY_WRONG;
                    case CUSTOMER_KEY_UNEXPECTED -> StoreError.CUSTOMER_KEY_UNEXPECTED;
                    case DAMAGED -> StoreError.SEALED_DATA_DAMAGED;
                };
        return new StoreException(error, String.valueOf(failure.getMessage()));
    }
}
