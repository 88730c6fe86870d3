package io.holdfast.server.bootstrap;

import java.util.List;

/// A bootstrap file is refused: one sentence for each problem, with its line. Holds no secret.
public final class BootstrapException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public BootstrapException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
