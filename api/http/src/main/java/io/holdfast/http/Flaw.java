package io.holdfast.http;

/// Why the listener itself refuses a request, before there is an exchange.
public enum Flaw {
    /// The target is no URI, or too long for one.
    URI,
    /// The fields are longer than allowed.
    FIELDS_TOO_LARGE,
    /// It speaks a version of HTTP that nobody here does.
    VERSION,
    /// Anything else that is no HTTP, or could be read in two ways.
    SYNTAX
}
