package io.holdfast.iam;

/// Who asks, as the `Principal` of a statement sees it.
public sealed interface Requester {
    /// Nobody in particular: the request is not signed.
    record Anonymous() implements Requester {}

    /// Somebody with a key.
    ///
    /// @param accountId of the account, 12 digits; empty for the default account
    /// @param canonicalId of the account, as grants name it
    /// @param userName of the user; for derived keys that of their parent; empty for the account's
    ///   root
    record Identity(String accountId, String canonicalId, String userName) implements Requester {
        /// Whether it is the account itself.
        public boolean isRoot() {
            return userName.isEmpty();
        }
    }
}
