package io.holdfast.s3.bucket;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.wire.XmlWriter;

/// The account that a bucket and all in it belong to, as answers show it.
public final class Owner {
    private Owner() {}

    /// The owner of a bucket.
    public static Account of(String bucket, ObjectStore store, Accounts accounts)
            throws StoreException {
        return accounts.byId(store.bucket(bucket).owner());
    }

    /// Writes an account as an element of the given name.
    public static void write(XmlWriter xml, String element, Account account) {
        xml.open(element);
        writeInside(xml, account);
        xml.close(element);
    }

    /// Writes id and name alone.
    static void writeInside(XmlWriter xml, Account account) {
        xml.element("ID", account.canonicalId()).element("DisplayName", account.displayName());
    }
}
