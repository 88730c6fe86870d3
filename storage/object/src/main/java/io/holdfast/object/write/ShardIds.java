package io.holdfast.object.write;

import io.holdfast.drive.ShardId;
import java.security.SecureRandom;

/// Makes random ids: names of shard files, of uploads, of writes. Any thread.
public final class ShardIds {
    private final SecureRandom random = new SecureRandom();

    public ShardId next() {
        return new ShardId(random.nextLong(), random.nextLong());
    }

    public long nextLong() {
        return random.nextLong();
    }
}
