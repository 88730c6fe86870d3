package io.holdfast.interop.differ.corpus;

/// Cases about one thing, in the order in which they are sent.
interface Family {
    /// Also the name of the family's bucket: letters, digits, hyphens.
    String name();

    void tell(Cases cases);
}
