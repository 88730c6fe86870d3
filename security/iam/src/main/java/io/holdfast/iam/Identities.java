package io.holdfast.iam;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credential;
import io.holdfast.base.ports.Credentials;
import io.holdfast.cluster.Registry;
import io.holdfast.iam.records.IdentityCodec;
import io.holdfast.iam.records.IdentityRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The identities of the deployment: kept in the registry, mirrored in memory. A change is in
/// force, and durable, when the call that made it returns; whoever is revoked then signs and does
/// nothing more. Requests that were allowed before go on. Any thread.
public final class Identities implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);
    private static final int ATTEMPTS = 100;

    private final Registry registry;
    private final Clock clock;
    private final Credential root;
    private volatile IdentityBook book = IdentityBook.empty();

    /// @param root of the deployment, which is in no registry and comes before every other key
    public Identities(Registry registry, Clock clock, Credential root) {
        this.registry = registry;
        this.clock = clock;
        this.root = root;
        load();
    }

    /// A change that comes meanwhile waits, and is put on top.
    private synchronized void load() {
        registry.watch(IdentityCodec.PREFIX, this::changed);
        Map<String, IdentityRecord> records = new HashMap<>();
        for (Registry.Entry entry : registry.list(IdentityCodec.PREFIX)) {
            read(entry).ifPresent(record -> records.put(entry.key(), record));
        }
        book = new IdentityBook(records, Optional.empty());
    }

    private synchronized void changed(String key, Optional<Registry.Entry> now) {
        book = book.with(key, now.flatMap(Identities::read));
    }

    /// What cannot be read grants nothing.
    private static Optional<IdentityRecord> read(Registry.Entry entry) {
        try {
            return Optional.of(IdentityCodec.read(entry.value()));
        } catch (IllegalArgumentException e) {
            LOG.error("{} in the registry cannot be read: {}", entry.key(), e.getMessage());
            return Optional.empty();
        }
    }

    /// Secrets of the keys that may sign now.
    public Credentials credentials() {
        return accessKey ->
                accessKey.equals(root.accessKey())
                        ? Optional.of(root)
                        : valid(accessKey)
                                .map(
                                        key ->
                                                new Credential(
                                                        key.accessKey(),
                                                        key.secretKey(),
                                                        "",
                                                        false));
    }

    /// What is granted to the keys that may sign now.
    public Bearer.Source bearers() {
        Bearer operator =
                Bearer.operator(new Requester.Identity("", Account.DEFAULT.canonicalId(), ""));
        return accessKey -> {
            if (accessKey.equals(root.accessKey())) {
                return Optional.of(operator);
            }
            IdentityBook now = book;
            return now.key(accessKey)
                    .filter(key -> now.isValid(key, clock.wallMs()))
                    .map(now::bearer);
        };
    }

    private Optional<IdentityRecord.Key> valid(String accessKey) {
        IdentityBook now = book;
        return now.key(accessKey).filter(key -> now.isValid(key, clock.wallMs()));
    }

    @Override
    public Account of(Caller caller) {
        if (!(caller instanceof Caller.Signed(String accessKey, boolean _))) {
            return Account.ANONYMOUS;
        }
        if (accessKey.equals(root.accessKey())) {
            return Account.DEFAULT;
        }
        IdentityBook now = book;
        return now.key(accessKey).map(key -> now.account(key.accountId())).orElse(Account.DEFAULT);
    }

    @Override
    public Account byId(String id) {
        return id.equals(Account.ANONYMOUS.id()) ? Account.ANONYMOUS : book.account(id);
    }

    @Override
    public Optional<Account> byCanonicalId(String canonicalId) {
        return canonicalId.equals(Account.DEFAULT.canonicalId())
                ? Optional.of(Account.DEFAULT)
                : book.tenantByCanonicalId(canonicalId).map(IdentityRecord.Tenant::account);
    }

    @Override
    public List<Account> byEmail(String email) {
        return book.byEmail(email);
    }

    /// Whether a record is valid by itself.
    ///
    /// @throws IdentityException what is wrong with it
    public static void check(IdentityRecord record) throws IdentityException {
        IdentityRules.check(record);
    }

    /// Puts records in place, all or none; those that are there are replaced. An account has one
    /// root key: a new one ends the one before.
    ///
    /// @throws IdentityException when one is not valid, when a key belongs to another account
    ///   already, or when the registry takes no writes
    public void put(List<IdentityRecord> records) throws IdentityException, InterruptedException {
        for (IdentityRecord record : records) {
            check(record);
        }
        write(
                () -> {
                    List<Registry.Write> writes = new ArrayList<>();
                    for (IdentityRecord record : records) {
                        String key = IdentityCodec.keyOf(record);
                        Optional<Registry.Entry> present = registry.get(key);
                        requireOwn(record, present.flatMap(Identities::read));
                        if (record instanceof IdentityRecord.RootKey rootKey) {
                            writes.addAll(endOthers(rootKey));
                        }
                        byte[] value = IdentityCodec.write(record);
                        if (present.isEmpty() || !Arrays.equals(value, present.get().value())) {
                            writes.add(Registry.Write.put(key, versionOf(present), value));
                        }
                    }
                    return writes;
                });
    }

    private List<Registry.Write> endOthers(IdentityRecord.RootKey rootKey) {
        return book.rootKeys(rootKey.accountId()).stream()
                .filter(other -> !other.accessKey().equals(rootKey.accessKey()))
                .map(other -> Registry.Write.remove(IdentityCodec.keyOf(other), Registry.ANY))
                .toList();
    }

    /// Removes records, all or none; those that are not there stay away. Service accounts of a user
    /// who is gone cannot sign.
    ///
    /// @throws IdentityException when the registry takes no writes
    public void remove(List<IdentityRecord> records)
            throws IdentityException, InterruptedException {
        List<Registry.Write> writes = new ArrayList<>();
        for (IdentityRecord record : records) {
            writes.add(Registry.Write.remove(IdentityCodec.keyOf(record), Registry.ANY));
        }
        write(() -> writes);
    }

    private void requireOwn(IdentityRecord record, Optional<IdentityRecord> present)
            throws IdentityException {
        if (record instanceof IdentityRecord.Key key && key.accessKey().equals(root.accessKey())) {
            throw new IdentityException(
                    "the access key \"%s\" is the root user's".formatted(key.accessKey()));
        }
        if (present.isPresent() && !present.get().accountId().equals(record.accountId())) {
            throw new IdentityException(
                    "%s belongs to another account".formatted(IdentityCodec.keyOf(record)));
        }
        if (record instanceof IdentityRecord.Tenant tenant) {
            requireUnlike(tenant, present);
        }
    }

    /// An account is the same only under the same name, and no two show the same canonical id.
    private void requireUnlike(IdentityRecord.Tenant tenant, Optional<IdentityRecord> present)
            throws IdentityException {
        if (present.isPresent()
                && present.get() instanceof IdentityRecord.Tenant other
                && !other.name().equals(tenant.name())) {
            throw new IdentityException(
                    "the account id %s is that of account \"%s\": give another"
                            .formatted(tenant.accountId(), other.name()));
        }
        Optional<Account> same = byCanonicalId(tenant.canonicalId());
        if (same.isPresent() && !same.get().id().equals(tenant.accountId())) {
            throw new IdentityException(
                    "the canonical id of account \"%s\" is another account's"
                            .formatted(tenant.name()));
        }
    }

    private static long versionOf(Optional<Registry.Entry> present) {
        return present.map(Registry.Entry::version).orElse(Registry.ABSENT);
    }

    /// What to write, by what is there now.
    @FunctionalInterface
    private interface Plan {
        List<Registry.Write> make() throws IdentityException;
    }

    private void write(Plan plan) throws IdentityException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Registry.Write> writes = plan.make();
            if (writes.isEmpty()) {
                return;
            }
            switch (registry.write(writes)) {
                case Registry.WriteOutcome.Written _ -> {
                    return;
                }
                case Registry.WriteOutcome.Conflict _ -> {
                    // Somebody else changed it: look again.
                }
                case Registry.WriteOutcome.Unavailable(String detail) ->
                        throw new IdentityException("the registry takes no writes: " + detail);
            }
        }
        throw new IdentityException("identities are being changed by others");
    }
}
