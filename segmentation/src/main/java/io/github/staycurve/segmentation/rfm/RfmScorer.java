package io.github.staycurve.segmentation.rfm;

import io.github.staycurve.core.internal.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores customers by inactivity, frequency and money, each from 1, the worst, to its number of bins.
 *
 * <pre>{@code
 * RfmTable table = RfmTable.of(log, window);
 * RfmScores scores = RfmScorer.withDefaults().fit(table);
 * scores.code(0); // "543"
 * scores.thresholds().score(RfmMeasure.INACTIVITY, 12);
 * }</pre>
 *
 * <p>A fit sorts each measure once and uses no random numbers: the same customers in any order get the same scores. A
 * customer's score in the fitted table depends on the others in it; to score without that, keep the thresholds.
 *
 * <p>This class is immutable and thread-safe: one instance may run many fits at a time.
 */
public final class RfmScorer {
    private static final Logger LOG = LoggerFactory.getLogger(RfmScorer.class);

    /** The greatest number of bins. */
    static final int MAX_BINS = 1000;

    private static final double[] NO_CUTS = {};
    private static final String[] NO_IDS = {};

    private final RfmVariant variant;
    private final RfmMethod method;
    private final Map<RfmMeasure, Integer> bins;
    private final Map<RfmMeasure, Double> weights;
    private final Map<RfmMeasure, RfmDirection> directions;
    private final Map<RfmMeasure, double[]> cuts;

    private RfmScorer(Builder builder) {
        variant = builder.variant;
        method = builder.method;
        bins = new EnumMap<>(builder.bins);
        weights = new EnumMap<>(builder.weights);
        directions = new EnumMap<>(builder.directions);
        cuts = new EnumMap<>(builder.cuts);
    }

    /**
     * Returns the scorer of inactivity, frequency and money in five bins each, by the middle rank.
     *
     * @return the scorer
     */
    public static RfmScorer withDefaults() {
        return builder().build();
    }

    /**
     * Returns a builder with the defaults: RFM, middle ranks, five bins, weights of 1.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Finds the bins of a table and scores its customers.
     *
     * @param table the customers, with all measures of the variant
     * @return the scores, in the row order of the table; they hold the frozen thresholds
     * @throws IllegalArgumentException if the table is empty or lacks a measure
     */
    public RfmScores fit(RfmTable table) {
        if (table.size() == 0) {
            throw new IllegalArgumentException(
                    "RFM cannot be fitted to an empty table: no customer bought by the day of the analysis");
        }
        ScoreScale[] scales = new ScoreScale[variant.measures().size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = scale(variant.measures().get(i), table);
        }
        RfmThresholds thresholds = new RfmThresholds(variant, method, table.describe(), scales);
        LOG.debug("{}", thresholds);
        return thresholds.score(table);
    }

    private ScoreScale scale(RfmMeasure measure, RfmTable table) {
        RfmDirection direction = directions.getOrDefault(measure, measure.direction());
        double weight = weights.getOrDefault(measure, 1.0);
        double[] own = cuts.getOrDefault(measure, NO_CUTS);
        if (own.length > 0) {
            double[] keys = QuantileCuts.closedBelow(own, direction);
            return new ScoreScale(measure, RfmMethod.FIXED, direction, own.length + 1, weight, keys, NO_IDS);
        }
        int n = bins.getOrDefault(measure, Builder.DEFAULT_BINS);
        double[] values = table.column(measure);
        if (method == RfmMethod.SQL_NTILE) {
            NtileCuts found = NtileCuts.of(keys(values, direction), table.ids(), n);
            return new ScoreScale(measure, method, direction, n, weight, found.cuts, found.ids);
        }
        return new ScoreScale(measure, method, direction, n, weight, found(values, direction, n), NO_IDS);
    }

    private double[] found(double[] values, RfmDirection direction, int n) {
        return switch (method) {
            case MID_RANK -> RankCuts.midRank(keys(values, direction), n);
            case SPSS -> RankCuts.spss(keys(values, direction), n);
            case R_RFM -> QuantileCuts.rRfm(values, direction, n);
            case PANDAS_QCUT -> QuantileCuts.pandas(values, direction, n);
            case FIXED, SQL_NTILE -> throw new IllegalStateException("cuts of " + method + " are found elsewhere");
        };
    }

    private static double[] keys(double[] values, RfmDirection direction) {
        double[] keys = new double[values.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = ScoreScale.key(direction, values[row]);
        }
        return keys;
    }

    /**
     * Collects the settings of a scorer.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder {
        private static final int DEFAULT_BINS = 5;

        private RfmVariant variant = RfmVariant.RFM;
        private RfmMethod method = RfmMethod.MID_RANK;
        private final Map<RfmMeasure, Integer> bins = new EnumMap<>(RfmMeasure.class);
        private final Map<RfmMeasure, Double> weights = new EnumMap<>(RfmMeasure.class);
        private final Map<RfmMeasure, RfmDirection> directions = new EnumMap<>(RfmMeasure.class);
        private final Map<RfmMeasure, double[]> cuts = new EnumMap<>(RfmMeasure.class);

        private Builder() {}

        /**
         * Sets which measures are scored.
         *
         * @param value the variant
         * @return this builder
         */
        public Builder variant(RfmVariant value) {
            variant = value;
            return this;
        }

        /**
         * Sets how values become scores.
         *
         * @param value the method, of all measures that have no cuts of their own
         * @return this builder
         */
        public Builder method(RfmMethod value) {
            method = value;
            return this;
        }

        /**
         * Sets the number of bins of every measure.
         *
         * @param n the number of bins, from 2 to 1000
         * @return this builder
         * @throws IllegalArgumentException if it is not in that range
         */
        public Builder bins(int n) {
            for (RfmMeasure measure : RfmMeasure.values()) {
                bins(measure, n);
            }
            return this;
        }

        /**
         * Sets the number of bins of one measure.
         *
         * @param measure the measure
         * @param n the number of bins, from 2 to 1000
         * @return this builder
         * @throws IllegalArgumentException if it is not in that range
         */
        public Builder bins(RfmMeasure measure, int n) {
            bins.put(measure, checkedBins(n));
            return this;
        }

        /**
         * Sets the weight of a measure in the total; 1 unless it is set.
         *
         * @param measure the measure
         * @param weight the weight, 0 or more
         * @return this builder
         * @throws IllegalArgumentException if it is below 0 or not finite
         */
        public Builder weight(RfmMeasure measure, double weight) {
            weights.put(measure, Checks.nonNegativeFinite(weight, "weight of " + measure.label()));
            return this;
        }

        /**
         * Sets which end of a measure is the best, where {@link RfmMeasure#direction} does not fit.
         *
         * @param measure the measure
         * @param direction the direction
         * @return this builder
         */
        public Builder direction(RfmMeasure measure, RfmDirection direction) {
            directions.put(measure, direction);
            return this;
        }

        /**
         * Sets the cuts of a measure, as {@link RfmMethod#FIXED} says, whatever the method of the others.
         *
         * @param measure the measure
         * @param values the cuts, ascending, as values of the measure; k of them make k + 1 scores
         * @return this builder
         * @throws IllegalArgumentException if there are none or 1000 and more, or they do not ascend or leave the range of
         *     the measure
         */
        public Builder cuts(RfmMeasure measure, double... values) {
            checkedBins(values.length + 1);
            double[] checked = values.clone();
            for (int i = 0; i < checked.length; i++) {
                checked[i] = measure.checked(values[i]);
                if (i > 0 && !(checked[i - 1] < checked[i])) {
                    throw new IllegalArgumentException("cuts of %s must ascend, were %s, then %s"
                            .formatted(measure.label(), values[i - 1], values[i]));
                }
            }
            cuts.put(measure, checked);
            return this;
        }

        /**
         * Returns the scorer.
         *
         * @return the scorer
         * @throws IllegalArgumentException if the method is {@link RfmMethod#FIXED} and a measure has no cuts
         */
        public RfmScorer build() {
            if (method == RfmMethod.FIXED) {
                for (RfmMeasure measure : variant.measures()) {
                    if (!cuts.containsKey(measure)) {
                        throw new IllegalArgumentException(
                                "fixed thresholds need cuts of the " + measure.label() + ": give them with cuts(..)");
                    }
                }
            }
            return new RfmScorer(this);
        }

        private static int checkedBins(int n) {
            if (n < 2 || n > MAX_BINS) {
                throw new IllegalArgumentException("bins must be from 2 to %s, were %s".formatted(MAX_BINS, n));
            }
            return n;
        }
    }

    @Override
    public String toString() {
        return "RfmScorer[%s by %s, bins %s]".formatted(variant, method.label(), Collections.unmodifiableMap(bins));
    }
}
