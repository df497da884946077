package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Scores against outcomes, by bins of the score from the lowest up.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param binning how bins were made
 * @param bins a row a bin, empty ones included
 * @param expectedError the distance of churn rate and mean score in each bin, averaged over customers; empty without any
 * @param maximumError the largest such distance; empty without customers
 * @param errorByChance what {@code expectedError} would be on average if the scores were right: an error like that says
 *     nothing against them; empty without customers
 */
public record CalibrationTable(
        ScoreBinning binning,
        List<CalibrationBin> bins,
        OptionalDouble expectedError,
        OptionalDouble maximumError,
        OptionalDouble errorByChance) {

    /**
     * Copies the rows.
     *
     * @param binning how bins were made
     * @param bins a row a bin
     * @param expectedError the mean distance
     * @param maximumError the largest distance
     * @param errorByChance the mean distance by chance
     */
    public CalibrationTable {
        bins = List.copyOf(bins);
    }

    static CalibrationTable of(ScoreBinning binning, BinSums sums) {
        List<CalibrationBin> bins = new ArrayList<>();
        boolean width = binning.kind() == ScoreBinning.Kind.EQUAL_WIDTH;
        for (int bin = 0; bin < sums.size(); bin++) {
            double weight = sums.weight[bin];
            boolean empty = weight == 0;
            bins.add(new CalibrationBin(
                    width ? (double) bin / sums.size() : empty ? 0 : sums.lowest[bin],
                    width ? (bin + 1.0) / sums.size() : empty ? 0 : sums.highest[bin],
                    empty ? OptionalDouble.empty() : OptionalDouble.of(sums.scores[bin] / weight),
                    Ratio.of(Math.min(sums.churned[bin], weight), weight)));
        }
        return new CalibrationTable(
                binning,
                bins,
                numberOf(sums.expectedError()),
                numberOf(sums.maximumError()),
                numberOf(sums.errorByChance()));
    }

    private static OptionalDouble numberOf(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Returns the table as text, with Wilson intervals of the churn rates at 95 %, and the errors.
     *
     * @return several lines
     */
    public String describe() {
        StringBuilder text = new StringBuilder("calibration by " + binning.describe());
        for (CalibrationBin bin : bins) {
            if (bin.meanScore().isEmpty()) {
                continue;
            }
            Interval range = bin.churnRate().wilson(0.95).orElseThrow();
            text.append(String.format(
                    Locale.ROOT,
                    "%n%8.4f to %6.4f: %8.0f customers, score %6.4f, churn rate %6.4f (%6.4f to %6.4f)",
                    bin.lower(),
                    bin.upper(),
                    bin.churnRate().denominator(),
                    bin.meanScore().getAsDouble(),
                    bin.churnRate().value().orElseThrow(),
                    range.lower(),
                    range.upper()));
        }
        if (expectedError.isPresent()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nexpected error %.4f (chance alone brings %.4f), largest %.4f",
                    expectedError.getAsDouble(),
                    errorByChance.orElseThrow(),
                    maximumError.orElseThrow()));
        }
        return text.toString();
    }
}
