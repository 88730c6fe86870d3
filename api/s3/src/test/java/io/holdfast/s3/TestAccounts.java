package io.holdfast.s3;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credential;
import io.holdfast.base.ports.Credentials;
import io.holdfast.iam.Bearer;
import io.holdfast.iam.Policy;
import io.holdfast.iam.PolicyException;
import io.holdfast.iam.Requester;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The default account and three more; the key of an account's root is its display name. The key
/// `writer` is a user of the first, who may write objects and do nothing else.
final class TestAccounts implements Accounts, Credentials {
    static final Account MAIN = new Account("111122223333", "c-main", "main");
    static final Account ALT = new Account("444455556666", "c-alt", "alt");
    static final Account THIRD = new Account("777788889999", "c-third", "third");
    private static final List<Account> ALL = List.of(Account.DEFAULT, MAIN, ALT, THIRD);

    private static Account named(String accessKey) {
        if (accessKey.equals("writer")) {
            return MAIN;
        }
        return ALL.stream()
                .filter(account -> account.displayName().equals(accessKey))
                .findFirst()
                .orElse(Account.DEFAULT);
    }

    @Override
    public Account of(Caller caller) {
        return caller instanceof Caller.Signed(String key, boolean _)
                ? named(key)
                : Account.ANONYMOUS;
    }

    @Override
    public Account byId(String id) {
        return ALL.stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElse(id.equals("anonymous") ? Account.ANONYMOUS : Account.DEFAULT);
    }

    @Override
    public Optional<Account> byCanonicalId(String canonicalId) {
        return ALL.stream().filter(one -> one.canonicalId().equals(canonicalId)).findFirst();
    }

    /// `twice@` is the address of two.
    @Override
    public List<Account> byEmail(String email) {
        return switch (email) {
            case "alt@example.org" -> List.of(ALT);
            case "twice@example.org" -> List.of(ALT, THIRD);
            default -> List.of();
        };
    }

    @Override
    public Optional<Credential> find(String accessKey) {
        return Optional.of(
                new Credential(accessKey, accessKey + "-secret", "", accessKey.equals("root")));
    }

    /// What is granted to a key: all in its own account.
    Optional<Bearer> bearer(String accessKey) {
        Account account = named(accessKey);
        boolean isWriter = accessKey.equals("writer");
        Requester.Identity identity =
                new Requester.Identity(
                        account.id(), account.canonicalId(), isWriter ? accessKey : "");
        return Optional.of(
                account.equals(Account.DEFAULT)
                        ? Bearer.operator(identity)
                        : new Bearer(
                                identity,
                                false,
                                List.of(),
                                isWriter ? List.of(writing()) : List.of(),
                                Optional.empty()));
    }

    private static Policy writing() {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::*\"}]}";
        try {
            return Policy.ofIdentity("writing", document.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            throw new IllegalStateException(e);
        }
    }
}
