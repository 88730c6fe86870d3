package io.holdfast.object.write;

import io.holdfast.base.Bytes;
import io.holdfast.base.Host;
import io.holdfast.drive.ShardId;

/// Makes random ids: names of shard files, of uploads, of writes. Any thread.
public final class ShardIds {
    public ShardId next() {
        byte[] bytes = random(ShardId.BYTES);
        return ShardId.read(bytes, 0);
    }

    public long nextLong() {
        return Bytes.getLong(random(Long.BYTES), 0);
    }

    /// So many random bytes.
    public byte[] random(int count) {
        byte[] bytes = new byte[count];
        Host.current().nextBytes(bytes);
        return bytes;
    }
}
