package io.holdfast.http;

/// Takes header fields in the order of the wire.
@FunctionalInterface
public interface HeaderVisitor {
    /// Takes one field; the name is in the sender's case.
    void visit(String name, String value);
}
