package io.holdfast.cluster;

import java.util.List;

/// How many drives a set of a pool has.
final class SetSize {
    private static final int MIN = 2;
    private static final int MAX = 16;

    private SetSize() {}

    /// The largest size from 2 to 16 that divides the drives and is symmetric with the ranges they
    /// were written with; a single drive is a set by itself.
    ///
    /// @param rangeLengths of the pool's argument, left to right; empty when it had none
    /// @param forced size wanted by the operator; 0 to choose
    static int choose(int drives, List<Integer> rangeLengths, int forced) throws LayoutException {
        if (forced != 0) {
            if (forced < 1
                    || forced > MAX
                    || drives % forced != 0
                    || (forced == 1 && drives != 1)) {
                throw new LayoutException(
                        "MINIO_ERASURE_SET_DRIVE_COUNT is %d, which does not divide %d drives into sets of %d to %d: choose a size that does, or 0."
                                .formatted(forced, drives, MIN, MAX));
            }
            return forced;
        }
        if (drives == 1) {
            return 1;
        }
        for (int size = Math.min(MAX, drives); size >= MIN; size--) {
            if (drives % size == 0 && isSymmetric(size, rangeLengths)) {
                return size;
            }
        }
        throw new LayoutException(
                "%d drives cannot be dealt into equal sets of %d to %d: give a number of drives that such a size divides."
                        .formatted(drives, MIN, MAX));
    }

    /// Whether sets of the size meet each value of the last range equally often. Only the last
    /// range is asked, so that a layout that was made for MinIO gets the sets that it had there.
    private static boolean isSymmetric(int size, List<Integer> rangeLengths) {
        if (rangeLengths.isEmpty()) {
            return true;
        }
        int length = rangeLengths.getLast();
        return length > size ? length % size == 0 : size % length == 0;
    }
}
