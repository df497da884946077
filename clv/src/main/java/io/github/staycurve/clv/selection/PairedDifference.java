package io.github.staycurve.clv.selection;

import io.github.staycurve.core.internal.CompensatedSum;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The mean difference of two log scores over all rows, with its standard error over customers.
 *
 * <p>What a customer does on one origin is not independent of what the same one does on the next, so that the customers are
 * the draws: with d<sub>i</sub> the sum of a customer's differences over m<sub>i</sub> origins, the mean is Σd/Σm and its
 * variance K/(K - 1) Σ(d<sub>i</sub> - m<sub>i</sub> mean)² / (Σm)², that of a ratio estimate over K clusters (Cochran 1977,
 * Sampling Techniques, equation 6.9).
 *
 * @param mean the mean difference, infinite if one of the scores is
 * @param standardError its standard error, 0 for one customer, infinite with the mean
 * @param customers the number of customers
 */
record PairedDifference(double mean, double standardError, int customers) {
    private static final class Sums {
        private double difference;
        private int rows;
    }

    static PairedDifference of(List<OriginRun> runs, String first, String second) {
        Map<String, Sums> byCustomer = new TreeMap<>();
        CompensatedSum total = new CompensatedSum();
        double rows = 0;
        for (OriginRun run : runs) {
            double[] a = Objects.requireNonNull(run.logScores().get(first));
            double[] b = Objects.requireNonNull(run.logScores().get(second));
            for (int row = 0; row < a.length; row++) {
                Sums sums = byCustomer.computeIfAbsent(run.customerId(row), id -> new Sums());
                sums.difference += a[row] - b[row];
                sums.rows++;
                total.add(a[row] - b[row]);
            }
            rows += a.length;
        }
        double mean = total.value() / rows;
        int customers = byCustomer.size();
        if (!Double.isFinite(mean)) {
            return new PairedDifference(mean, Double.POSITIVE_INFINITY, customers);
        }
        CompensatedSum squares = new CompensatedSum();
        for (Sums sums : byCustomer.values()) {
            double deviation = sums.difference - sums.rows * mean;
            squares.add(deviation * deviation);
        }
        double k = customers;
        double variance = customers == 1 ? 0 : k / (k - 1) * squares.value() / (rows * rows);
        return new PairedDifference(mean, Math.sqrt(variance), customers);
    }
}
