package io.holdfast.iam;

import io.holdfast.base.ports.Account;
import io.holdfast.iam.records.IdentityCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All identities at one moment. Immutable, except that it remembers what it worked out: so nothing
/// that was worked out from an earlier moment can outlive it. Any thread.
final class IdentityBook {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityBook.class);

    /// A name in an account.
    private record Name(String accountId, String name) {}

    private final Map<String, IdentityRecord> records;
    private final Map<String, IdentityRecord.Key> keys = new HashMap<>();
    private final Map<String, IdentityRecord.Tenant> tenants = new HashMap<>();
    private final Map<Name, Policy> policies = new HashMap<>();
    private final Map<String, List<IdentityRecord.Group>> groups = new HashMap<>();
    private final ConcurrentHashMap<String, Bearer> bearers = new ConcurrentHashMap<>();

    /// @param records by their key in the registry
    /// @param before whose policies need not be read again
    IdentityBook(Map<String, IdentityRecord> records, Optional<IdentityBook> before) {
        this.records = new HashMap<>(records);
        for (IdentityRecord record : this.records.values()) {
            switch (record) {
                case IdentityRecord.Key key -> keys.put(key.accessKey(), key);
                case IdentityRecord.Tenant tenant -> tenants.put(tenant.accountId(), tenant);
                case IdentityRecord.Group group ->
                        groups.computeIfAbsent(group.accountId(), _ -> new ArrayList<>())
                                .add(group);
                case IdentityRecord.NamedPolicy policy ->
                        policies.put(
                                new Name(policy.accountId(), policy.name()),
                                policy(policy, before));
            }
        }
    }

    static IdentityBook empty() {
        return new IdentityBook(Map.of(), Optional.empty());
    }

    /// With another record under a key, or without any.
    IdentityBook with(String key, Optional<IdentityRecord> record) {
        Map<String, IdentityRecord> changed = new HashMap<>(records);
        if (record.isPresent()) {
            changed.put(key, record.get());
        } else {
            changed.remove(key);
        }
        return new IdentityBook(changed, Optional.of(this));
    }

    private static Policy policy(IdentityRecord.NamedPolicy record, Optional<IdentityBook> before) {
        String key = IdentityCodec.keyOf(record);
        if (before.isPresent() && record.equals(before.get().records.get(key))) {
            Policy known = before.get().policies.get(new Name(record.accountId(), record.name()));
            if (known != null) {
                return known;
            }
        }
        try {
            return Policy.ofIdentity(
                    record.name(), record.document().getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            LOG.error("policy {} cannot be read: {}", record.name(), e.getMessage());
            return Policy.unreadable(record.name());
        }
    }

    Optional<IdentityRecord.Key> key(String accessKey) {
        return Optional.ofNullable(keys.get(accessKey));
    }

    List<IdentityRecord.RootKey> rootKeys(String accountId) {
        return keys.values().stream()
                .filter(IdentityRecord.RootKey.class::isInstance)
                .map(IdentityRecord.RootKey.class::cast)
                .filter(key -> key.accountId().equals(accountId))
                .toList();
    }

    Optional<IdentityRecord.Tenant> tenant(String accountId) {
        return Optional.ofNullable(tenants.get(accountId));
    }

    Optional<IdentityRecord.Tenant> tenantByCanonicalId(String canonicalId) {
        return tenants.values().stream()
                .filter(tenant -> tenant.canonicalId().equals(canonicalId))
                .findFirst();
    }

    /// Accounts with an address; letters' case does not matter.
    List<Account> byEmail(String email) {
        return tenants.values().stream()
                .filter(tenant -> !email.isEmpty() && tenant.email().equalsIgnoreCase(email))
                .map(IdentityRecord.Tenant::account)
                .toList();
    }

    Account account(String accountId) {
        return tenant(accountId).map(IdentityRecord.Tenant::account).orElse(Account.DEFAULT);
    }

    /// Whether a key may sign at this time: it, its parent and its account are there and enabled.
    boolean isValid(IdentityRecord.Key key, long nowMs) {
        if (!key.accountId().isEmpty() && !tenants.containsKey(key.accountId())) {
            return false;
        }
        return switch (key) {
            case IdentityRecord.RootKey _ -> true;
            case IdentityRecord.User user -> user.isEnabled();
            case IdentityRecord.ServiceKey service ->
                    service.isEnabled()
                            && (service.expiresMs().isEmpty()
                                    || nowMs < service.expiresMs().getAsLong())
                            && (service.parent().isEmpty() || isEnabledUser(service));
        };
    }

    private boolean isEnabledUser(IdentityRecord.ServiceKey service) {
        return keys.get(service.parent()) instanceof IdentityRecord.User parent
                && parent.isEnabled()
                && parent.accountId().equals(service.accountId());
    }

    /// All that is granted to a valid key.
    Bearer bearer(IdentityRecord.Key key) {
        Bearer known = bearers.get(key.accessKey());
        if (known != null) {
            return known;
        }
        Bearer bearer =
                switch (key) {
                    case IdentityRecord.RootKey root -> root(root.accountId(), Optional.empty());
                    case IdentityRecord.User user -> user(user, Optional.empty());
                    case IdentityRecord.ServiceKey service -> service(service);
                };
        bearers.put(key.accessKey(), bearer);
        return bearer;
    }

    private Bearer root(String accountId, Optional<Policy> session) {
        return new Bearer(
                identity(accountId, ""), accountId.isEmpty(), List.of(), List.of(), session);
    }

    private Bearer service(IdentityRecord.ServiceKey service) {
        Optional<Policy> session =
                service.session().map(text -> sessionPolicy(service.accessKey(), text));
        return keys.get(service.parent()) instanceof IdentityRecord.User parent
                ? user(parent, session)
                : root(service.accountId(), session);
    }

    private static Policy sessionPolicy(String accessKey, String document) {
        try {
            return Policy.ofIdentity(
                    "session of " + accessKey, document.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            LOG.error("the session policy of {} cannot be read: {}", accessKey, e.getMessage());
            return Policy.unreadable(accessKey);
        }
    }

    private Bearer user(IdentityRecord.User user, Optional<Policy> session) {
        List<String> names = new ArrayList<>(user.policies());
        List<String> memberOf = new ArrayList<>();
        for (IdentityRecord.Group group : groups.getOrDefault(user.accountId(), List.of())) {
            if (group.isEnabled() && group.members().contains(user.accessKey())) {
                memberOf.add(group.name());
                names.addAll(group.policies());
            }
        }
        List<Policy> granted = new ArrayList<>();
        for (String name : names.stream().distinct().toList()) {
            Policy own = policies.get(new Name(user.accountId(), name));
            if (own != null) {
                granted.add(own);
            } else {
                CannedPolicies.find(name).ifPresent(granted::add);
            }
        }
        return new Bearer(
                identity(user.accountId(), user.accessKey()), false, memberOf, granted, session);
    }

    private Requester.Identity identity(String accountId, String userName) {
        return new Requester.Identity(accountId, account(accountId).canonicalId(), userName);
    }
}
