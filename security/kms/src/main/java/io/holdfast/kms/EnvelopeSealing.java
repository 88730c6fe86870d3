package io.holdfast.kms;

import io.holdfast.base.ByteWriter;
import io.holdfast.base.Host;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.DataKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.KeyService;
import io.holdfast.base.ports.ObjectSealing;
import io.holdfast.base.ports.Protection;
import io.holdfast.base.ports.SealingException;
import java.util.Optional;

/// Gives each object a random key and seals that under a data key of the key service, or under the
/// customer's key, bound to what it belongs to. Keeps nothing. Any thread.
public final class EnvelopeSealing implements ObjectSealing {
    private static final byte[] NOTHING = new byte[0];

    private final KeyService keys;

    public EnvelopeSealing(KeyService keys) {
        this.keys = keys;
    }

    @Override
    public void check(Protection wanted) throws SealingException, InterruptedException {
        switch (wanted) {
            case Protection.StoreKey _ -> keys.check(keyOf(Optional.empty()));
            case Protection.ServiceKey(Optional<String> keyId, byte[] _) ->
                    keys.check(keyOf(keyId));
            case Protection.ClientKey _ -> {
                // needs no service
            }
        }
    }

    @Override
    public Fresh seal(Protection wanted, byte[] binding)
            throws SealingException, InterruptedException {
        byte[] objectKey = new byte[Derivation.KEY_BYTES];
        Host.current().nextBytes(objectKey);
        Envelope envelope =
                switch (wanted) {
                    case Protection.StoreKey _ ->
                            byService(
                                    Envelope.Mode.STORE,
                                    keyOf(Optional.empty()),
                                    NOTHING,
                                    objectKey,
                                    binding);
                    case Protection.ServiceKey(Optional<String> keyId, byte[] context) ->
                            byService(
                                    Envelope.Mode.SERVICE,
                                    keyOf(keyId),
                                    context,
                                    objectKey,
                                    binding);
                    case Protection.ClientKey(CustomerKey key) ->
                            wrapped(
                                    new Envelope(
                                            Envelope.Mode.CUSTOMER, "", NOTHING, NOTHING, NOTHING),
                                    key.bytes(),
                                    objectKey,
                                    binding);
                };
        return new Fresh(envelope, new PackageCipher(objectKey));
    }

    private Envelope byService(
            Envelope.Mode mode, String keyId, byte[] context, byte[] objectKey, byte[] binding)
            throws SealingException, InterruptedException {
        DataKey dataKey = keys.newDataKey(keyId, context);
        return wrapped(
                new Envelope(mode, keyId, context, dataKey.sealed(), NOTHING),
                dataKey.plain(),
                objectKey,
                binding);
    }

    private static Envelope wrapped(Envelope empty, byte[] by, byte[] objectKey, byte[] binding) {
        return new Envelope(
                empty.mode(),
                empty.keyId(),
                empty.context(),
                empty.sealedDataKey(),
                WrappedKey.wrap(by, objectKey, bound(empty, binding)));
    }

    private String keyOf(Optional<String> named) throws SealingException {
        if (keys.defaultKey().isEmpty()) {
            throw new SealingException(
                    SealingException.Kind.NOT_CONFIGURED,
                    "No keys are configured on this server to encrypt with.");
        }
        return named.orElse(keys.defaultKey().get());
    }

    @Override
    public ContentCipher open(Envelope envelope, Optional<CustomerKey> key, byte[] binding)
            throws SealingException, InterruptedException {
        byte[] bound = bound(envelope, binding);
        if (envelope.mode() == Envelope.Mode.CUSTOMER) {
            return new PackageCipher(
                    WrappedKey.unwrap(given(key), envelope.sealedObjectKey(), bound)
                            .orElseThrow(
                                    () ->
                                            new SealingException(
                                                    SealingException.Kind.CUSTOMER_KEY_WRONG,
                                                    "The key is not the one that the object is"
                                                            + " encrypted with.")));
        }
        if (key.isPresent()) {
            throw new SealingException(
                    SealingException.Kind.CUSTOMER_KEY_UNEXPECTED,
                    "The object is not encrypted with a customer's key.");
        }
        byte[] dataKey =
                keys.openDataKey(envelope.keyId(), envelope.sealedDataKey(), envelope.context());
        return new PackageCipher(
                WrappedKey.unwrap(dataKey, envelope.sealedObjectKey(), bound)
                        .orElseThrow(
                                () ->
                                        new SealingException(
                                                SealingException.Kind.DAMAGED,
                                                "The object's sealed key belongs elsewhere.")));
    }

    private static byte[] given(Optional<CustomerKey> key) throws SealingException {
        if (key.isEmpty()) {
            throw new SealingException(
                    SealingException.Kind.CUSTOMER_KEY_NEEDED,
                    "The object is encrypted with a customer's key, which the request must give.");
        }
        return key.get().bytes();
    }

    /// What the wrapped key is authenticated with: that an envelope says nothing else of itself,
    /// and stands where it was made for.
    private static byte[] bound(Envelope envelope, byte[] binding) {
        return new ByteWriter(128)
                .u8(envelope.mode().code())
                .text(envelope.keyId())
                .bytes(envelope.context())
                .bytes(binding)
                .toBytes();
    }
}
