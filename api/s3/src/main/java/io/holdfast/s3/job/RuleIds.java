package io.holdfast.s3.job;

import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The ids of a document's rules: given by the client, or made here, and never twice.
final class RuleIds {
    private static final int CHARS_MAX = 255;

    private final String element;
    private final Set<String> given = new HashSet<>();
    private int made;

    /// @param element that holds an id
    private RuleIds(String element) {
        this.element = element;
    }

    /// Takes the ids of all rules.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when one is too long or given twice
    static RuleIds of(List<XmlElement> rules, String element) throws S3Exception {
        RuleIds ids = new RuleIds(element);
        for (XmlElement rule : rules) {
            String id = rule.childText(element);
            if (id.length() > CHARS_MAX) {
                throw Shape.argument("An id is at most 255 characters long.");
            }
            if (!id.isEmpty() && !ids.given.add(id)) {
                throw Shape.argument("The id " + id + " is given twice.");
            }
        }
        return ids;
    }

    /// Writes a checked rule, with its id before the rest.
    void write(XmlWriter xml, XmlElement rule) {
        String id = rule.childText(element);
        xml.open(rule.name()).element(element, id.isEmpty() ? make() : id);
        for (XmlElement child : rule.children()) {
            if (!child.name().equals(element)) {
                Shape.write(xml, child);
            }
        }
        xml.close(rule.name());
    }

    private String make() {
        String id;
        do {
            id = "rule-" + ++made;
        } while (!given.add(id));
        return id;
    }
}
