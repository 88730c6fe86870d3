package io.holdfast.base.ports;

import java.util.Optional;

/// With whose key a new object is sealed.
public sealed interface Protection {
    /// The store's own key, which clients need not know of: SSE-S3.
    record StoreKey() implements Protection {}

    /// A key of the key service: SSE-KMS.
    ///
    /// @param keyId empty for the service's default
    /// @param context bound to the object's key by the service; no secret, may be empty
    record ServiceKey(Optional<String> keyId, byte[] context) implements Protection {}

    /// The client's key: SSE-C.
    record ClientKey(CustomerKey key) implements Protection {}

    /// Whether nobody may learn a digest of the plain bytes who has not the key: all but the
    /// store's own is so protected.
    default boolean isBlind() {
        return !(this instanceof StoreKey);
    }
}
