package io.holdfast.object.write;

import io.holdfast.digest.Md5Engine;
import io.holdfast.digest.Md5Stream;

/// MD5 for uploads of either weight: those that step back for small requests share lanes with each
/// other, as do those that do not. Thread-safe.
public final class Md5Engines implements AutoCloseable {
    private final Md5Engine usual = new Md5Engine();
    private final Md5Engine bulk = Md5Engine.ofBulk();

    /// @param stepsBack whether the upload does, as it begins; its MD5 stays where it is
    Md5Stream open(boolean stepsBack) {
        return (stepsBack ? bulk : usual).open();
    }

    @Override
    public void close() {
        usual.close();
        bulk.close();
    }
}
