package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.CompensatedSum;
import java.util.stream.IntStream;

/** Columns of numbers that were handed in: checks and sums. */
final class Values {
    private Values() {}

    /** Returns the total spend of every row. */
    static double[] totalSpend(CustomerSummaryTable table) {
        return IntStream.range(0, table.size()).mapToDouble(table::totalSpend).toArray();
    }

    /** Refuses numbers that are not finite, naming the row. */
    static double[] requireFinite(double[] values, String name) {
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new IllegalArgumentException(
                        "%s must be finite, was %s in row %s".formatted(name, values[row], row));
            }
        }
        return values;
    }

    /** Returns the sum of finite numbers. */
    static double sum(double[] values, String name) {
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            sum.add(value);
        }
        return Checks.finite(sum.value(), "the sum of " + name);
    }

    /** Returns ceil(share n), from 1 to n, without an extra one for the rounding of the product. */
    static int atLeast(double share, int n) {
        return (int) Math.min(n, Math.max(1, Math.ceil(share * n * (1 - 1e-12))));
    }
}
