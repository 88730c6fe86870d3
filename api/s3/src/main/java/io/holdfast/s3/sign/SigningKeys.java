package io.holdfast.s3.sign;

import io.holdfast.base.ports.Credential;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.concurrent.ConcurrentHashMap;

/// Keys derived from secrets, remembered for the day that they serve. Any thread.
final class SigningKeys {
    // Some thousand keys in use a day and a few regions; beyond it all are derived anew.
    private static final int ENTRIES_MAX = 4096;

    private final ConcurrentHashMap<Scope, Derived> derived = new ConcurrentHashMap<>();

    private record Derived(String secret, Key key) {}

    Key find(Credential credential, Scope scope, Crypto crypto) {
        Derived known = derived.get(scope);
        if (known != null && Crypto.isEqual(known.secret, credential.secretKey())) {
            return known.key;
        }
        Key key = derive(credential.secretKey(), scope, crypto);
        if (derived.size() >= ENTRIES_MAX) {
            derived.clear();
        }
        derived.put(scope, new Derived(credential.secretKey(), key));
        return key;
    }

    static Key derive(String secret, Scope scope, Crypto crypto) {
        Key key = Crypto.key(("AWS4" + secret).getBytes(StandardCharsets.UTF_8));
        key = Crypto.key(crypto.hmac(key, scope.date()));
        key = Crypto.key(crypto.hmac(key, scope.region()));
        key = Crypto.key(crypto.hmac(key, scope.service()));
        return Crypto.key(crypto.hmac(key, "aws4_request"));
    }
}
