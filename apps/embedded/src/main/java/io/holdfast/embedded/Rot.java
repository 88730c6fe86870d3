package io.holdfast.embedded;

import io.holdfast.drive.DriveFiles;
import io.holdfast.drive.Location;
import io.holdfast.object.ShardPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Flips bytes of a shard where it lies on the medium.
final class Rot {
    private Rot() {}

    static void spoil(ShardPlace place) throws IOException {
        Path root = Path.of(place.drive());
        switch (place.location()) {
            case Location.InLog at ->
                    flip(DriveFiles.segment(root, at.segment()), at.offset(), at.length());
            case Location.InFile at -> flip(DriveFiles.shard(root, at.id()), 0, at.length());
            case Location.None _, Location.Missing _ -> throw new IOException("no shard is there");
        }
    }

    /// Flips all bits of a byte in the middle.
    private static void flip(Path file, long offset, long length) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = offset + length / 2;
            ByteBuffer one = ByteBuffer.allocate(1);
            if (channel.read(one, at) != 1) {
                throw new IOException(file + " ends before " + at);
            }
            one.put(0, (byte) ~one.get(0));
            channel.write(one.rewind(), at);
            channel.force(false);
        }
    }
}
