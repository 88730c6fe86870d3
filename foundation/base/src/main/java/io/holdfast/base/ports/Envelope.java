package io.holdfast.base.ports;

/// What is stored beside sealed bytes and leads whoever has the key to the object's own key. Holds
/// no secret in the clear.
///
/// @param mode whose key it is
/// @param keyId name in the key service; empty for a customer's key
/// @param context the client's encryption context; may be empty
/// @param sealedDataKey as the key service made it; empty for a customer's key
/// @param sealedObjectKey the object's key under the data key or the customer's
public record Envelope(
        Mode mode, String keyId, byte[] context, byte[] sealedDataKey, byte[] sealedObjectKey) {
    /// Whose key opens it.
    public enum Mode {
        STORE(1),
        SERVICE(2),
        CUSTOMER(3);

        private final int code;

        Mode(int code) {
            this.code = code;
        }

        /// The byte on disk; never reassigned.
        public int code() {
            return code;
        }

        /// @throws IllegalArgumentException when there is none of that code
        public static Mode ofCode(int code) {
            for (Mode mode : values()) {
                if (mode.code == code) {
                    return mode;
                }
            }
            throw new IllegalArgumentException("unknown mode of envelope " + code);
        }
    }
}
