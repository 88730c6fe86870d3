package io.holdfast.erasure;

import io.holdfast.base.Checks;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentHashMap;

/// A systematic Reed-Solomon code: K data shards stay as they are, M parity shards are added, and
/// any K of the N = K + M shards give back the others. Immutable and thread-safe; one instance per
/// geometry and process.
///
/// # On-disk format
///
/// Elements of GF(2^8) with polynomial 0x11D. Parity shard `i` is the sum over the data shards `j`
/// of `parity(i, j) * data(j)`, where
///
/// ```
///  parity(0, j) = 1
///  parity(1, j) = a(j)
///  parity(i, j) = s(i) * a(j) / (a(j) + b(i))     for i of 2 to 14
///
///  a(j) = 2^0, 2^1, 2^-1, 2^2, 2^-2, ... 2^7, 2^-7            (j of 0 to 14)
///  b(i) = 105 210 186 141 245  14   7   3 152  42 185 237 248  (i of 2 to 14)
///  s(i) =  92  92  92 137 123 137 137 141  39 170  92  58  58
/// ```
///
/// Elements lie across the bytes of a shard of L bytes: first `L / 512` blocks of 512 bytes, each
/// eight packets of 64 bytes; then one block of eight packets of `q = (L mod 512) / 8` bytes; then
/// `L mod 8` single bytes. In a block, bit `x` of byte `y` of packet `p` is bit `p` of element `(x,
/// y)`; each of the single bytes is one element. Multiplying is then nothing but XOR of packets.
/// **A shard is coded as one unit: rebuild it with the offset and length of its encoding, not by
/// parts.** (Parts that are multiples of 512 bytes and start on one are the exception.)
public final class ErasureCode {
    /// The most shards of one code.
    public static final int TOTAL_SHARDS_MAX = 16;

    // Some 10 KiB each at most; a deployment meets few patterns of loss at a time.
    private static final int REBUILD_PLANS_MAX = 64;

    private final int data;
    private final int parity;
    private final XorKernel kernel;
    private final XorPlan encodePlan;
    private final ConcurrentHashMap<Integer, XorPlan> rebuildPlans = new ConcurrentHashMap<>();

    ErasureCode(int data, int parity, XorKernel kernel) {
        Checks.that(
                data >= 1 && parity >= 0 && data + parity <= TOTAL_SHARDS_MAX,
                () -> "no code of %d+%d shards".formatted(data, parity));
        this.data = data;
        this.parity = parity;
        this.kernel = kernel;
        this.encodePlan = XorPlan.encode(data, parity);
    }

    /// The code of a geometry: at least one data shard, at most 16 shards in all, parity possibly
    /// none.
    public static ErasureCode of(int data, int parity) {
        return Instances.ALL.computeIfAbsent(
                data << 8 | parity, _ -> new ErasureCode(data, parity, XorKernels.BEST));
    }

    /// True when the Vector API is enabled and used.
    public static boolean isVectorised() {
        return !(XorKernels.BEST instanceof ScalarXorKernel);
    }

    /// K.
    public int dataShards() {
        return data;
    }

    /// M.
    public int parityShards() {
        return parity;
    }

    /// N.
    public int totalShards() {
        return data + parity;
    }

    /// Bytes of one shard of a stripe of so many bytes; the last data shard is padded with zeros by
    /// the caller.
    public long shardBytes(long stripeBytes) {
        Checks.that(stripeBytes >= 0, "negative stripe");
        return stripeBytes / data + (stripeBytes % data == 0 ? 0 : 1);
    }

    /// Makes parity: shards 0 to K-1 are read, shards K to N-1 are written. The segments must not
    /// overlap and may lie on the heap or off it; the caller keeps them unchanged meanwhile.
    ///
    /// @param shards N segments of at least {@code length} bytes each
    /// @param length bytes of each shard
    public void encode(MemorySegment[] shards, long length) {
        int all = (1 << totalShards()) - 1;
        check(shards, all, length);
        if (parity > 0) {
            new ShardCoder(kernel, encodePlan, shards, length).code();
        }
    }

    /// Makes the wanted shards from K of the present ones. What is neither is not touched.
    ///
    /// @param shards N segments; those of neither mask may be of any size
    /// @param present bit i says that shard i is intact; at least K bits
    /// @param wanted bit i asks for shard i to be written; no bit of {@code present}
    /// @param length bytes of each shard, as it was encoded
    public void rebuild(MemorySegment[] shards, int present, int wanted, long length) {
        Checks.that(Integer.bitCount(present) >= data, "too few shards to rebuild from");
        Checks.that((present & wanted) == 0, "a present shard needs no rebuilding");
        check(shards, present | wanted, length);
        if (wanted != 0) {
            new ShardCoder(kernel, rebuildPlan(present, wanted), shards, length).code();
        }
    }

    /// True when the parity shards are those of the data shards.
    public boolean verify(MemorySegment[] shards, long length) {
        int all = (1 << totalShards()) - 1;
        check(shards, all, length);
        return parity == 0 || new ShardCoder(kernel, encodePlan, shards, length).verify();
    }

    private XorPlan rebuildPlan(int present, int wanted) {
        Integer key = present << TOTAL_SHARDS_MAX | wanted;
        XorPlan known = rebuildPlans.get(key);
        if (known != null) {
            return known;
        }
        XorPlan plan = XorPlan.rebuild(data, present, wanted);
        if (rebuildPlans.size() < REBUILD_PLANS_MAX) {
            rebuildPlans.put(key, plan);
        }
        return plan;
    }

    private void check(MemorySegment[] shards, int used, long length) {
        Checks.that(shards.length == totalShards(), "one segment per shard");
        Checks.that(length >= 0, "negative length");
        Checks.that(used >>> totalShards() == 0, "no such shard");
        for (int i = 0; i < shards.length; i++) {
            if ((used & 1 << i) != 0) {
                Checks.that(shards[i].byteSize() >= length, "shard shorter than the length");
            }
        }
    }

    private static final class Instances {
        static final ConcurrentHashMap<Integer, ErasureCode> ALL = new ConcurrentHashMap<>();
    }
}
