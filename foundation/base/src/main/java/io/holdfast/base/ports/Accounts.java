package io.holdfast.base.ports;

import java.util.List;
import java.util.Optional;

/// The accounts of the deployment. Any thread; answers from memory, without blocking.
public interface Accounts {
    /// The account of who asks; [Account#ANONYMOUS] for those who do not sign.
    Account of(Caller caller);

    /// The account of an id; the default account where there is no such id any more.
    Account byId(String id);

    /// The account that a canonical id names.
    Optional<Account> byCanonicalId(String canonicalId);

    /// The accounts that have this e-mail address.
    List<Account> byEmail(String email);

    /// A deployment with the default account alone.
    static Accounts single() {
        return new Accounts() {
            @Override
            public Account of(Caller caller) {
                return caller instanceof Caller.Anonymous ? Account.ANONYMOUS : Account.DEFAULT;
            }

            @Override
            public Account byId(String id) {
                return id.equals(Account.ANONYMOUS.id()) ? Account.ANONYMOUS : Account.DEFAULT;
            }

            @Override
            public Optional<Account> byCanonicalId(String canonicalId) {
                return canonicalId.equals(Account.DEFAULT.canonicalId())
                        ? Optional.of(Account.DEFAULT)
                        : Optional.empty();
            }

            @Override
            public List<Account> byEmail(String email) {
                return List.of();
            }
        };
    }
}
