package io.holdfast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CodingMatrixTest {
    /// Every square part of the largest matrix of each width is invertible, hence any K shards of N
    /// determine the data. Expanding along the last row gives the determinants of one size from
    /// those of the size below, so all of them are checked, not a sample.
    @Test
    void everySquarePartOfEveryParityMatrixIsInvertible() {
        for (int data = 1; data <= 15; data++) {
            assertThat(hasSingularPart(data, 16 - data)).as("%d data shards", data).isFalse();
        }
    }

    @Test
    void theFormatNeverChanges() {
        assertThat(CodingMatrix.row(12, 12)).containsOnly(1);
        assertThat(CodingMatrix.row(12, 13))
                .containsExactly(1, 2, 142, 4, 71, 8, 173, 16, 216, 32, 108, 64);
        assertThat(CodingMatrix.row(12, 14))
                .containsExactly(143, 70, 140, 1, 142, 153, 28, 171, 212, 22, 30, 233);
        assertThat(CodingMatrix.row(12, 15))
                .containsExactly(140, 143, 142, 70, 28, 1, 212, 153, 30, 171, 111, 22);
        assertThat(CodingMatrix.row(1, 15)).containsExactly(CodingMatrix.parity(14, 0));
    }

    private static boolean hasSingularPart(int data, int parity) {
        // minors[rows][columns]: the determinant of the part with those sets of rows and columns.
        int[][] minors = new int[1 << parity][1 << data];
        minors[0][0] = 1;
        for (int rows = 1; rows < 1 << parity; rows++) {
            int row = Integer.numberOfTrailingZeros(rows);
            for (int columns = 1; columns < 1 << data; columns++) {
                if (Integer.bitCount(columns) != Integer.bitCount(rows)) {
                    continue;
                }
                int determinant = 0;
                for (int rest = columns; rest != 0; rest &= rest - 1) {
                    int column = Integer.numberOfTrailingZeros(rest);
                    int minor = minors[rows & rows - 1][columns & ~(1 << column)];
                    determinant ^= GaloisField.multiply(CodingMatrix.parity(row, column), minor);
                }
                minors[rows][columns] = determinant;
                if (determinant == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
