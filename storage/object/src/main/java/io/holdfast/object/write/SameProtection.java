package io.holdfast.object.write;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.Protection;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.Optional;

/// How bytes are to be sealed that are stored once more.
public final class SameProtection {
    private SameProtection() {}

    /// As they were.
    ///
    /// @param customer the key that they were opened with
    /// @throws StoreException CUSTOMER_KEY_NEEDED
    public static Optional<Protection> of(
            Optional<Envelope> envelope, Optional<CustomerKey> customer) throws StoreException {
        if (envelope.isEmpty()) {
            return Optional.empty();
        }
        Envelope was = envelope.get();
        return Optional.of(
                switch (was.mode()) {
                    case STORE -> new Protection.StoreKey();
                    case SERVICE ->
                            new Protection.ServiceKey(Optional.of(was.keyId()), was.context());
                    case CUSTOMER ->
                            new Protection.ClientKey(
                                    customer.orElseThrow(
                                            () ->
                                                    new StoreException(
                                                            StoreError.CUSTOMER_KEY_NEEDED,
                                                            "The object's key is needed.")));
                });
    }
}
