package io.holdfast.s3.acl;

import io.holdfast.base.ports.Account;
import io.holdfast.s3.wire.XmlWriter;

/// An account to whom something belongs, as answers show it.
public final class Owner {
    private Owner() {}

    /// Writes an account as an element of the given name.
    public static void write(XmlWriter xml, String element, Account account) {
        xml.open(element);
        xml.element("ID", account.canonicalId()).element("DisplayName", account.displayName());
        xml.close(element);
    }
}
