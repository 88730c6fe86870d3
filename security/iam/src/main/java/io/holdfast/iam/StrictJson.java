package io.holdfast.iam;

import java.util.Iterator;
import java.util.NoSuchElementException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.jr.stree.JacksonJrsTreeCodec;
import tools.jackson.jr.stree.JrsValue;

/// Reads JSON of strangers strictly: no field twice, nothing behind the end, bounded depth.
/// Immutable; any thread.
public final class StrictJson {
    private static final JacksonJrsTreeCodec TREES = new JacksonJrsTreeCodec();

    private final JsonFactory factory;

    /// @param depthMax how many arrays and objects may be inside one another
    /// @param liberties that the writers of these documents take
    public StrictJson(int depthMax, JsonReadFeature... liberties) {
        JsonFactoryBuilder builder =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder().maxNestingDepth(depthMax).build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        for (JsonReadFeature liberty : liberties) {
            builder.enable(liberty);
        }
        factory = builder.build();
    }

    /// The value that is the whole text; a missing one when there is none.
    ///
    /// @throws JacksonException when the text is no such JSON
    public JrsValue read(String text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return JacksonJrsTreeCodec.MISSING;
            }
            JrsValue value = TREES.readTree(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "a value is followed by another");
            }
            return value;
        }
    }

    /// The values that follow one another in the text; of a text that begins with an array its
    /// elements, and nobody looks at what is behind it. Each is read when it is asked for.
    ///
    /// @throws JacksonException when the text is no such JSON, also by the iterator
    public Iterator<JrsValue> readAll(String text) {
        JsonParser parser = factory.createParser(ObjectReadContext.empty(), text);
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.clearCurrentToken();
        }
        return new Values(parser);
    }

    /// The parser stands at a value that was not handed out yet, or at none. It reads from memory,
    /// so nothing stays open when nobody closes it.
    private record Values(JsonParser parser) implements Iterator<JrsValue> {
        @Override
        public boolean hasNext() {
            JsonToken token = parser.hasCurrentToken() ? parser.currentToken() : parser.nextToken();
            return token != null && token != JsonToken.END_ARRAY;
        }

        @Override
        public JrsValue next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            JrsValue value = TREES.readTree(parser);
            parser.clearCurrentToken();
            return value;
        }
    }
}
