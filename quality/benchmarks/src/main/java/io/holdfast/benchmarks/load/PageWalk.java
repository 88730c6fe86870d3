package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/// Goes through a whole bucket in pages of 1,000 keys, again and again; a step is a page. Confined
/// to one thread.
public final class PageWalk implements Work.Step {
    private static final String KEY = "<Key>";
    private static final String TOKEN = "<NextContinuationToken>";

    private final Target target;
    private final Presigner presigner;
    private final int expectedKeys;
    private String token = "";
    private int keys;
    private int walks;

    /// @param expectedKeys in the bucket; a walk that finds another number fails
    public PageWalk(Target target, int expectedKeys) {
        this.target = target;
        this.presigner = new Presigner(target, Instant.now());
        this.expectedKeys = expectedKeys;
    }

    /// Walks that came to their end.
    public int walks() {
        return walks;
    }

    @Override
    public long take(Connection connection, int index) throws IOException {
        Map<String, String> parameters =
                token.isEmpty() ? Map.of() : Map.of("continuation-token", token);
        Ask ask = Ask.page(target.bucket(), parameters);
        String page = connection.text(ByteBuffer.wrap(ask.head(presigner, 0)));
        for (int at = page.indexOf(KEY); at >= 0; at = page.indexOf(KEY, at + 1)) {
            keys++;
        }
        int next = page.indexOf(TOKEN);
        if (next >= 0) {
            next += TOKEN.length();
            token = page.substring(next, page.indexOf('<', next)).replace("&#43;", "+");
        } else {
            endWalk();
        }
        return page.length();
    }

    private void endWalk() throws IOException {
        if (keys != expectedKeys) {
            throw new IOException("a walk found " + keys + " keys instead of " + expectedKeys);
        }
        walks++;
        keys = 0;
        token = "";
    }
}
