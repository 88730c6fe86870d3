package io.holdfast.http;

import java.nio.ByteBuffer;
import java.util.Map;

/// What is sent with a status that the listener decides on by itself.
///
/// @param fields of the answer
/// @param body may be empty
public record Refusal(Map<String, String> fields, ByteBuffer body) {
    /// Nothing but the status.
    public static final Refusal BARE = new Refusal(Map.of(), ByteBuffer.allocate(0));

    public Refusal {
        fields = Map.copyOf(fields);
        body = body.asReadOnlyBuffer();
    }
}
