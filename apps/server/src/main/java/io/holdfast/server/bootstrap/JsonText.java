package io.holdfast.server.bootstrap;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Writes a part of the file as JSON. Bounded, since anchors may repeat a part without end.
final class JsonText {
    private static final int CHARS_MAX = 64 << 10;
    private static final int DEPTH_MAX = 16;

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /// Empty when it is too large or too deep.
    static Optional<String> of(Node node) {
        JsonText text = new JsonText();
        return text.write(node, 0) ? Optional.of(text.out.toString()) : Optional.empty();
    }

    private boolean write(Node node, int depth) {
        if (depth > DEPTH_MAX || out.length() > CHARS_MAX) {
            return false;
        }
        return switch (node) {
            case ScalarNode scalar -> {
                writeScalar(scalar);
                yield true;
            }
            case SequenceNode sequence -> {
                out.append('[');
                boolean isWhole = true;
                for (Node one : sequence.getValue()) {
                    isWhole = isWhole && write(one, depth + 1);
                    out.append(',');
                }
                end(']');
                yield isWhole;
            }
            case MappingNode mapping -> {
                out.append('{');
                boolean isWhole = true;
                for (NodeTuple tuple : mapping.getValue()) {
                    isWhole = isWhole && writeField(tuple, depth);
                    out.append(',');
                }
                end('}');
                yield isWhole;
            }
            default -> false;
        };
    }

    private boolean writeField(NodeTuple tuple, int depth) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            return false;
        }
        writeString(key.getValue());
        out.append(':');
        return write(tuple.getValueNode(), depth + 1);
    }

    private void end(char bracket) {
        int last = out.length() - 1;
        if (out.charAt(last) == ',') {
            out.setCharAt(last, bracket);
        } else {
            out.append(bracket);
        }
    }

    /// A date such as 2012-10-17 is a text here, and so is a number that JSON would not write so.
    private void writeScalar(ScalarNode scalar) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        boolean isLiteral =
                tag.equals(Tag.BOOL) && (value.equals("true") || value.equals("false"))
                        || tag.equals(Tag.INT) && value.matches("-?(0|[1-9][0-9]{0,17})");
        if (isLiteral) {
            out.append(value);
        } else {
            writeString(value);
        }
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"' || one == '\\') {
                out.append('\\').append(one);
            } else if (one < ' ') {
                out.append("\\u%04x".formatted((int) one));
            } else {
                out.append(one);
            }
        }
        out.append('"');
    }
}
