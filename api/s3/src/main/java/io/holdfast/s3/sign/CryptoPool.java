package io.holdfast.s3.sign;

import java.util.concurrent.ConcurrentLinkedDeque;

/// Reuses the engines, whose making costs more than their work. Any thread.
final class CryptoPool {
    private final ConcurrentLinkedDeque<Crypto> idle = new ConcurrentLinkedDeque<>();

    Crypto take() {
        Crypto crypto = idle.pollFirst();
        return crypto == null ? new Crypto() : crypto;
    }

    /// Never more idle than were in use at once, which admission bounds.
    void give(Crypto crypto) {
        idle.addFirst(crypto);
    }
}
