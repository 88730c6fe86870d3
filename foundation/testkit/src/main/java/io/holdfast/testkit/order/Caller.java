package io.holdfast.testkit.order;

import io.holdfast.base.Hex;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What one client asks for, one call after the other: it chooses by its seed, and learns values
/// for its conditions and places for its listings from the answers. Confined to one thread.
final class Caller {
    private static final List<Integer> PAGES = List.of(1, 2, 2, 3, 1000, 1000, 1000);

    private final Mix mix;
    private final RandomGenerator random;
    private final Map<String, String> known = new HashMap<>();
    private Call.ListPage following = new Call.ListPage("", "", "", 0);

    /// A call with what it sends.
    record Request(Call call, byte[] body) {}

    Caller(Mix mix, RandomGenerator random) {
        this.mix = mix;
        this.random = random;
    }

    Request next() {
        int dice = random.nextInt(100);
        String key = key();
        if (dice < mix.listPercent()) {
            return new Request(page(), new byte[0]);
        }
        if (dice < mix.listPercent() + mix.copyPercent()) {
            String target = key();
            if (!target.equals(key)) {
                return new Request(new Call.Copy(key, target), new byte[0]);
            }
        }
        int kind = random.nextInt(20);
        if (kind < 8) {
            byte[] body = body();
            return new Request(new Call.Put(key, md5(body), condition(key, true)), body);
        }
        return new Request(
                kind < 12
                        ? new Call.Delete(
                                key, mix.hasConditionalDeletes() ? ifMatch(key) : Condition.NONE)
                        : new Call.Get(key, kind < 14 ? condition(key, false) : Condition.NONE),
                new byte[0]);
    }

    /// A truncated page is mostly followed by the next one.
    private Call.ListPage page() {
        if (following.entriesMax() > 0 && random.nextInt(4) > 0) {
            return following;
        }
        String prefix = mix.prefix();
        return new Call.ListPage(
                random.nextInt(4) > 0 ? prefix : prefix + mix.keys().getLast().charAt(0),
                random.nextInt(3) == 0 ? "/" : "",
                "",
                PAGES.get(random.nextInt(PAGES.size())));
    }

    private String key() {
        return mix.prefix() + mix.keys().get(random.nextInt(mix.keys().size()));
    }

    private byte[] body() {
        boolean isLarge = random.nextInt(100) < mix.largePercent();
        byte[] body =
                new byte
                        [isLarge
                                ? 1 + random.nextInt(mix.largeBytesMax())
                                : (int) (mix.smallBytesMax() * Math.pow(random.nextDouble(), 3))];
        random.nextBytes(body);
        return body;
    }

    private Condition condition(String key, boolean isWrite) {
        return switch (random.nextInt(6)) {
            case 0 -> isWrite ? new Condition.IfAbsent() : ifNoneMatch(key);
            case 1, 2 -> ifMatch(key);
            default -> Condition.NONE;
        };
    }

    private Condition ifMatch(String key) {
        String value = known.getOrDefault(key, "");
        return value.isEmpty() || random.nextBoolean()
                ? Condition.NONE
                : new Condition.IfMatch(value);
    }

    private Condition ifNoneMatch(String key) {
        String value = known.getOrDefault(key, "");
        return value.isEmpty() ? Condition.NONE : new Condition.IfNoneMatch(value);
    }

    /// Takes note of an answer.
    void learn(Call call, Answer answer) {
        switch (answer) {
            case Answer.Found(String value) when call instanceof Call.Get get ->
                    known.put(get.key(), value);
            case Answer.Found(String value) when call instanceof Call.Copy copy ->
                    known.put(copy.target(), value);
            case Answer.Done _ when call instanceof Call.Put put ->
                    known.put(put.key(), put.value());
            case Answer.Listed page when call instanceof Call.ListPage asked -> {
                known.putAll(page.values());
                follow(asked, page);
            }
            case Answer.Found _,
                    Answer.Done _,
                    Answer.Listed _,
                    Answer.Missing _,
                    Answer.Refused _,
                    Answer.None _ -> {}
        }
    }

    private void follow(Call.ListPage asked, Answer.Listed page) {
        String last =
                Stream.concat(page.values().keySet().stream(), page.prefixes().stream())
                        .max(String::compareTo)
                        .orElse("");
        following =
                new Call.ListPage(
                        asked.prefix(),
                        asked.delimiter(),
                        last,
                        page.isTruncated() ? asked.entriesMax() : 0);
    }

    private static String md5(byte[] body) {
        try {
            return Hex.of(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
