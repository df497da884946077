package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Lift and gain: customers in parts of one number by their score, the highest first, and how many churners are in each.
 *
 * <p>Part k of K ends after floor(k n / K) of n customers.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param ties which customers of a tie come first
 * @param rows a row a part, the highest scores first
 */
public record LiftTable(TieRule ties, List<Row> rows) {

    /**
     * Copies the rows.
     *
     * @param ties which customers of a tie come first
     * @param rows a row a part, the highest scores first
     */
    public LiftTable {
        rows = List.copyOf(rows);
    }

    /**
     * A part of the customers. Immutable and thread-safe.
     *
     * @param lowestScore the lowest score in it; empty without customers
     * @param churnRate those who churned out of those in the part, by weight
     * @param lift that rate over the rate of all; empty where one of them is, or nobody churned
     * @param targeted the customers in this part and those before, out of all
     * @param gain those of them who churned, out of all who churned
     * @param cumulativeLift the churn rate in this part and those before over the rate of all; empty as {@code lift} is
     */
    public record Row(
            OptionalDouble lowestScore,
            Ratio churnRate,
            OptionalDouble lift,
            Ratio targeted,
            Ratio gain,
            OptionalDouble cumulativeLift) {

        /**
         * Returns the interval of the lift of this part, from Wilson intervals of its churn rate and that of all others.
         *
         * @param confidence the confidence level, above 0 and below 1
         * @return the interval; empty where the lift is
         * @throws IllegalArgumentException if the level is out of its range
         */
        public Optional<Interval> liftInterval(double confidence) {
            return LiftIntervals.of(churnRate, gain.denominator(), targeted.denominator(), confidence);
        }

        /**
         * Returns the interval of the lift of this part and those before, made in the same way.
         *
         * @param confidence the confidence level, above 0 and below 1
         * @return the interval; empty where the lift is
         * @throws IllegalArgumentException if the level is out of its range
         */
        public Optional<Interval> cumulativeLiftInterval(double confidence) {
            Ratio sofar = Ratio.of(Math.min(gain.numerator(), targeted.numerator()), targeted.numerator());
            return LiftIntervals.of(sofar, gain.denominator(), targeted.denominator(), confidence);
        }
    }

    static LiftTable of(TieRule ties, BinSums sums, double total, double totalChurned) {
        List<Row> rows = new ArrayList<>();
        double weight = 0;
        double churned = 0;
        for (int k = 0; k < sums.size(); k++) {
            double here = sums.weight[k];
            double churnedHere = Math.min(sums.churned[k], here);
            weight += here;
            churned += churnedHere;
            rows.add(new Row(
                    here == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums.lowest[k]),
                    Ratio.of(churnedHere, here),
                    lift(churnedHere, here, total, totalChurned),
                    Ratio.of(Math.min(weight, total), total),
                    Ratio.of(Math.min(churned, totalChurned), totalChurned),
                    lift(churned, weight, total, totalChurned)));
        }
        return new LiftTable(ties, rows);
    }

    private static OptionalDouble lift(double churned, double weight, double total, double totalChurned) {
        return weight == 0 || totalChurned == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(churned / weight / (totalChurned / total));
    }

    /**
     * Returns the table as text, with intervals of the cumulative lift at 95 %.
     *
     * @return several lines
     */
    public String describe() {
        StringBuilder text = new StringBuilder("lift, ties "
                + (ties == TieRule.POOLED ? "pooled" : "by input order")
                + ": targeted, churn rate, lift, gain, cumulative lift");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%6.4f %8s %8s %8s %8s%s",
                    row.targeted().value().orElse(0),
                    number(row.churnRate().value()),
                    number(row.lift()),
                    number(row.gain().value()),
                    number(row.cumulativeLift()),
                    row.cumulativeLiftInterval(0.95)
                            .map(range -> String.format(Locale.ROOT, " (%.4f to %.4f)", range.lower(), range.upper()))
                            .orElse("")));
        }
        return text.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "-";
    }
}
