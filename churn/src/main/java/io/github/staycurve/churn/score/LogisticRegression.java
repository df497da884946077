package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fits a logistic regression of churn on features: by maximum likelihood, or with a ridge, a lasso or both.
 *
 * <p>Columns are standardised inside, so that units do not matter to the search; all results are in the caller's units.
 * Before the search, columns that allow no fit are looked for and named ({@link LogisticFit#problems()}): missing values,
 * constants, columns made of others, and columns that tell without error who churned, alone or together. Without a penalty
 * such a fit {@linkplain io.github.staycurve.core.fit.FitStatus#FAILED fails}; a penalty bridges all but missing values and
 * values that cannot be computed with.
 *
 * <p>Standard errors come from the observed information; with a ridge, from it and the ridge together, so that they are
 * those of a posterior mode; with a lasso, they are those of the columns it kept, as if these had been given; with class
 * weights, from the sandwich of both. Customers with several rows, as at several cutoffs, are no new customers: the fit by
 * {@linkplain #fit(FeatureTable, boolean[], double[], List) clusters} has errors that know it.
 *
 * <p>The search uses no random numbers. This class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-84858-7">Hastie, Tibshirani and Friedman (2009), The Elements of
 *     Statistical Learning, 2nd ed., section 4.4</a>
 */
public final class LogisticRegression {
    private final String predicts;
    private final Penalty penalty;
    private final Set<String> logs;
    private final boolean missingTerms;
    private final ClassWeights classWeights;

    private LogisticRegression(
            String predicts, Penalty penalty, Set<String> logs, boolean missingTerms, ClassWeights classWeights) {
        this.predicts = predicts;
        this.penalty = penalty;
        this.logs = logs;
        this.missingTerms = missingTerms;
        this.classWeights = classWeights;
    }

    /**
     * Returns a fitter by maximum likelihood, which refuses missing values.
     *
     * @param predicts what the labels mean: definition of churn and horizon, as "no purchase within 90 days"; the model
     *     carries it
     * @return the fitter
     * @throws IllegalArgumentException if the text is blank
     */
    public static LogisticRegression of(String predicts) {
        return new LogisticRegression(
                Checks.notBlank(predicts, "predicts"), Penalty.none(), Set.of(), false, ClassWeights.EQUAL);
    }

    /**
     * Returns a fitter with a penalty on all coefficients but the intercept.
     *
     * @param with the penalty
     * @return the fitter
     */
    public LogisticRegression withPenalty(Penalty with) {
        return new LogisticRegression(predicts, Objects.requireNonNull(with), logs, missingTerms, classWeights);
    }

    /**
     * Returns a fitter that reads {@code ln(1 + x)} in place of some features, as sums of money or counts often want: a few
     * huge values then do not decide the fit. Below 0 it reads {@code −ln(1 − x)}. The model does the same when it scores.
     *
     * @param features the names of those features
     * @return the fitter
     */
    public LogisticRegression withLog1p(List<String> features) {
        return new LogisticRegression(predicts, penalty, Set.copyOf(features), missingTerms, classWeights);
    }

    /**
     * Returns a fitter that gives a missing value a coefficient of its own in place of the slope. It is reported as a column
     * {@code x is missing}: the difference to a customer with the mean of those who have a value. Features that are missing
     * in the same rows share one, reported with the first. A feature that is complete in the fit stays required.
     *
     * @return the fitter
     */
    public LogisticRegression withMissingTerms() {
        return new LogisticRegression(predicts, penalty, logs, true, classWeights);
    }

    /**
     * Returns a fitter that lets customers who churned and customers who stayed weigh the same in sum, as
     * {@code n/(2 n of the class)} each. That puts all probabilities too high, so the intercept is then corrected by the
     * logarithm of the ratio of weights, for the share of churned customers in the data. Where the aim is probabilities,
     * equal weights are the better choice: they need no correction and waste no data.
     *
     * @return the fitter
     * @see <a href="https://doi.org/10.1093/oxfordjournals.pan.a004868">King and Zeng (2001), Logistic Regression in Rare
     *     Events Data, Political Analysis 9(2), 137-163, section 4.1</a>
     */
    public LogisticRegression withBalancedClasses() {
        return new LogisticRegression(predicts, penalty, logs, missingTerms, ClassWeights.BALANCED);
    }

    /**
     * Returns a fitter with balanced classes and no correction of the intercept: its "probabilities" are those of a made-up
     * population where every second customer churns. Only for comparison with tools that do that.
     *
     * @return the fitter
     */
    public LogisticRegression withBalancedClassesUncorrected() {
        return new LogisticRegression(predicts, penalty, logs, missingTerms, ClassWeights.BALANCED_UNCORRECTED);
    }

    /** How much the two classes weigh. */
    enum ClassWeights {
        EQUAL,
        BALANCED,
        BALANCED_UNCORRECTED
    }

    String predicts() {
        return predicts;
    }

    Penalty penalty() {
        return penalty;
    }

    Set<String> logs() {
        return logs;
    }

    boolean missingTerms() {
        return missingTerms;
    }

    ClassWeights classWeights() {
        return classWeights;
    }

    /**
     * Fits the model to customers that count alike.
     *
     * @param features one row a customer
     * @param churned for each row whether the customer churned
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the columns differ in length, there is no row, or a feature to take the logarithm of
     *     is not in the table
     */
    public LogisticFit fit(FeatureTable features, boolean[] churned) {
        return fit(features, churned, ones(features));
    }

    /**
     * Fits the model to rows that count alike and may depend on each other within a cluster.
     *
     * @param features one row a customer and cutoff
     * @param churned for each row whether the customer churned
     * @param clusters the cluster of each row, as the customer's identifier, not blank
     * @return the model and the report, as {@link #fit(FeatureTable, boolean[], double[], List)} does with weights of 1
     * @throws IllegalArgumentException if the columns differ in length, there is no row, a label is blank, or a feature to
     *     take the logarithm of is not in the table
     */
    public LogisticFit fit(FeatureTable features, boolean[] churned, List<String> clusters) {
        return fit(features, churned, ones(features), clusters);
    }

    private static double[] ones(FeatureTable features) {
        double[] ones = new double[features.rows()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Fits the model to weighted customers.
     *
     * @param features one row a customer
     * @param churned for each row whether the customer churned
     * @param weights for each row how many customers it stands for, 0 or more; a row of weight 0 is as if it were not there
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the columns differ in length, a weight is out of its range or none is above 0, or a
     *     feature to take the logarithm of is not in the table
     */
    public LogisticFit fit(FeatureTable features, boolean[] churned, double[] weights) {
        return search(features, churned, weights, null);
    }

    /**
     * Fits the model to rows that may depend on each other within a cluster, as the rows of one customer at several cutoffs
     * do. The coefficients are those of independent rows; the standard errors are those of Huber and White's sandwich over
     * clusters with the factor {@code G/(G − 1)} for G clusters, whatever ridge or class weights there are. Log-likelihood,
     * AIC and deviance still take the rows for independent. The sandwich wants some forty clusters or more; where there are no
     * more clusters than coefficients, there are no errors.
     *
     * @param features one row a customer and cutoff
     * @param churned for each row whether the customer churned
     * @param weights for each row how often it stands in its cluster, 0 or more; a row of weight 0 is as if it were not there
     * @param clusters the cluster of each row, as the customer's identifier, not blank
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the columns differ in length, a weight is out of its range or none is above 0, a
     *     label is blank, or a feature to take the logarithm of is not in the table
     * @see <a href="https://doi.org/10.3368/jhr.50.2.317">Cameron and Miller (2015), A Practitioner's Guide to Cluster-Robust
     *     Inference, J. Human Resources 50(2), 317-372</a>
     */
    public LogisticFit fit(FeatureTable features, boolean[] churned, double[] weights, List<String> clusters) {
        Checks.length(weights.length, features.rows(), "weights");
        return search(features, churned, weights, RowClusters.of(clusters, weights));
    }

    private LogisticFit search(
            FeatureTable features, boolean[] churned, double[] weights, @Nullable RowClusters clusters) {
        Checks.length(churned.length, features.rows(), "churned");
        Checks.length(weights.length, features.rows(), "weights");
        logs.forEach(features::indexOf);
        double[] targets = new double[churned.length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = churned[row] ? 1 : 0;
        }
        return new LogisticSearch(this, features, targets, weights, clusters).fit();
    }

    /**
     * Returns the settings in words.
     *
     * @return one line
     */
    public String describe() {
        return "logistic regression, %s%s%s%s"
                .formatted(
                        penalty.describe(),
                        logs.isEmpty()
                                ? ""
                                : ", logarithms of " + logs.stream().sorted().toList(),
                        missingTerms ? ", missing values have their own coefficients" : "",
                        switch (classWeights) {
                            case EQUAL -> "";
                            case BALANCED -> ", balanced classes with the intercept corrected";
                            case BALANCED_UNCORRECTED -> ", balanced classes, intercept not corrected";
                        });
    }

    @Override
    public String toString() {
        return describe();
    }
}
