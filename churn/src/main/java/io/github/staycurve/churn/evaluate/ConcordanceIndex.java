package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How well a score ranks customers by how early they leave: the share of pairs in which the one with the higher score left
 * first. 0.5 is chance, 1 is perfect, and below 0.5 the score points the wrong way.
 *
 * <p>A pair can be compared where it is known who left first: one ended at t, and the other was at risk then and seen
 * longer, or censored at t. Equal scores count as half; pairs that ended at one time are left out. Higher scores mean
 * earlier, as those of hazards and churn probabilities do: negate predicted lifetimes.
 *
 * <p>Harrell's index counts each such pair once, so that its value depends on how rows are censored. Uno's weighs a pair
 * led by a row that ended at t by 1/G(t-)², G the Kaplan-Meier curve of the time of censoring with rows that end leaving
 * before others are censored at one time, and does not, up to a time at which some are still seen.
 *
 * <p>The standard error is that of the infinitesimal jackknife, the sum over rows of squared derivatives by their weight;
 * in Uno's index G is taken as known. Frequency weights equal repetition; sampling weights count a pair as their product.
 *
 * <p>This class is immutable and thread-safe. O(n log n).
 *
 * @see <a href="https://doi.org/10.1001/jama.1982.03320430047030">Harrell et al. (1982), Evaluating the yield of medical
 *     tests, JAMA 247(18)</a>
 * @see <a href="https://doi.org/10.1002/sim.4154">Uno et al. (2011), On the C-statistics for evaluating overall adequacy of
 *     risk prediction procedures with censored survival data, Statistics in Medicine 30(10)</a>
 */
public final class ConcordanceIndex {
    private final String definition;
    private final double concordant;
    private final double discordant;
    private final double tiedScores;
    private final double tiedTimes;
    private final double tiedTimesAndScores;
    private final Optional<PointEstimate> estimate;

    private ConcordanceIndex(String definition, ConcordancePairs pairs) {
        this.definition = definition;
        this.concordant = pairs.concordant;
        this.discordant = pairs.discordant;
        this.tiedScores = pairs.tiedScores;
        this.tiedTimes = pairs.tiedTimes;
        this.tiedTimesAndScores = pairs.tiedBoth;
        this.estimate = pairs.comparable() > 0 ? Optional.of(estimate(pairs)) : Optional.empty();
    }

    private static PointEstimate estimate(ConcordancePairs pairs) {
        double c = (pairs.concordant + pairs.tiedScores / 2) / pairs.comparable();
        double error = pairs.standardError();
        // all pairs of one kind have no spread, which is not the same as certainty
        return error > 0 ? PointEstimate.of(c, error) : PointEstimate.withoutError(c);
    }

    /**
     * Returns Harrell's index.
     *
     * @param data how long each row was seen, and whether it ended; rows may enter late and be weighted
     * @param scores the score of each row, finite; the higher, the earlier
     * @return the index
     * @throws IllegalArgumentException if a score is not finite, or the columns differ in length
     */
    public static ConcordanceIndex harrell(CensoredDurations data, double[] scores) {
        checkScores(data, scores);
        ConcordancePairs pairs = new ConcordancePairs(data, ConcordancePairs.ones(data.size()));
        pairs.add(rowsOf(data, new int[data.size()], 0), scores);
        return new ConcordanceIndex("Harrell's concordance of " + data, pairs);
    }

    /**
     * Returns Harrell's index over pairs within strata, for scores that say nothing across them.
     *
     * @param data how long each row was seen, and whether it ended; rows may enter late and be weighted
     * @param scores the score of each row, finite; the higher, the earlier
     * @param strata the name of each row's stratum
     * @return the index
     * @throws IllegalArgumentException if a score is not finite, or the columns differ in length
     */
    public static ConcordanceIndex harrell(CensoredDurations data, double[] scores, List<String> strata) {
        Checks.length(strata.size(), data.size(), "strata");
        checkScores(data, scores);
        ConcordancePairs pairs = new ConcordancePairs(data, ConcordancePairs.ones(data.size()));
        List<String> names = List.copyOf(new TreeSet<>(strata));
        int[] stratumOf = strata.stream()
                .mapToInt(name -> Collections.binarySearch(names, name))
                .toArray();
        for (int stratum = 0; stratum < names.size(); stratum++) {
            pairs.add(rowsOf(data, stratumOf, stratum), scores);
        }
        String within = names.size() > 1 ? " within " + names.size() + " strata" : "";
        return new ConcordanceIndex("Harrell's concordance" + within + " of " + data, pairs);
    }

    /**
     * Returns Uno's index over the whole follow-up. Where few are seen to the end, a few pairs have most of the weight:
     * name a time then.
     *
     * @param data how long each row was seen, and whether it ended; every row from the start
     * @param scores the score of each row, finite; the higher, the earlier
     * @return the index
     * @throws IllegalArgumentException if a score is not finite, the columns differ in length, or a row enters late
     */
    public static ConcordanceIndex uno(CensoredDurations data, double[] scores) {
        return uno(data, scores, Double.POSITIVE_INFINITY);
    }

    /**
     * Returns Uno's index over pairs led by a row that ended by a time.
     *
     * @param data how long each row was seen, and whether it ended; every row from the start
     * @param scores the score of each row, finite; the higher, the earlier
     * @param upTo the last time at which a row that ended leads pairs, 0 or more; may be infinite
     * @return the index
     * @throws IllegalArgumentException if a score is not finite, the columns differ in length, a row enters late, or the
     *     time is negative or NaN
     */
    public static ConcordanceIndex uno(CensoredDurations data, double[] scores, double upTo) {
        checkScores(data, scores);
        Checks.inRange(upTo, 0, Double.POSITIVE_INFINITY, "upTo");
        checkFromStart(data, "Uno's index");
        SurvivalCensoringCurve curve = new SurvivalCensoringCurve(data, SurvivalCensoring.BEFORE_TIES_LAST, true);
        double[] factors = new double[data.size()];
        for (int row = 0; row < factors.length; row++) {
            if (data.ended(row) && data.weight(row) > 0 && data.duration(row) <= upTo) {
                double g = curve.beforeRow(row);
                factors[row] = 1 / (g * g);
            }
        }
        ConcordancePairs pairs = new ConcordancePairs(data, factors);
        pairs.add(rowsOf(data, new int[data.size()], 0), scores);
        String until = upTo == Double.POSITIVE_INFINITY ? "" : " up to " + upTo;
        return new ConcordanceIndex(
                "Uno's concordance%s of %s, pairs by 1/G(t-)², error with G as known".formatted(until, data), pairs);
    }

    static void checkFromStart(CensoredDurations data, String what) {
        for (int row = 0; row < data.size(); row++) {
            if (data.entry(row) > 0) {
                throw new IllegalArgumentException(
                        "entry of row %d must be 0 for %s, was %s: it weighs by the time of censoring from the start"
                                .formatted(row, what, data.entry(row)));
            }
        }
    }

    static void checkScores(CensoredDurations data, double[] scores) {
        Checks.length(scores.length, data.size(), "scores");
        for (int row = 0; row < scores.length; row++) {
            if (!Double.isFinite(scores[row])) {
                throw new IllegalArgumentException(
                        "score of row %d must be finite, was %s".formatted(row, scores[row]));
            }
        }
    }

    /** The rows of a stratum; those of weight 0 are nowhere. */
    private static int[] rowsOf(CensoredDurations data, int[] stratumOf, int stratum) {
        int[] rows = new int[stratumOf.length];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (stratumOf[row] == stratum && data.weight(row) > 0) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /**
     * Returns the index with its standard error.
     *
     * @return (concordant + tied scores / 2) / all comparable pairs, in [0, 1]; its error is empty where all pairs are of
     *     one kind; empty where no pair can be compared
     */
    public Optional<PointEstimate> estimate() {
        return estimate;
    }

    /**
     * Returns the normal interval of the index, cut to [0, 1].
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval; empty without a standard error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        return estimate.flatMap(e -> e.interval(confidence))
                .map(i -> new Interval(Math.max(0, i.lower()), Math.min(1, i.upper()), confidence));
    }

    /**
     * Returns the pairs in which the higher score left first.
     *
     * @return their number by weight, 0 or more; in Uno's index by its weight too
     */
    public double concordant() {
        return concordant;
    }

    /**
     * Returns the pairs in which the lower score left first.
     *
     * @return their number by weight, 0 or more; in Uno's index by its weight too
     */
    public double discordant() {
        return discordant;
    }

    /**
     * Returns the comparable pairs of equal scores.
     *
     * @return their number by weight, 0 or more; in Uno's index by its weight too
     */
    public double tiedScores() {
        return tiedScores;
    }

    /**
     * Returns the pairs that ended at one time with different scores; they are not in the index.
     *
     * @return their number by weight, 0 or more
     */
    public double tiedTimes() {
        return tiedTimes;
    }

    /**
     * Returns the pairs that ended at one time with equal scores; they are not in the index.
     *
     * @return their number by weight, 0 or more
     */
    public double tiedTimesAndScores() {
        return tiedTimesAndScores;
    }

    /**
     * Returns what was counted, how, and the outcome.
     *
     * @return one line
     */
    public String describe() {
        String outcome = estimate.map(e -> String.format(Locale.ROOT, "%.4f", e.value())
                        + (e.standardError().isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        " (standard error %.4f)",
                                        e.standardError().getAsDouble())
                                : ""))
                .orElse("no pair can be compared");
        return definition + ": " + outcome;
    }

    @Override
    public String toString() {
        return describe();
    }
}
