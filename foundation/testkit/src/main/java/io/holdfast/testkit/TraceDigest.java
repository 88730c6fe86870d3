package io.holdfast.testkit;

/// One number for a sequence of numbers: equal sequences give equal numbers, others hardly ever.
public final class TraceDigest {
    private long value = 0xcbf29ce484222325L;

    /// Appends a number.
    public void add(long number) {
        value = (value ^ number) * 0x9e3779b97f4a7c15L;
        value ^= value >>> 29;
    }

    /// Appends bytes.
    public void add(byte[] bytes) {
        for (byte each : bytes) {
            value = (value ^ each) * 0x100000001b3L;
        }
        add(bytes.length);
    }

    /// Appends a text.
    public void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            value = (value ^ text.charAt(i)) * 0x100000001b3L;
        }
        add(text.length());
    }

    public long value() {
        return value;
    }
}
