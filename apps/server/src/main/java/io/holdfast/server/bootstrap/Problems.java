package io.holdfast.server.bootstrap;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a file. Confined to one thread.
final class Problems {
    /// Enough to see the pattern.
    private static final int SHOWN_MAX = 50;

    private final String file;
    private final List<String> all = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /// @param line from 1
    void add(int line, String problem) {
        if (all.size() < SHOWN_MAX) {
            all.add("%s, line %d: %s".formatted(file, line, problem));
        }
    }

    void throwIfAny() throws BootstrapException {
        if (!all.isEmpty()) {
            throw new BootstrapException(all);
        }
    }
}
