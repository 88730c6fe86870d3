package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;

/// How the bytes of a version or part were cut and coded.
///
/// @param data K of this object; with a storage class it differs from the set's
/// @param parity M of this object
/// @param rotation place of shard 0: the shard at place p has the index (p − rotation) mod N
/// @param isInFiles whether shards are files of their own, else they lie in the drives' logs
public record Coding(int data, int parity, int rotation, boolean isInFiles) {
    private static final int FILES = 0x80;

    /// Bytes of object that are coded together.
    public static final int STRIPE_BYTES = 1 << 20;

    public Coding {
        if (data < 1 || parity < 0 || data + parity > 16 || rotation < 0 || rotation > 15) {
            throw new IllegalArgumentException(data + "+" + parity + " rotated by " + rotation);
        }
    }

    void write(ByteWriter out) {
        out.u8(data).u8(parity).u8(rotation | (isInFiles ? FILES : 0));
    }

    static Coding read(ByteReader in) {
        int data = in.u8();
        int parity = in.u8();
        int rotation = in.u8();
        return new Coding(data, parity, rotation & ~FILES, (rotation & FILES) != 0);
    }

    public int total() {
        return data + parity;
    }

    /// W′: a change that brings data cut like this needs so many copies (rule 12).
    public int writeQuorum() {
        return data == parity ? data + 1 : data;
    }

    /// Index of the shard that lies at a place of the set.
    public int shardAt(int place) {
        return Math.floorMod(place - rotation, total());
    }

    /// Place where a shard lies.
    public int placeOf(int shard) {
        return (shard + rotation) % total();
    }

    /// Bytes of each shard of a stripe that holds so many bytes of object.
    public int shardBytes(long stripeBytes) {
        return (int) ((stripeBytes + data - 1) / data);
    }

    /// Bytes of each shard of a whole stripe: the chunk of a shard file.
    public int chunkBytes() {
        return shardBytes(STRIPE_BYTES);
    }

    public static long stripes(long size) {
        return (size + STRIPE_BYTES - 1) / STRIPE_BYTES;
    }

    /// Bytes of object in a stripe.
    public static int stripeLength(long size, long stripe) {
        return (int) Math.min(STRIPE_BYTES, size - stripe * STRIPE_BYTES);
    }

    /// Bytes of one shard of an object of the size, over all its stripes.
    public long shardFileBytes(long size) {
        long whole = size / STRIPE_BYTES;
        long rest = size % STRIPE_BYTES;
        return whole * chunkBytes() + (rest == 0 ? 0 : shardBytes(rest));
    }
}
