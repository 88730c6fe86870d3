package io.holdfast.base.ports;

import java.util.Optional;

/// The accounts of the deployment. Any thread; answers from memory, without blocking.
public interface Accounts {
    /// The account of who asks; the default account for those who do not sign.
    Account of(Caller caller);

    /// The account of an id; the default account where there is no such id any more.
    Account byId(String id);

    /// The account that a canonical id names.
    Optional<Account> byCanonicalId(String canonicalId);

    /// A deployment with the default account alone.
    static Accounts single() {
        return new Accounts() {
            @Override
            public Account of(Caller caller) {
                return Account.DEFAULT;
            }

            @Override
            public Account byId(String id) {
                return Account.DEFAULT;
            }

            @Override
            public Optional<Account> byCanonicalId(String canonicalId) {
                return canonicalId.equals(Account.DEFAULT.canonicalId())
                        ? Optional.of(Account.DEFAULT)
                        : Optional.empty();
            }
        };
    }
}
