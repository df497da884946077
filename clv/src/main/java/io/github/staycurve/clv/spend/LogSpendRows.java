package io.github.staycurve.clv.spend;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

/**
 * What the log-normal likelihood needs of the amounts: customers with the same number of purchases as one row.
 *
 * <p>The sums run over sorted values, so the same amounts in any order give the same likelihood. Immutable.
 */
final class LogSpendRows {
    static final double GREATEST_AMOUNT = 1e150;

    /** Each distinct number of purchases n, ascending. */
    final int[] purchases;
    /** How many customers have it. */
    final double[] customers;
    /** The mean over them of their mean log amount, less {@link #level}. */
    final double[] mean;
    /** The sum of squared deviations of their mean log amounts from that. */
    final double[] squares;
    /** The sum of squared deviations of all log amounts from their customer's mean. */
    final double squaresWithin;
    /** The mean over all customers of their mean log amount. */
    final double level;

    final double totalCustomers;
    final double totalPurchases;
    /** Σ ln amount, which turns the density of the logs into that of the amounts. */
    final double totalLog;
    /** How many amounts were left out for being 0 or less. */
    final int withoutSpend;

    /** Takes customers sorted by number of purchases, then by mean log. */
    private LogSpendRows(int[] counts, double[] means, double squaresWithin, double totalLog, int withoutSpend) {
        int size = (int) Arrays.stream(counts).distinct().count();
        this.purchases = Arrays.stream(counts).distinct().toArray();
        this.customers = new double[size];
        this.mean = new double[size];
        this.squares = new double[size];
        this.totalCustomers = counts.length;
        this.totalPurchases = Arrays.stream(counts).asDoubleStream().sum();
        this.squaresWithin = squaresWithin;
        this.totalLog = totalLog;
        this.withoutSpend = withoutSpend;
        this.level = counts.length == 0 ? 0 : mean(means, 0, means.length);
        int from = 0;
        for (int group = 0; group < size; group++) {
            int to = from;
            while (to < counts.length && counts[to] == purchases[group]) {
                to++;
            }
            customers[group] = to - from;
            double groupMean = mean(means, from, to);
            squares[group] = squares(means, from, to, groupMean);
            mean[group] = groupMean - level;
            from = to;
        }
    }

    /** Collects the amounts of each customer, given one row a purchase. */
    static LogSpendRows of(int[] customer, double[] amount) {
        if (customer.length != amount.length) {
            throw new IllegalArgumentException("columns must have one length, were customer %d, amount %d"
                    .formatted(customer.length, amount.length));
        }
        long[] keys = new long[customer.length];
        int used = 0;
        for (int row = 0; row < customer.length; row++) {
            Checks.nonNegative(customer[row], "customer");
            if (Checks.finite(amount[row], "amount") > 0) {
                Checks.inRange(amount[row], 1 / GREATEST_AMOUNT, GREATEST_AMOUNT, "amount");
                keys[used++] = ((long) customer[row] << 32) | row;
            }
        }
        Arrays.sort(keys, 0, used);
        return grouped(Arrays.copyOf(keys, used), amount, customer.length - used);
    }

    /** Reduces each customer's amounts, whose rows are neighbours, to their number and mean log. */
    private static LogSpendRows grouped(long[] keys, double[] amount, int withoutSpend) {
        double[] logs = new double[keys.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(amount[(int) keys[i]]);
        }
        int[] counts = new int[keys.length];
        double[] means = new double[keys.length];
        double[] squares = new double[keys.length];
        int size = 0;
        for (int from = 0; from < keys.length; size++) {
            int to = from;
            while (to < keys.length && keys[to] >> 32 == keys[from] >> 32) {
                to++;
            }
            Arrays.sort(logs, from, to);
            counts[size] = to - from;
            means[size] = mean(logs, from, to);
            squares[size] = squares(logs, from, to, means[size]);
            from = to;
        }
        Arrays.sort(squares, 0, size);
        Arrays.sort(logs);
        return sorted(Arrays.copyOf(counts, size), means, sum(squares, size), sum(logs, logs.length), withoutSpend);
    }

    /** Sorts by number, then mean, on one primitive key of both: the number above the rank of the mean. */
    private static LogSpendRows sorted(int[] counts, double[] means, double within, double totalLog, int withoutSpend) {
        double[] levels = Arrays.copyOf(means, counts.length);
        Arrays.sort(levels);
        long[] keys = new long[counts.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) counts[i] << 32) | Arrays.binarySearch(levels, means[i]);
        }
        Arrays.sort(keys);
        return new LogSpendRows(
                Arrays.stream(keys).mapToInt(key -> (int) (key >> 32)).toArray(),
                Arrays.stream(keys).mapToDouble(key -> levels[(int) key]).toArray(),
                within,
                totalLog,
                withoutSpend);
    }

    private static double sum(double[] values, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** Returns the mean of a range that is not empty; that of equal values is the value itself. */
    static double mean(double[] values, int from, int to) {
        double shift = values[from];
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] - shift;
        }
        return shift + sum / (to - from);
    }

    static double squares(double[] values, int from, int to, double mean) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum;
    }

    int size() {
        return purchases.length;
    }
}
