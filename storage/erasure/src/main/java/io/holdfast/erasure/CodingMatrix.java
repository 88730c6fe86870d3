package io.holdfast.erasure;

/// The coefficients that make parity from data, and their inverses for what is left after a loss.
///
/// Parity shard `i` is the sum over the data shards `j` of `parity(i, j) * data(j)`:
///
/// ```
///  parity(0, j) = 1
///  parity(1, j) = a(j)
///  parity(i, j) = s(i) * a(j) / (a(j) + b(i))     for i of 2 to 14
///
///  a(j) = 2^0, 2^1, 2^-1, 2^2, 2^-2, ... 2^7, 2^-7            (j of 0 to 14)
///  b(i) = 105 210 186 141 245  14   7   3 152  42 185 237 248
///  s(i) =  92  92  92 137 123 137 137 141  39 170  92  58  58
/// ```
///
/// Up to a scaling of rows and columns this is a Cauchy matrix (with one row at infinity), so every
/// square part of it is invertible as long as all `a` and `b` differ: any K shards of N suffice
/// [Blömer et al., "An XOR-based erasure-resilient coding scheme", 1995]. Within that family `a`,
/// `b` and `s` were chosen for few ones in the bits of the coefficients, which is what an XOR code
/// pays for [Plank & Xu, "Optimizing Cauchy Reed-Solomon codes", 2006]. A row does not depend on
/// the number of shards. **The numbers are an on-disk format: they never change.**
final class CodingMatrix {
    private static final int[] B = {105, 210, 186, 141, 245, 14, 7, 3, 152, 42, 185, 237, 248};
    private static final int[] S = {92, 92, 92, 137, 123, 137, 137, 141, 39, 170, 92, 58, 58};

    private CodingMatrix() {}

    /// The coefficient of data shard {@code column} in parity shard {@code row}.
    static int parity(int row, int column) {
        int a = GaloisField.power((column + 1) / 2 * (column % 2 == 0 ? -1 : 1));
        return switch (row) {
            case 0 -> 1;
            case 1 -> a;
            default -> {
                int quotient = GaloisField.multiply(a, GaloisField.invert(a ^ B[row - 2]));
                yield GaloisField.multiply(S[row - 2], quotient);
            }
        };
    }

    /// Shard {@code index} as a combination of the {@code data} data shards.
    static int[] row(int data, int index) {
        int[] row = new int[data];
        if (index < data) {
            row[index] = 1;
        } else {
            for (int column = 0; column < data; column++) {
                row[column] = parity(index - data, column);
            }
        }
        return row;
    }

    /// The data shards as combinations of as many shards {@code survivors}, which are indices.
    static int[][] decode(int[] survivors) {
        int size = survivors.length;
        int[][] left = new int[size][];
        int[][] right = new int[size][size];
        for (int i = 0; i < size; i++) {
            left[i] = row(size, survivors[i]);
            right[i][i] = 1;
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            while (left[pivot][column] == 0) {
                pivot++; // never runs out: every such matrix is invertible
            }
            swap(left, pivot, column);
            swap(right, pivot, column);
            int scale = GaloisField.invert(left[column][column]);
            addScaled(left[column], left[column], scale ^ 1);
            addScaled(right[column], right[column], scale ^ 1);
            for (int i = 0; i < size; i++) {
                if (i != column) {
                    int factor = left[i][column];
                    addScaled(left[i], left[column], factor);
                    addScaled(right[i], right[column], factor);
                }
            }
        }
        return right;
    }

    /// The product of a row and a matrix.
    static int[] multiply(int[] row, int[][] matrix) {
        int[] product = new int[matrix[0].length];
        for (int i = 0; i < row.length; i++) {
            addScaled(product, matrix[i], row[i]);
        }
        return product;
    }

    private static void addScaled(int[] target, int[] row, int factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] ^= GaloisField.multiply(row[i], factor);
        }
    }

    private static void swap(int[][] rows, int i, int j) {
        int[] row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }
}
