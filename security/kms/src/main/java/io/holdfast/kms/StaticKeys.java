package io.holdfast.kms;

import io.holdfast.base.ByteWriter;
import io.holdfast.base.Host;
import io.holdfast.base.ports.DataKey;
import io.holdfast.base.ports.KeyService;
import io.holdfast.base.ports.SealingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Master keys that the operator gave as text. Answers from memory. Any thread.
public final class StaticKeys implements KeyService {
    /// More would be a mistake.
    private static final int KEYS_MAX = 10_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    private final Map<String, byte[]> keys;
    private final Optional<String> defaultKey;

    private StaticKeys(Map<String, byte[]> keys) {
        this.keys = keys;
        this.defaultKey = keys.keySet().stream().findFirst();
    }

    /// No keys at all.
    public static StaticKeys none() {
        return new StaticKeys(Map.of());
    }

    /// Reads lines `name:base64`; empty ones and those that begin with `#` say nothing. The first
    /// key is the default.
    ///
    /// @param source where the lines are from, for the operator
    /// @param problems gains what is wrong, one sentence each, without any secret
    public static StaticKeys parse(String source, List<String> lines, List<String> problems) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        int number = 0;
        for (String raw : lines) {
            number++;
            String line = raw.strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String where = lines.size() == 1 ? source : "Line " + number + " of " + source;
                addKey(where, line, keys, problems);
            }
        }
        return new StaticKeys(keys);
    }

    private static void addKey(
            String where, String line, Map<String, byte[]> keys, List<String> problems) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        byte @Nullable [] key = colon < 0 ? null : decode(line.substring(colon + 1).strip());
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    where
                            + " names no key: write name:base64, the name of letters, digits, - _ and"
                            + " dots.");
        } else if (key == null || key.length != DATA_KEY_BYTES) {
            problems.add(
                    where
                            + " holds no key of 32 bytes in base64 behind the name: make one with"
                            + " 'openssl rand -base64 32'.");
        } else if (keys.size() == KEYS_MAX) {
            problems.add(where + " is one key too many: at most " + KEYS_MAX + " are taken.");
        } else if (keys.putIfAbsent(name, key) != null) {
            problems.add(where + " names the key " + name + " a second time: remove one of them.");
        }
    }

    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// These keys and, behind them, those of another; of two with the same name the first counts.
    public StaticKeys and(StaticKeys others) {
        Map<String, byte[]> all = new LinkedHashMap<>(keys);
        others.keys.forEach(all::putIfAbsent);
        return new StaticKeys(all);
    }

    @Override
    public Optional<String> defaultKey() {
        return defaultKey;
    }

    @Override
    public void check(String keyId) throws SealingException {
        master(keyId);
    }

    @Override
    public DataKey newDataKey(String keyId, byte[] context) throws SealingException {
        byte[] plain = new byte[DATA_KEY_BYTES];
        Host.current().nextBytes(plain);
        return new DataKey(plain, WrappedKey.wrap(master(keyId), plain, bound(keyId, context)));
    }

    @Override
    public byte[] openDataKey(String keyId, byte[] sealed, byte[] context) throws SealingException {
        return WrappedKey.unwrap(master(keyId), sealed, bound(keyId, context))
                .orElseThrow(
                        () ->
                                new SealingException(
                                        SealingException.Kind.DAMAGED,
                                        "The key "
                                                + keyId
                                                + " is not the one that this was sealed with."));
    }

    private byte[] master(String keyId) throws SealingException {
        byte[] key = keys.get(keyId);
        if (key == null) {
            throw new SealingException(
                    SealingException.Kind.NO_SUCH_KEY, "There is no key named " + keyId + ".");
        }
        return key;
    }

    private static byte[] bound(String keyId, byte[] context) {
        return new ByteWriter(64).text(keyId).bytes(context).toBytes();
    }

    /// Names alone.
    @Override
    public String toString() {
        return "StaticKeys" + keys.keySet();
    }
}
