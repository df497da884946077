package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.Ratio;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number that says how good a score is: what to ask of a {@link ScoreEvaluation}, a {@link ScoreBootstrap} or a
 * {@link ScoreComparison}.
 *
 * <p>Ties of the score are pooled in all of them, so that the order of rows does not matter, and a weight counts as that many
 * rows. A metric is empty where it is undefined. Two metrics are equal if their names are: a name says all settings.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class ScoreMetric {
    private static final String NO_CLOSED_FORM = "give a ScoreBootstrap for one";

    private static final ScoreMetric AUC =
            new ScoreMetric("AUC", "both outcomes", true, Range.SHARE, RankMetrics::auc, ScoreMetric::aucEstimate);
    private static final ScoreMetric GINI = new ScoreMetric(
            "Gini",
            "both outcomes",
            true,
            Range.CORRELATION,
            data -> 2 * RankMetrics.auc(data) - 1,
            ScoreMetric::giniEstimate);
    private static final ScoreMetric AVERAGE_PRECISION = new ScoreMetric(
            "average precision", "a customer who churned", true, Range.SHARE, RankMetrics::averagePrecision, null);
    private static final ScoreMetric PRECISION_RECALL_AREA = new ScoreMetric(
            "area under precision-recall",
            "a customer who churned",
            true,
            Range.SHARE,
            RankMetrics::precisionRecallArea,
            null);
    private static final ScoreMetric KS =
            new ScoreMetric("KS", "both outcomes", true, Range.SHARE, RankMetrics::kolmogorovSmirnov, null);
    private static final ScoreMetric LOG_LOSS = new ScoreMetric(
            "log-loss",
            "a customer",
            false,
            Range.POSITIVE,
            data -> ProbabilityMetrics.mean(data, ProbabilityMetrics.logLossTerm(data)),
            (metric, data, value, confidence) ->
                    meanEstimate(metric, data, ProbabilityMetrics.logLossTerm(data), value, confidence));
    private static final ScoreMetric BRIER = new ScoreMetric(
            "Brier score",
            "a customer",
            false,
            Range.SHARE,
            data -> ProbabilityMetrics.mean(data, ProbabilityMetrics.brierTerm(data)),
            (metric, data, value, confidence) ->
                    meanEstimate(metric, data, ProbabilityMetrics.brierTerm(data), value, confidence));
    private static final ScoreMetric H_MEASURE =
            new ScoreMetric("H-measure", "both outcomes", true, Range.SHARE, RankMetrics::hMeasure, null);

    /** What values there can be. */
    private record Range(
            double least, double most, @Nullable Chance chance) {
        static final Range SHARE = new Range(0, 1, null);
        static final Range CORRELATION = new Range(-1, 1, null);
        static final Range POSITIVE = new Range(0, Double.POSITIVE_INFINITY, null);

        /** A share that chance makes positive where it is 0. */
        static Range error(Chance chance) {
            return new Range(0, 1, chance);
        }
    }

    /** Whether a two-sided test that an error is 0 keeps it. */
    private interface Chance {
        boolean explains(ScoreGroups data, double confidence);
    }

    /** An estimate with its interval, where theory has one. */
    private interface ClosedForm {
        MetricEstimate of(ScoreMetric metric, ScoreGroups data, double value, double confidence);
    }

    private final String name;
    private final String needs;
    private final boolean higherIsBetter;
    private final Range range;
    private final ToDoubleFunction<ScoreGroups> formula;
    private final @Nullable ClosedForm closedForm;

    private ScoreMetric(
            String name,
            String needs,
            boolean higherIsBetter,
            Range range,
            ToDoubleFunction<ScoreGroups> formula,
            @Nullable ClosedForm closedForm) {
        this.name = name;
        this.needs = needs;
        this.higherIsBetter = higherIsBetter;
        this.range = range;
        this.formula = formula;
        this.closedForm = closedForm;
    }

    /**
     * Returns the area under the ROC curve: the probability that a customer who churned has a higher score than one who
     * stayed, ties counting half.
     *
     * @return the metric, in [0, 1], 0.5 for a score without use; its interval is DeLong's on the scale of
     *     log-odds, with Student's t; with ten churners or fewer it is somewhat short
     */
    public static ScoreMetric auc() {
        return AUC;
    }

    /**
     * Returns the Gini coefficient, 2 AUC - 1.
     *
     * @return the metric, in [-1, 1]; its interval is that of the AUC
     */
    public static ScoreMetric gini() {
        return GINI;
    }

    /**
     * Returns the average precision: the sum over thresholds, descending, of precision times the recall gained.
     *
     * @return the metric, in (0, 1]; that of a score without use is about the churn rate
     */
    public static ScoreMetric averagePrecision() {
        return AVERAGE_PRECISION;
    }

    /**
     * Returns the area under straight lines between the points of precision over recall. The lines flatter the score
     * (Davis and Goadrich, 2006): {@link #averagePrecision()} is the honest form, this one is for comparison with tools.
     *
     * @return the metric, in (0, 1]
     */
    public static ScoreMetric precisionRecallArea() {
        return PRECISION_RECALL_AREA;
    }

    /**
     * Returns the Kolmogorov-Smirnov statistic: the largest lead, over thresholds, of the share of churners targeted over
     * the share of the others targeted.
     *
     * <p>It is a maximum, which chance flatters: an interval by bootstrap at 95 % holds the truth in about 90 % of
     * samples of 400 customers, and in 92 % of those of 4000.
     *
     * @return the metric, in [0, 1]
     */
    public static ScoreMetric kolmogorovSmirnov() {
        return KS;
    }

    /**
     * Returns the mean of -ln of the probability given to what happened. Probabilities are held within
     * [1e-15, 1 - 1e-15], so that one that was sure and wrong costs 34.5 and not infinity.
     *
     * @return the metric, above 0; its interval is that of a mean
     */
    public static ScoreMetric logLoss() {
        return LOG_LOSS;
    }

    /**
     * Returns the mean squared distance of probability and outcome.
     *
     * @return the metric, in [0, 1]; its interval is that of a mean
     */
    public static ScoreMetric brier() {
        return BRIER;
    }

    /**
     * Returns the expected calibration error: the distance of churn rate and mean score in each bin, averaged over the
     * customers. Chance alone makes it positive, the more so the smaller the bins: compare it with
     * {@link CalibrationTable#errorByChance()}, and ask {@link ScoreEvaluation#spiegelhalter()} whether there is any error.
     * Its interval by bootstrap starts at 0 where scores that are right may have an error like that.
     *
     * @param binning the bins, without the order of rows
     * @return the metric, in [0, 1]
     * @throws IllegalArgumentException if the bins break ties by the order of rows, which resamples do not have; see
     *     {@link CalibrationTable#expectedError()}
     */
    public static ScoreMetric expectedCalibrationError(ScoreBinning binning) {
        binning.requirePooledTies();
        return new ScoreMetric(
                "ECE (%s)".formatted(binning.describe()),
                "a customer",
                false,
                Range.error((data, confidence) -> binning.sums(data).expectedErrorMayBeChance(confidence)),
                data -> binning.sums(data).expectedError(),
                null);
    }

    /**
     * Returns the maximum calibration error: the largest distance of churn rate and mean score in a bin. It is mostly that
     * of the smallest bin. Its interval by bootstrap starts at 0 where scores that are right may have an error like that.
     *
     * @param binning the bins, without the order of rows
     * @return the metric, in [0, 1]
     * @throws IllegalArgumentException if the bins break ties by the order of rows
     */
    public static ScoreMetric maximumCalibrationError(ScoreBinning binning) {
        binning.requirePooledTies();
        return new ScoreMetric(
                "MCE (%s)".formatted(binning.describe()),
                "a customer",
                false,
                Range.error((data, confidence) -> binning.sums(data).maximumErrorMayBeChance(confidence)),
                data -> binning.sums(data).maximumError(),
                null);
    }

    /**
     * Returns the lift of the highest scores: their churn rate over that of all. Of a tie at the edge, the customers count in
     * proportion, as if drawn at random; {@link ScoreEvaluation#lift(int, TieRule)} has the other rule.
     *
     * @param share the share of customers that counts as highest, above 0 and at most 1; 0.1 asks for the top decile. It is
     *     rounded down to whole customers
     * @return the metric, 0 or more; undefined where the share is less than a customer
     * @throws IllegalArgumentException if the share is out of its range
     */
    public static ScoreMetric topLift(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must lie above 0 and be at most 1, was " + share);
        }
        return new ScoreMetric(
                "lift of the highest " + share,
                "both outcomes, and a customer in that share",
                true,
                Range.POSITIVE,
                data -> RankMetrics.topLift(data, share),
                null);
    }

    /**
     * Returns the share of customers whom a threshold judges rightly.
     *
     * @param threshold the least score that says "will churn", not NaN
     * @return the metric, in [0, 1]; its interval is Wilson's
     * @throws IllegalArgumentException if the threshold is NaN
     */
    public static ScoreMetric accuracy(double threshold) {
        return atThreshold(
                "accuracy",
                threshold,
                Range.SHARE,
                matrix -> matrix.accuracy().value(),
                (metric, data, value, confidence) -> wilsonEstimate(metric, data, threshold, confidence));
    }

    /**
     * Returns the harmonic mean of precision and recall at a threshold.
     *
     * @param threshold the least score that says "will churn", not NaN
     * @return the metric, in [0, 1]; undefined where nobody churned and nobody is said to
     * @throws IllegalArgumentException if the threshold is NaN
     */
    public static ScoreMetric f1(double threshold) {
        return atThreshold("F1", threshold, Range.SHARE, ConfusionMatrix::f1, null);
    }

    /**
     * Returns the correlation of outcome and what the threshold says, Matthews' coefficient.
     *
     * @param threshold the least score that says "will churn", not NaN
     * @return the metric, in [-1, 1]; undefined where all churned or none, or all are said to churn or none
     * @throws IllegalArgumentException if the threshold is NaN
     */
    public static ScoreMetric matthews(double threshold) {
        return atThreshold("MCC", threshold, Range.CORRELATION, ConfusionMatrix::matthews, null);
    }

    private static ScoreMetric atThreshold(
            String what,
            double threshold,
            Range range,
            Function<ConfusionMatrix, OptionalDouble> formula,
            @Nullable ClosedForm closedForm) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("threshold must be a number, was NaN");
        }
        return new ScoreMetric(
                "%s at %s".formatted(what, threshold),
                "customers of both kinds",
                true,
                range,
                data -> formula.apply(ConfusionMatrix.of(data, threshold)).orElse(Double.NaN),
                closedForm);
    }

    /**
     * Returns Hand's H with the weight that Hand and Anagnostopoulos (2014), "A better Beta for the H measure of
     * classification performance", Pattern Recognition Letters 40, 41-46, proposed: the cost of targeting a customer who
     * stays is Beta(1 + churn rate, 1 + share who stayed), so that its mode is the churn rate.
     *
     * <p>Chance flatters it, as each cost has its own best threshold: an interval by bootstrap at 95 %
     * holds the truth in about 90 % of samples of 400 customers, and in 92 % of those of 4000.
     *
     * @return the metric, in [0, 1]: the share of the loss of the better of targeting all and nobody that the score saves
     */
    public static ScoreMetric hMeasure() {
        return H_MEASURE;
    }

    /**
     * Returns Hand's H (2009), "Measuring classifier performance: a coherent alternative to the area under the ROC curve",
     * Machine Learning 77, 103-123, with a beta weight of the cost of targeting a customer who stays.
     *
     * @param alpha the first shape, positive and finite; Hand takes 2
     * @param beta the second shape, positive and finite; Hand takes 2
     * @return the metric, in [0, 1]
     * @throws IllegalArgumentException if a shape is out of its range
     */
    public static ScoreMetric hMeasure(double alpha, double beta) {
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(beta, "beta");
        return new ScoreMetric(
                "H-measure with Beta(%s, %s)".formatted(alpha, beta),
                "both outcomes",
                true,
                Range.SHARE,
                data -> RankMetrics.hMeasure(data, alpha, beta),
                null);
    }

    /**
     * Returns the most that an offer can bring per customer over all thresholds, at the mean of its acceptance.
     *
     * @param offer the offer
     * @return the metric, an amount of money, 0 or more; its best threshold is {@link OfferProfit#best}
     */
    public static ScoreMetric maximumProfit(RetentionOffer offer) {
        return new ScoreMetric(
                "maximum profit (%s)".formatted(offer.describe()),
                "a customer",
                true,
                Range.POSITIVE,
                data -> MaximumProfit.atMean(data, offer).profit(),
                null);
    }

    /**
     * Returns the expected maximum profit (EMP) of an offer per customer: each acceptance with its own best threshold.
     *
     * @param offer the offer; with an acceptance that is known exactly this is the {@link #maximumProfit}
     * @return the metric, an amount of money, 0 or more
     */
    public static ScoreMetric expectedMaximumProfit(RetentionOffer offer) {
        return new ScoreMetric(
                "expected maximum profit (%s)".formatted(offer.describe()),
                "a customer",
                true,
                Range.POSITIVE,
                data -> MaximumProfit.expected(data, offer).profit(),
                null);
    }

    /**
     * Returns the share of customers to target for the expected maximum profit of an offer.
     *
     * @param offer the offer
     * @return the metric, in [0, 1]
     */
    public static ScoreMetric expectedMaximumProfitFraction(RetentionOffer offer) {
        return new ScoreMetric(
                "share targeted for the expected maximum profit (%s)".formatted(offer.describe()),
                "a customer",
                true,
                Range.SHARE,
                data -> MaximumProfit.expected(data, offer).fraction(),
                null);
    }

    /**
     * Returns the name, which says all settings.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns which of two scores is better.
     *
     * @return true if that with the higher value is; for losses and calibration errors it is the lower. A share to target
     *     is neither
     */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    double valueOrNaN(ScoreGroups data) {
        return formula.applyAsDouble(data);
    }

    OptionalDouble value(ScoreGroups data) {
        double value = valueOrNaN(data);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Interval withinRange(Interval interval) {
        double lower = Math.max(range.least, Math.min(range.most, interval.lower()));
        double upper = Math.max(range.least, Math.min(range.most, interval.upper()));
        return new Interval(lower, upper, interval.confidence());
    }

    /** Whether the metric may be 0 for all that these customers tell, though its replicates are not. */
    boolean mayBeZero(ScoreGroups data, double confidence) {
        return range.chance != null && range.chance.explains(data, confidence);
    }

    boolean hasClosedForm() {
        return closedForm != null;
    }

    /** The estimate with its interval, if theory has one. */
    MetricEstimate estimate(ScoreGroups data, double confidence) {
        Checks.openUnit(confidence, "confidence");
        OptionalDouble value = value(data);
        if (value.isEmpty()) {
            return undefined();
        }
        return closedForm == null
                ? MetricEstimate.withoutInterval(name, value, NO_CLOSED_FORM)
                : closedForm.of(this, data, value.getAsDouble(), confidence);
    }

    MetricEstimate undefined() {
        return MetricEstimate.withoutInterval(name, OptionalDouble.empty(), "it needs " + needs);
    }

    private static MetricEstimate aucEstimate(ScoreMetric metric, ScoreGroups data, double auc, double confidence) {
        return AucInference.estimate(metric.name, data, auc, confidence);
    }

    private static MetricEstimate giniEstimate(ScoreMetric metric, ScoreGroups data, double gini, double confidence) {
        MetricEstimate auc = AucInference.estimate(metric.name, data, RankMetrics.auc(data), confidence);
        OptionalDouble error = auc.standardError();
        return new MetricEstimate(
                metric.name,
                OptionalDouble.of(gini),
                error.isPresent() ? OptionalDouble.of(2 * error.getAsDouble()) : error,
                OptionalDouble.empty(),
                auc.interval().map(of -> new Interval(2 * of.lower() - 1, 2 * of.upper() - 1, confidence)),
                auc.method());
    }

    private static MetricEstimate meanEstimate(
            ScoreMetric metric, ScoreGroups data, ProbabilityMetrics.Term term, double mean, double confidence) {
        double error = ProbabilityMetrics.standardError(data, term, mean);
        if (Double.isNaN(error)) {
            return MetricEstimate.withoutInterval(metric.name, OptionalDouble.of(mean), "needs two customers");
        }
        if (error <= ScoreBootstrap.ROUNDING * mean) {
            return MetricEstimate.withoutInterval(
                    metric.name, OptionalDouble.of(mean), "it is the same for every customer, which sets no error");
        }
        double half = -NormalDistributions.quantile((1 - confidence) / 2) * error;
        return new MetricEstimate(
                metric.name,
                OptionalDouble.of(mean),
                OptionalDouble.of(error),
                OptionalDouble.empty(),
                Optional.of(metric.withinRange(new Interval(mean - half, mean + half, confidence))),
                "normal, of a mean over independent customers");
    }

    private static MetricEstimate wilsonEstimate(
            ScoreMetric metric, ScoreGroups data, double threshold, double confidence) {
        Ratio right = ConfusionMatrix.of(data, threshold).accuracy();
        return new MetricEstimate(
                metric.name,
                right.value(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                right.wilson(confidence),
                "Wilson");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScoreMetric metric && name.equals(metric.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
