package io.github.staycurve.clv.selection;

import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.ChiSquareDistributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Whether a model fits better than a special case of it by more than chance: the likelihood-ratio test of nested models.
 *
 * <p>That one model is a special case of the other is what the caller states, in words, as the restriction; it cannot be
 * seen from two reports. Models that are not nested (BG/NBD and Pareto/NBD) compare by {@link ModelComparison} or, better, by
 * {@link Backtest}.
 *
 * <p>Twice the difference of the log-likelihoods is chi-square distributed if the special case is true and lies inside the
 * parameter space of the general model. Where it lies at its edge, as Pareto/NBD does in GGompertz/NBD with b going to 0, the
 * statistic is 0 half of the time, and the {@linkplain #pValue() p-value} is conservative: too large. For one restriction
 * {@link #mixturePValue()} is then the right one.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param restriction what makes the general model the restricted one, in the caller's words
 * @param restricted the name of the special case
 * @param general the name of the general model
 * @param statistic twice the difference of the log-likelihoods, 0 or more
 * @param degreesOfFreedom how many more parameters the general model has, 1 or more
 * @param pValue the probability of a greater statistic if the restriction holds, by the chi-square distribution, in [0, 1]
 * @param onBoundary whether the caller says that the restriction lies at the edge of the general model's parameter space
 * @param parametersAtBoundary parameters of either fit that ran to the end of their range, each after its model's name
 * @see <a href="https://doi.org/10.1214/aoms/1177732360">Wilks (1938), The Large-Sample Distribution of the Likelihood Ratio
 *     for Testing Composite Hypotheses</a>
 * @see <a href="https://doi.org/10.1080/01621459.1987.10478472">Self and Liang (1987), Asymptotic Properties of Maximum
 *     Likelihood Estimators and Likelihood Ratio Tests under Nonstandard Conditions</a>
 */
public record LikelihoodRatioTest(
        String restriction,
        String restricted,
        String general,
        double statistic,
        int degreesOfFreedom,
        double pValue,
        boolean onBoundary,
        List<String> parametersAtBoundary) {
    /** How far two searches that end at the same maximum may lie apart, in units of the statistic. */
    private static final double SEARCH_ERROR = 1e-3;

    /**
     * Checks the numbers.
     *
     * @param restriction what makes the general model the restricted one, in the caller's words
     * @param restricted the name of the special case
     * @param general the name of the general model
     * @param statistic twice the difference of the log-likelihoods, 0 or more
     * @param degreesOfFreedom how many more parameters the general model has, 1 or more
     * @param pValue the probability of a greater statistic if the restriction holds, by the chi-square distribution, in [0, 1]
     * @param onBoundary whether the caller says that the restriction lies at the edge of the general model's parameter space
     * @param parametersAtBoundary parameters of either fit that ran to the end of their range, each after its model's name
     * @throws IllegalArgumentException if a number is out of its range or the restriction is blank
     */
    public LikelihoodRatioTest {
        Checks.notBlank(restriction, "restriction");
        Checks.nonNegativeFinite(statistic, "statistic");
        Checks.inRange(degreesOfFreedom, 1, Integer.MAX_VALUE, "degreesOfFreedom");
        Checks.inRange(pValue, 0, 1, "pValue");
        parametersAtBoundary = List.copyOf(parametersAtBoundary);
    }

    /**
     * Tests a restriction that lies inside the parameter space of the general model, as "a = 1" does.
     *
     * @param restriction what makes the general model the restricted one
     * @param restricted the fit of the special case
     * @param general the fit of the general model, to the same customers
     * @return the test
     * @throws IllegalArgumentException if a fit failed, the fits are of unlike numbers of customers, the general model has no
     *     more parameters than the restricted one, or is the less likely of the two by more than its search may err (0.001 in
     *     the statistic), which cannot be if the models are nested
     */
    public static LikelihoodRatioTest of(String restriction, FitReport restricted, FitReport general) {
        return of(restriction, restricted, general, false);
    }

    /**
     * Tests a restriction at the edge of the parameter space of the general model, as "b goes to 0" is for a positive b.
     *
     * @param restriction what makes the general model the restricted one
     * @param restricted the fit of the special case
     * @param general the fit of the general model, to the same customers
     * @return the test
     * @throws IllegalArgumentException as {@link #of(String, FitReport, FitReport)} does
     */
    public static LikelihoodRatioTest ofBoundary(String restriction, FitReport restricted, FitReport general) {
        return of(restriction, restricted, general, true);
    }

    private static LikelihoodRatioTest of(
            String restriction, FitReport restricted, FitReport general, boolean onBoundary) {
        requireComparable(restricted, general);
        int degreesOfFreedom =
                general.estimates().size() - restricted.estimates().size();
        if (degreesOfFreedom < 1) {
            throw new IllegalArgumentException(
                    "general must have more parameters than restricted: %s has %d, %s has %d; models that are not nested"
                                    .formatted(
                                            general.modelName(),
                                            general.estimates().size(),
                                            restricted.modelName(),
                                            restricted.estimates().size())
                            + " compare by ModelComparison or Backtest");
        }
        double statistic = 2 * (general.logLikelihood() - restricted.logLikelihood());
        if (statistic < -SEARCH_ERROR) {
            throw new IllegalArgumentException(
                    "general must be at least as likely as restricted: %s has log-likelihood %s, %s has %s; the models are not"
                                    .formatted(
                                            general.modelName(),
                                            general.logLikelihood(),
                                            restricted.modelName(),
                                            restricted.logLikelihood())
                            + " nested, or a search ended elsewhere");
        }
        statistic = Math.max(0, statistic);
        double pValue = ChiSquareDistributions.upperTail(statistic, degreesOfFreedom);
        List<String> atBoundary = new ArrayList<>(namesAtBoundary(restricted));
        atBoundary.addAll(namesAtBoundary(general));
        return new LikelihoodRatioTest(
                restriction,
                restricted.modelName(),
                general.modelName(),
                statistic,
                degreesOfFreedom,
                pValue,
                onBoundary,
                atBoundary);
    }

    private static void requireComparable(FitReport restricted, FitReport general) {
        for (FitReport report : List.of(restricted, general)) {
            if (report.status() == FitStatus.FAILED) {
                throw new IllegalArgumentException(
                        "fit of %s failed: %s".formatted(report.modelName(), report.explanation()));
            }
        }
        if (restricted.observations() != general.observations()) {
            throw new IllegalArgumentException("fits must be to the same customers: %s to %s, %s to %s"
                    .formatted(
                            restricted.modelName(),
                            restricted.observations(),
                            general.modelName(),
                            general.observations()));
        }
    }

    private static List<String> namesAtBoundary(FitReport report) {
        return report.boundaryParameters().stream()
                .map(name -> report.modelName() + " " + name)
                .toList();
    }

    /**
     * Returns the p-value for one restriction at the edge of the parameter space: the statistic is then 0 or chi-square
     * with one degree of freedom, each half of the time (Self and Liang 1987, case 5).
     *
     * @return the p-value, 1 for a statistic of 0, else half of {@link #pValue()}; empty for a restriction inside the space, and
     *     for several, whose mixture has other weights
     */
    public OptionalDouble mixturePValue() {
        if (!onBoundary || degreesOfFreedom != 1) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(statistic == 0 ? 1 : pValue / 2);
    }

    /**
     * Returns the test in words.
     *
     * @return a sentence, and another where the chi-square distribution does not hold
     */
    public String describe() {
        String text = String.format(
                Locale.ROOT,
                "%s against %s (%s): statistic %.4f, %d degree%s of freedom, p-value %.4g by chi-square.",
                restricted,
                general,
                restriction,
                statistic,
                degreesOfFreedom,
                degreesOfFreedom == 1 ? "" : "s",
                pValue);
        if (onBoundary) {
            text += " The restriction lies at the edge of the parameter space, so that this p-value is too large";
            OptionalDouble mixture = mixturePValue();
            text += mixture.isPresent()
                    ? String.format(Locale.ROOT, "; %.4g by the mixture of 0 and chi-square.", mixture.getAsDouble())
                    : ".";
        }
        return parametersAtBoundary.isEmpty()
                ? text
                : text + " At the end of their range are " + String.join(", ", parametersAtBoundary)
                        + ": unless that is the restriction itself, neither distribution is exact there.";
    }

    @Override
    public String toString() {
        return describe();
    }
}
