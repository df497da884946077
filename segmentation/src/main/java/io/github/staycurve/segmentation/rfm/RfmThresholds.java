package io.github.staycurve.segmentation.rfm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Frozen bins: what {@link RfmScorer} found in a table, to score other tables or one customer at a time.
 *
 * <p>A customer of the fitted table gets the score that the table gave. Scoring a value is a binary search over the cuts
 * of its measure and allocates nothing. {@link RfmThresholdsJson} stores them; except for {@link RfmMethod#SQL_NTILE},
 * which splits ties by identifier, no customer is in them.
 *
 * <p>Two are equal when they score alike and were fitted alike. This class is immutable and thread-safe.
 */
public final class RfmThresholds {
    private final RfmVariant variant;
    private final RfmMethod method;
    private final String fittedTo;
    /** By position in the variant. */
    private final ScoreScale[] scales;

    /** Takes the scales over, one for each measure of the variant, in its order. */
    RfmThresholds(RfmVariant variant, RfmMethod method, String fittedTo, ScoreScale[] scales) {
        this.variant = variant;
        this.method = method;
        this.fittedTo = fittedTo;
        this.scales = scales;
    }

    /**
     * Returns which measures are scored.
     *
     * @return the variant
     */
    public RfmVariant variant() {
        return variant;
    }

    /**
     * Returns how scores were made.
     *
     * @return the method of all measures but those with cuts of the caller's own
     */
    public RfmMethod method() {
        return method;
    }

    /**
     * Returns how scores of one measure were made.
     *
     * @param measure a measure of the variant
     * @return the method, {@link RfmMethod#FIXED} if the caller gave the cuts
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public RfmMethod method(RfmMeasure measure) {
        return scale(measure).method();
    }

    /**
     * Returns which end of a measure is the best.
     *
     * @param measure a measure of the variant
     * @return the direction
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public RfmDirection direction(RfmMeasure measure) {
        return scale(measure).direction();
    }

    /**
     * Returns how many bins were asked for.
     *
     * @param measure a measure of the variant
     * @return n, 2 or more
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public int bins(RfmMeasure measure) {
        return scale(measure).bins();
    }

    /**
     * Returns the greatest score there is.
     *
     * @param measure a measure of the variant
     * @return n, or less where {@link RfmMethod#PANDAS_QCUT} found quantiles that coincide
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public int levels(RfmMeasure measure) {
        return scale(measure).levels();
    }

    /**
     * Returns the weight of a measure in the total.
     *
     * @param measure a measure of the variant
     * @return the weight, 0 or more
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public double weight(RfmMeasure measure) {
        return scale(measure).weight();
    }

    /**
     * Returns where each score begins: the worst value that gets it, for the scores from 2 up.
     *
     * <p>Of a measure whose greatest value is the best, a customer has score s or more with {@code cuts[s - 2]} or more; of
     * one whose least is the best, with {@code cuts[s - 2]} or less. Bins closed on the other side begin at the next double.
     * A score that every value reaches, or none, has a cut of {@code Double.MAX_VALUE} with the sign that makes it so.
     * Where ties are split, a customer at the cut itself reaches it only with an identifier from a certain one on.
     *
     * @param measure a measure of the variant
     * @return the cuts, {@code levels(measure) - 1} of them, in an array of their own
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public double[] cuts(RfmMeasure measure) {
        return scale(measure).cutValues();
    }

    /**
     * Returns the score of a value.
     *
     * @param measure a measure of the variant
     * @param value the value, in the range of the measure
     * @return the score, from 1 to {@code levels(measure)}
     * @throws IllegalArgumentException if the value is NaN or out of range, if the variant does not score this measure, or
     *     if {@link RfmMethod#SQL_NTILE} needs the identifier too
     */
    public int score(RfmMeasure measure, double value) {
        ScoreScale scale = scale(measure);
        if (scale.splitsTies()) {
            throw new IllegalArgumentException(
                    "ntile splits equal values by identifier: score the %s with score(measure, value, customerId)"
                            .formatted(measure.label()));
        }
        return scale.score(measure.checked(value));
    }

    /**
     * Returns the score of a customer's value, by any method.
     *
     * @param measure a measure of the variant
     * @param value the value, in the range of the measure
     * @param customerId the customer's identifier, which only {@link RfmMethod#SQL_NTILE} looks at
     * @return the score, from 1 to {@code levels(measure)}
     * @throws IllegalArgumentException if the value is NaN or out of range, or the variant does not score this measure
     */
    public int score(RfmMeasure measure, double value, String customerId) {
        return scale(measure).score(measure.checked(value), customerId);
    }

    /**
     * Returns the scores of one customer, as a table with that customer would have them.
     *
     * @param customer the customer, with all measures of the variant
     * @return one score for each measure of the variant, in its order, as {@link #code} and {@link #total} take them
     * @throws IllegalArgumentException if the customer lacks a measure
     */
    public int[] score(RfmRow customer) {
        int[] scores = new int[scales.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = scales[i].score(customer.value(scales[i].measure()), customer.customerId());
        }
        return scores;
    }

    /**
     * Returns the scores of all customers of a table, the fitted one or another.
     *
     * @param table a table with all measures of the variant
     * @return the scores, in the row order of the table
     * @throws IllegalArgumentException if the table lacks a measure
     */
    public RfmScores score(RfmTable table) {
        int[][] scores = new int[scales.length][];
        for (int i = 0; i < scales.length; i++) {
            scores[i] = scales[i].scores(table.column(scales[i].measure()), table.ids());
        }
        return new RfmScores(table, this, scores);
    }

    /**
     * Returns the total of a customer's scores, each times the weight of its measure.
     *
     * @param scores one score for each measure of the variant, in its order
     * @return the weighted sum; the weights are taken as they are, their sum need not be 1
     * @throws IllegalArgumentException if there are more or fewer scores than measures
     */
    public double total(int... scores) {
        checkCount(scores);
        double total = 0;
        for (int i = 0; i < scores.length; i++) {
            total += scales[i].weight() * scores[i];
        }
        return total;
    }

    /**
     * Returns the combined code of a customer's scores.
     *
     * <p>The digits follow each other, as in {@code 543}; if any measure was asked for in ten bins or more they are
     * separated, as in {@code 10-4-3}, so that no two combinations have one code.
     *
     * @param scores one score for each measure of the variant, in its order
     * @return the code
     * @throws IllegalArgumentException if there are more or fewer scores than measures
     */
    public String code(int... scores) {
        checkCount(scores);
        boolean separated = false;
        for (ScoreScale scale : scales) {
            separated |= scale.bins() > 9;
        }
        StringBuilder code = new StringBuilder();
        for (int score : scores) {
            code.append(separated && code.length() > 0 ? "-" : "").append(score);
        }
        return code.toString();
    }

    /**
     * Returns what the bins were fitted to, in words.
     *
     * @return one line
     */
    public String fittedTo() {
        return fittedTo;
    }

    /**
     * Returns how scores are made, in words.
     *
     * @return one line
     */
    public String describe() {
        String measures = Arrays.stream(scales)
                .map(s -> "%s 1 to %s%s"
                        .formatted(
                                s.measure().label(),
                                s.levels(),
                                s.method() == method ? "" : " by " + s.method().label()))
                .collect(Collectors.joining(", "));
        return "%s by %s: %s; fitted to %s".formatted(variant, method.label(), measures, fittedTo);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RfmThresholds thresholds
                && variant == thresholds.variant
                && method == thresholds.method
                && fittedTo.equals(thresholds.fittedTo)
                && Arrays.equals(scales, thresholds.scales);
    }

    @Override
    public int hashCode() {
        return 31 * variant.hashCode() + Arrays.hashCode(scales);
    }

    @Override
    public String toString() {
        return "RfmThresholds[" + describe() + "]";
    }

    /** Returns the scales in the order of the variant. */
    List<ScoreScale> scales() {
        return List.of(scales);
    }

    /** Returns the position of a measure in the variant. */
    int indexOf(RfmMeasure measure) {
        for (int i = 0; i < scales.length; i++) {
            if (scales[i].measure() == measure) {
                return i;
            }
        }
        throw new IllegalArgumentException("%s does not score the %s".formatted(variant, measure.label()));
    }

    /** Returns the code of a row of score columns. */
    String codeAt(int[][] scores, int row) {
        return code(at(scores, row));
    }

    /** Returns the total of a row of score columns. */
    double totalAt(int[][] scores, int row) {
        double total = 0;
        for (int i = 0; i < scales.length; i++) {
            total += scales[i].weight() * scores[i][row];
        }
        return total;
    }

    private static int[] at(int[][] scores, int row) {
        int[] values = new int[scores.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores[i][row];
        }
        return values;
    }

    private ScoreScale scale(RfmMeasure measure) {
        return scales[indexOf(measure)];
    }

    private void checkCount(int[] scores) {
        if (scores.length != scales.length) {
            throw new IllegalArgumentException(
                    "%s has %s scores, not %s".formatted(variant, scales.length, scores.length));
        }
    }
}
