package io.holdfast.benchmarks.load;

/// What can be measured. Those that read or delete need objects, which PUT makes first.
public enum Operation {
    PUT("PUT"),
    GET("GET"),
    HEAD("HEAD"),
    DELETE("DELETE"),
    /// Pages of 1,000 keys.
    LIST("GET"),
    /// One object in parts of the given size, from its beginning to its completion.
    MULTIPART("PUT");

    private final String method;

    Operation(String method) {
        this.method = method;
    }

    /// The HTTP method of the request.
    String method() {
        return method;
    }
}
