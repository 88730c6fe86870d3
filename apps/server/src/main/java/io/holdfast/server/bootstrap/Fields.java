package io.holdfast.server.bootstrap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// The fields of one mapping of the file. Whatever is wrong becomes a problem with its line, and a
/// value that does no harm. Values are not shown: they may be secrets.
final class Fields {
    private final Problems problems;
    private final Secrets secrets;
    private final int line;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Set<String> known = new TreeSet<>();

    private Fields(Problems problems, Secrets secrets, int line) {
        this.problems = problems;
        this.secrets = secrets;
        this.line = line;
    }

    static Fields of(Node node, Problems problems, Secrets secrets) {
        Fields fields = new Fields(problems, secrets, lineOf(node));
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                fields.add(tuple);
            }
        } else {
            problems.add(lineOf(node), "a list of \"name: value\" is needed here");
        }
        return fields;
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(lineOf(tuple.getKeyNode()), "a name must be a text");
        } else if (nodes.put(key.getValue(), tuple.getValueNode()) != null) {
            problems.add(lineOf(key), "\"" + key.getValue() + "\" stands twice");
        }
    }

    /// From 1.
    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    int line() {
        return line;
    }

    /// The line of a field, or of the whole where it is not there.
    int lineOf(String name) {
        Node node = nodes.get(name);
        return node == null ? line : lineOf(node);
    }

    boolean has(String name) {
        known.add(name);
        Node node = nodes.get(name);
        return node != null && !node.getTag().equals(Tag.NULL);
    }

    void problem(String name, String what) {
        problems.add(lineOf(name), name + ": " + what);
    }

    /// Refuses fields that nobody asked for, as misspelt ones are.
    void end() {
        for (Map.Entry<String, Node> field : new LinkedHashMap<>(nodes).entrySet()) {
            if (!known.contains(field.getKey())) {
                problems.add(
                        lineOf(field.getValue()),
                        "\"%s\" is unknown here; known are %s"
                                .formatted(field.getKey(), String.join(", ", known)));
            }
        }
    }

    /// A text that has to be there.
    String required(String name) {
        if (!has(name)) {
            problems.add(line, name + " is missing");
            return "";
        }
        return text(name, "");
    }

    String text(String name, String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (nodes.get(name) instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(name, "is no text");
        return otherwise;
    }

    /// A text here, in a file (`{file: name}`) or in a variable (`{env: NAME}`).
    String secret(String name) {
        if (has(name) && nodes.get(name) instanceof MappingNode mapping) {
            return elsewhere(name, mapping).orElse("");
        }
        return required(name);
    }

    private Optional<String> elsewhere(String name, MappingNode mapping) {
        Fields place = of(mapping, problems, secrets);
        boolean isFile = place.has("file");
        if (isFile == place.has("env")) {
            problem(name, "give a text, {file: NAME} or {env: NAME}");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    isFile
                            ? secrets.file(place.required("file"))
                            : secrets.variable(place.required("env")));
        } catch (IOException e) {
            problem(name, "" + e.getMessage());
            return Optional.empty();
        } finally {
            place.end();
        }
    }

    /// A JSON document: as a text, in a file, or written out in the file's own notation.
    Optional<String> document(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        Node node = nodes.get(name);
        if (node instanceof MappingNode mapping) {
            boolean isElsewhere =
                    mapping.getValue().size() == 1
                            && mapping.getValue().getFirst().getKeyNode() instanceof ScalarNode key
                            && Set.of("file", "env").contains(key.getValue());
            return isElsewhere ? elsewhere(name, mapping) : json(name, mapping);
        }
        return Optional.of(text(name, ""));
    }

    private Optional<String> json(String name, MappingNode mapping) {
        Optional<String> json = JsonText.of(mapping);
        if (json.isEmpty()) {
            problem(name, "is too large or too deep");
        }
        return json;
    }

    boolean flag(String name, boolean otherwise) {
        return switch (text(name, Boolean.toString(otherwise))) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> {
                problem(name, "is neither true nor false");
                yield otherwise;
            }
        };
    }

    int number(String name, int from, int to) {
        String text = required(name);
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        }
        problem(name, "is no number from %d to %d".formatted(from, to));
        return from;
    }

    /// Texts in a list; one text alone is a list of one.
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Node node : nodes(name)) {
            if (node instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problems.add(lineOf(node), name + " holds something that is no text");
            }
        }
        return texts;
    }

    /// Mappings in a list.
    List<Fields> list(String name) {
        return nodes(name).stream().map(node -> of(node, problems, secrets)).toList();
    }

    private List<Node> nodes(String name) {
        if (!has(name)) {
            return List.of();
        }
        Node node = nodes.get(name);
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        return node instanceof ScalarNode || node instanceof MappingNode
                ? List.of(node)
                : List.of();
    }

    /// A mapping below; empty when it is not there.
    Optional<Fields> inside(String name) {
        Node node = nodes.get(name);
        return has(name) && node != null
                ? Optional.of(of(node, problems, secrets))
                : Optional.empty();
    }

    /// All fields, which are texts.
    Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String name : new TreeSet<>(nodes.keySet())) {
            pairs.put(name, text(name, ""));
        }
        return pairs;
    }
}
