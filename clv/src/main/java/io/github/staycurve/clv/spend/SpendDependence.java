package io.github.staycurve.clv.spend;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether customers who buy often also spend more, or less, a purchase: what every spend model here takes not to be so.
 *
 * <p>It is Spearman's rank correlation between mean spend and number of repeat purchases, over the customers whose repeat
 * purchases brought something; equal values share the mean of their ranks. Ranks do not change with the unit of money.
 *
 * <p>A small positive correlation is no evidence of dependence. Amounts are skewed, so that the mean of one purchase
 * usually lies further below the expected one than the mean of many: under a Gamma-Gamma model with the usual estimates
 * independence shows as a rank correlation of about 0.05, and as 0.2 where the logarithms of one customer's amounts have a
 * deviation of 1.3. The verdict therefore asks for more than {@value #LARGEST_HARMLESS}, not for more than 0.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class SpendDependence {
    /** The greatest rank correlation, either way, that counts as independent enough. */
    public static final double LARGEST_HARMLESS = 0.2;

    /** The fewest customers that allow an interval and a verdict. */
    public static final int FEWEST_CUSTOMERS = 10;

    private static final double CONFIDENCE = 0.95;

    /** Values nearer than this, relatively, are equal. */
    private static final double ROUNDING = 1e-12;

    /** What the correlation says about a valuation that takes spend and frequency to be independent. */
    public enum Verdict {
        /** The whole 95 % interval lies within 0.2 either way: the valuation may be used. */
        INDEPENDENT_ENOUGH,
        /** The whole 95 % interval lies beyond 0.2 on one side: the valuation is off in a known direction. */
        DEPENDENT,
        /** The 95 % interval holds 0.2 or −0.2: the data do not decide. */
        UNCLEAR,
        /** Fewer than ten customers, or all alike in frequency or in spend: nothing to judge by. */
        NO_VERDICT
    }

    private final int customers;
    private final OptionalDouble correlation;

    private SpendDependence(int customers, OptionalDouble correlation) {
        this.customers = customers;
        this.correlation = correlation;
    }

    /**
     * Returns the dependence in a table.
     *
     * @param table the customers
     * @return the dependence over those whose repeat purchases brought more than 0
     */
    public static SpendDependence of(CustomerSummaryTable table) {
        int[] x = new int[table.size()];
        double[] meanSpend = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = table.frequency(row);
            meanSpend[row] = x[row] == 0 ? 0 : table.repeatSpend(row) / x[row];
        }
        return of(x, meanSpend);
    }

    /**
     * Returns the dependence in columns, each row one customer.
     *
     * @param x the number of repeat purchases of each row, 0 or more
     * @param meanSpend their mean spend, finite; not looked at for x = 0
     * @return the dependence over the rows with a repeat purchase and a mean spend above 0
     * @throws IllegalArgumentException if the columns differ in length or a value is out of range
     */
    public static SpendDependence of(int[] x, double[] meanSpend) {
        if (meanSpend.length != x.length) {
            throw new IllegalArgumentException(
                    "columns must have one length, were x %d, meanSpend %d".formatted(x.length, meanSpend.length));
        }
        double[] frequencies = new double[x.length];
        double[] spends = new double[x.length];
        int n = 0;
        for (int row = 0; row < x.length; row++) {
            if (Checks.nonNegative(x[row], "x") > 0 && Checks.finite(meanSpend[row], "meanSpend") > 0) {
                frequencies[n] = x[row];
                spends[n++] = meanSpend[row];
            }
        }
        return new SpendDependence(n, correlation(Arrays.copyOf(frequencies, n), Arrays.copyOf(spends, n)));
    }

    /** Returns the product-moment correlation of the mid-ranks; empty where one of the columns does not vary. */
    private static OptionalDouble correlation(double[] first, double[] second) {
        double[] u = centredRanks(first);
        double[] v = centredRanks(second);
        CompensatedSum products = new CompensatedSum(); // exact, so that the order of the rows does not show
        CompensatedSum squaresU = new CompensatedSum();
        CompensatedSum squaresV = new CompensatedSum();
        for (int i = 0; i < u.length; i++) {
            products.add(u[i] * v[i]);
            squaresU.add(u[i] * u[i]);
            squaresV.add(v[i] * v[i]);
        }
        double scale = Math.sqrt(squaresU.value()) * Math.sqrt(squaresV.value());
        return scale > 0
                ? OptionalDouble.of(Math.max(-1, Math.min(1, products.value() / scale))) // beyond by rounding alone
                : OptionalDouble.empty();
    }

    /**
     * Returns the rank of each value, equal ones sharing the mean of theirs, less the mean rank.
     *
     * <p>Means of 14.77 and of 44.31/3 are equal, but differ in their last bit: values within rounding count as equal.
     */
    private static double[] centredRanks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] greatest = new double[values.length]; // of the values that share a rank
        double[] ranks = new double[values.length];
        int count = 0;
        for (int from = 0; from < sorted.length; count++) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] <= sorted[to - 1] * (1 + ROUNDING)) {
                to++;
            }
            greatest[count] = sorted[to - 1];
            ranks[count] = ((from + 1.0) + to) / 2 - (values.length + 1.0) / 2;
            from = to;
        }
        double[] centred = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int place = Arrays.binarySearch(greatest, 0, count, values[i]);
            centred[i] = ranks[place >= 0 ? place : -place - 1];
        }
        return centred;
    }

    /**
     * Returns how many customers the correlation was taken over.
     *
     * @return the number of those with a repeat purchase and a mean spend above 0
     */
    public int customers() {
        return customers;
    }

    /**
     * Returns Spearman's rank correlation.
     *
     * @return the correlation, in [−1, 1]; empty where all customers are alike in frequency or in spend, and for fewer
     *     than two
     */
    public OptionalDouble rankCorrelation() {
        return correlation;
    }

    /**
     * Returns an interval for the rank correlation: Fisher's z with the variance (1 + ρ²/2)/(n − 3).
     *
     * <p>That variance keeps its coverage up to |ρ| of 0.95, where Fisher's own 1/(n − 3) is too small. At ρ = ±1 the
     * transformation sets no bound, so there is no interval.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, within [−1, 1]; empty for fewer than {@value #FEWEST_CUSTOMERS} customers, without a
     *     correlation, and at one of −1 or 1
     * @throws IllegalArgumentException if the level is out of its range
     * @see <a href="https://doi.org/10.1007/BF02294183">Bonett and Wright (2000), Sample size requirements for estimating
     *     Pearson, Kendall and Spearman correlations, Psychometrika 65(1), 23-28</a>
     */
    public Optional<Interval> interval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        double rho = correlation.orElse(1);
        if (customers < FEWEST_CUSTOMERS || Math.abs(rho) == 1) {
            return Optional.empty();
        }
        double z = 0.5 * (Math.log1p(rho) - Math.log1p(-rho));
        double half = -NormalDistributions.quantile((1 - confidence) / 2)
                * Math.sqrt((1 + rho * rho / 2) / (customers - 3.0));
        return Optional.of(new Interval(Math.tanh(z - half), Math.tanh(z + half), confidence));
    }

    /**
     * Returns what the correlation says about valuing customers by spend times purchases.
     *
     * @return the verdict, by the 95 % interval; {@link Verdict#DEPENDENT} at a correlation of −1 or 1
     */
    public Verdict verdict() {
        if (customers < FEWEST_CUSTOMERS || correlation.isEmpty()) {
            return Verdict.NO_VERDICT;
        }
        Optional<Interval> range = interval(CONFIDENCE);
        if (range.isEmpty()) {
            return Verdict.DEPENDENT;
        }
        Interval interval = range.get();
        if (interval.lower() > LARGEST_HARMLESS || interval.upper() < -LARGEST_HARMLESS) {
            return Verdict.DEPENDENT;
        }
        return interval.lower() >= -LARGEST_HARMLESS && interval.upper() <= LARGEST_HARMLESS
                ? Verdict.INDEPENDENT_ENOUGH
                : Verdict.UNCLEAR;
    }

    /**
     * Returns the finding in words: the correlation with its interval, the verdict with its threshold, and what it means
     * for the value of frequent buyers.
     *
     * @return a few sentences
     */
    public String describe() {
        Verdict verdict = verdict();
        if (verdict == Verdict.NO_VERDICT) {
            return "Spend and frequency: no verdict from %d customers with a repeat purchase and spend%s."
                    .formatted(
                            customers,
                            customers < FEWEST_CUSTOMERS
                                    ? ", fewer than " + FEWEST_CUSTOMERS
                                    : ", who are all alike in frequency or in spend");
        }
        double rho = correlation.orElseThrow();
        String range = interval(CONFIDENCE)
                .map(i -> String.format(Locale.ROOT, ", 95 %% in [%.3f, %.3f]", i.lower(), i.upper()))
                .orElse("");
        return String.format(
                        Locale.ROOT,
                        "Spend and frequency: rank correlation %.3f%s, %d customers, threshold %.1f either way. ",
                        rho,
                        range,
                        customers,
                        LARGEST_HARMLESS)
                + meaning(verdict, rho > 0);
    }

    private static String meaning(Verdict verdict, boolean positive) {
        return switch (verdict) {
            case INDEPENDENT_ENOUGH ->
                "Independent enough: spend times purchases values frequent and rare buyers alike.";
            case DEPENDENT ->
                positive
                        ? "Dependent: frequent buyers spend more a purchase. Their value comes out too low, the less so the "
                                + "more their own purchases count; that of customers with few purchases, one-time buyers "
                                + "above all, comes out too high. Fit spend apart for groups of frequency."
                        : "Dependent: frequent buyers spend less a purchase. Their value comes out too high, the less so the "
                                + "more their own purchases count; that of customers with few purchases, one-time buyers "
                                + "above all, comes out too low. Fit spend apart for groups of frequency.";
            default ->
                "Unclear: the interval holds the threshold. Treat values of one-time buyers as rough, or take more customers.";
        };
    }

    @Override
    public String toString() {
        return describe();
    }
}
