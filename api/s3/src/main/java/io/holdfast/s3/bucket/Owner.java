package io.holdfast.s3.bucket;

import io.holdfast.s3.wire.XmlWriter;

/// The owner that every listing shows; one account owns a deployment.
public final class Owner {
    private static final String ID =
            "02d6176db174dc93cb1b899f7c6078f08654445fe8cf1b6ce98d8855f66bdbf4";
    private static final String NAME = "minio";

    private Owner() {}

    /// Writes the owner as an element of the given name.
    public static void write(XmlWriter xml, String element) {
        xml.open(element).element("ID", ID).element("DisplayName", NAME).close(element);
    }

    /// Writes id and name alone.
    static void writeInside(XmlWriter xml) {
        xml.element("ID", ID).element("DisplayName", NAME);
    }
}
