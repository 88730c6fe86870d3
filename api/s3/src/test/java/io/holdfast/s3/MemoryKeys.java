package io.holdfast.s3;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.Protection;
import io.holdfast.object.ObjectEncryption;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.Base64;
import java.util.Optional;

/// The keys of {@link MemoryStore}, which has the key `one` and seals nothing. A customer's key is
/// kept in place of a key's name.
final class MemoryKeys {
    private static final String ONLY = "one";

    Optional<ObjectEncryption> of(Optional<Protection> protection) throws StoreException {
        if (protection.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (protection.get()) {
                    case Protection.StoreKey _ -> new ObjectEncryption(Envelope.Mode.STORE, ONLY);
                    case Protection.ServiceKey(Optional<String> keyId, byte[] _) -> {
                        if (!keyId.orElse(ONLY).equals(ONLY)) {
                            throw new StoreException(StoreError.NO_SUCH_SEALING_KEY, "absent");
                        }
                        yield new ObjectEncryption(Envelope.Mode.SERVICE, ONLY);
                    }
                    case Protection.ClientKey(CustomerKey key) ->
                            new ObjectEncryption(Envelope.Mode.CUSTOMER, text(key));
                });
    }

    void check(Optional<ObjectEncryption> encryption, Optional<CustomerKey> key)
            throws StoreException {
        boolean isCustomers =
                encryption.isPresent() && encryption.get().mode() == Envelope.Mode.CUSTOMER;
        if (isCustomers && key.isEmpty()) {
            throw new StoreException(StoreError.CUSTOMER_KEY_NEEDED, "needed");
        }
        if (isCustomers && !text(key.orElseThrow()).equals(encryption.get().keyId())) {
            throw new StoreException(StoreError.CUSTOMER_KEY_WRONG, "wrong");
        }
        if (!isCustomers && key.isPresent()) {
            throw new StoreException(StoreError.CUSTOMER_KEY_UNEXPECTED, "unexpected");
        }
    }

    private static String text(CustomerKey key) {
        return Base64.getEncoder().encodeToString(key.bytes());
    }
}
