package io.holdfast.http;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that start at the wall clock's nanoseconds and count up, so that they differ between runs.
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final long NS_PER_MS = 1_000_000;

    private final AtomicLong last;

    RequestIds(long wallMs) {
        last = new AtomicLong(wallMs * NS_PER_MS);
    }

    String next() {
        return HEX.toHexDigits(last.incrementAndGet());
    }
}
