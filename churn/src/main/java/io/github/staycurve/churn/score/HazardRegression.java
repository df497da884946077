package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fits a discrete-time hazard: in every whole period, each customer who is still there leaves with a probability that
 * depends on the period and on features.
 *
 * <p>It is a logistic (or complementary log-log) regression on person-periods, which are not made: equal terms of a
 * customer's periods are computed once. Who was last seen within a period counts up to the period before; who entered within
 * a period counts from the next; who left within it counts as having left in it. A feature that changes over time comes as
 * several rows of one customer, each with its entry and duration at the ends of periods and {@code ended} false in all but
 * the last.
 *
 * <p>Columns that allow no fit are named as {@link LogisticRegression} does, and so are periods in which nobody left.
 * Standard errors come from the expected information, or from the sandwich over clusters. This class is immutable and thread-safe: one instance may run many fits
 * at a time.
 *
 * @see <a href="https://doi.org/10.2307/1164980">Singer and Willett (1993), It's About Time: Using Discrete-Time Survival
 *     Analysis to Study Duration and the Timing of Events, J. Educational Statistics 18(2), 155-195</a>
 */
public final class HazardRegression {
    private final String predicts;
    private final BinaryLink link;
    private final HazardBaseline baseline;
    private final double periodLength;
    private final Columns columns;

    /** What is made of the columns. */
    record Columns(Penalty penalty, Set<String> logs, boolean missingTerms) {}

    private HazardRegression(
            String predicts, BinaryLink link, HazardBaseline baseline, double periodLength, Columns columns) {
        this.predicts = predicts;
        this.link = link;
        this.baseline = baseline;
        this.periodLength = periodLength;
        this.columns = columns;
    }

    /**
     * Returns a fitter by maximum likelihood with the logit, a level for every period, and periods of length 1.
     *
     * @param predicts what ending means: the definition of churn, as "subscription cancelled"; the model carries it
     * @return the fitter
     * @throws IllegalArgumentException if the text is blank
     */
    public static HazardRegression of(String predicts) {
        return new HazardRegression(
                Checks.notBlank(predicts, "predicts"),
                BinaryLink.LOGIT,
                HazardBaseline.everyPeriod(),
                1,
                new Columns(Penalty.none(), Set.of(), false));
    }

    /**
     * Returns a fitter with another link.
     *
     * @param with the link; {@link BinaryLink#CLOGLOG} gives hazard ratios of continuous time
     * @return the fitter
     */
    public HazardRegression withLink(BinaryLink with) {
        return new HazardRegression(predicts, Objects.requireNonNull(with), baseline, periodLength, columns);
    }

    /**
     * Returns a fitter with another baseline.
     *
     * @param with how the hazard may change over the periods
     * @return the fitter
     */
    public HazardRegression withBaseline(HazardBaseline with) {
        return new HazardRegression(predicts, link, Objects.requireNonNull(with), periodLength, columns);
    }

    /**
     * Returns a fitter with periods of another length.
     *
     * @param length in the unit of the durations, positive: 30 for durations in days and periods of 30 days
     * @return the fitter
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public HazardRegression withPeriodLength(double length) {
        return new HazardRegression(predicts, link, baseline, Checks.positiveFinite(length, "length"), columns);
    }

    /**
     * Returns a fitter with a penalty on the coefficients of features; the mean of its objective is over person-periods.
     *
     * @param with the penalty
     * @return the fitter
     */
    public HazardRegression withPenalty(Penalty with) {
        return withColumns(new Columns(Objects.requireNonNull(with), columns.logs, columns.missingTerms));
    }

    /**
     * Returns a fitter that reads {@code ln(1 + x)} in place of some features, as {@link LogisticRegression#withLog1p(List)}.
     *
     * @param features the names of those features
     * @return the fitter
     */
    public HazardRegression withLog1p(List<String> features) {
        return withColumns(new Columns(columns.penalty, Set.copyOf(features), columns.missingTerms));
    }

    /**
     * Returns a fitter that gives a missing value a coefficient of its own in place of the slope, as
     * {@link LogisticRegression#withMissingTerms()}.
     *
     * @return the fitter
     */
    public HazardRegression withMissingTerms() {
        return withColumns(new Columns(columns.penalty, columns.logs, true));
    }

    private HazardRegression withColumns(Columns others) {
        return new HazardRegression(predicts, link, baseline, periodLength, others);
    }

    String predicts() {
        return predicts;
    }

    BinaryLink link() {
        return link;
    }

    HazardBaseline baseline() {
        return baseline;
    }

    double periodLength() {
        return periodLength;
    }

    Columns columns() {
        return columns;
    }

    /**
     * Fits the model.
     *
     * @param features one row a customer, or a span of a customer
     * @param durations how long each was observed, whether it left then, since when it was watched, and its weight
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the rows differ in number, one left at duration 0 or lasted more than 10,000
     *     periods, none was at risk for a whole period, or a feature to take the logarithm of is not in the table
     */
    public HazardFit fit(FeatureTable features, CensoredDurations durations) {
        return search(features, durations, null);
    }

    /**
     * Fits the model to rows that may depend on each other within a cluster, as several subscriptions of one customer do. The
     * coefficients are those of independent rows; the standard errors are those of
     * {@link LogisticRegression#fit(FeatureTable, boolean[], double[], List)}.
     *
     * @param features one row a subscription, or a span of one
     * @param durations how long each was observed, whether it left then, since when it was watched, and its weight
     * @param clusters the cluster of each row, as the customer's identifier, not blank
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException as {@link #fit(FeatureTable, CensoredDurations)}, or if a label is blank
     */
    public HazardFit fit(FeatureTable features, CensoredDurations durations, List<String> clusters) {
        return search(features, durations, Objects.requireNonNull(clusters, "clusters"));
    }

    private HazardFit search(FeatureTable features, CensoredDurations durations, @Nullable List<String> clusters) {
        Checks.length(durations.size(), features.rows(), "durations");
        columns.logs.forEach(features::indexOf);
        RiskPeriods risk = new RiskPeriods(durations, periodLength);
        RowClusters dependent = clusters == null ? null : RowClusters.of(clusters, risk.weights());
        return new HazardSearch(this, features, risk, dependent).fit();
    }

    /**
     * Returns the settings in words.
     *
     * @return one line
     */
    public String describe() {
        return "discrete-time hazard, link %s, periods of %s, %s, %s%s%s"
                .formatted(
                        link,
                        periodLength,
                        baseline.describe(),
                        columns.penalty.describe(),
                        columns.logs.isEmpty()
                                ? ""
                                : ", logarithms of "
                                        + columns.logs.stream().sorted().toList(),
                        columns.missingTerms ? ", missing values have their own coefficients" : "");
    }

    @Override
    public String toString() {
        return describe();
    }
}
