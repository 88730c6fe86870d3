package io.holdfast.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What each version has to read as, by the number of the request that made it.
public final class Contents {
    private final Map<Integer, Content> byToken = new HashMap<>();
    private final Map<String, Content> byEtag = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Content(byte[] bytes, String etag) {}

    void put(int token, byte[] bytes, String etag) {
        Content content = new Content(bytes, etag);
        byToken.put(token, content);
        byEtag.put(etag, content);
    }

    /// A copy was seen for the first time: from now on it is what it was seen to be.
    ///
    /// @return false when nothing with this ETag was ever stored
    boolean learn(int token, String etag) {
        Content content = byEtag.get(etag);
        if (content == null) {
            return false;
        }
        byToken.putIfAbsent(token, content);
        return true;
    }

    @Nullable Content get(int token) {
        return byToken.get(token);
    }

    Optional<String> etag(int token) {
        return Optional.ofNullable(byToken.get(token)).map(Content::etag);
    }
}
