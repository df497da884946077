package io.github.staycurve.clv.discrete;

import io.github.staycurve.clv.internal.MultiStart;
import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the BG/BB model by maximum likelihood.
 *
 * <p>The geometric means of both pairs of shapes are searched from 1e-6 to 1e6, and their ratios too. Where the likelihood
 * has no maximum, the fit goes to the limit and the report says in words what that means. A {@link Prior} may be added, so that
 * hard data too have a maximum. The search uses no random numbers: the same customers, in any order, give the same estimate to
 * the last bit.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1100.0580">Fader, Hardie and Shang (2010), Customer-Base Analysis in a
 *     Discrete-Time Noncontractual Setting, Marketing Science 29(6), 1086-1108</a>
 */
public final class BgBb {
    private static final Logger LOG = LoggerFactory.getLogger(BgBb.class);

    private static final String MODEL = "BG/BB";
    private static final double LIMIT = Math.log(1e6);
    private static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta");
    /** The logarithm of each parameter as a sum of the coordinates of {@link BgBbObjective}. */
    private static final int[][] LOG_PARAMETERS = {{1, 1, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, 1}, {0, 0, -1, 1}};

    /** The search runs from each of these, and keeps the best end. */
    private static final double[][] STARTS = {{1, 1, 0.7, 3}, {0.3, 1, 1, 10}, {5, 5, 5, 20}};

    private BgBb() {}

    /**
     * Fits the model.
     *
     * @param table the customers, those who took no opportunity included
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public static BgBbFit fit(OpportunityTable table) {
        return fit(table, SearchPrior.of(null));
    }

    /**
     * Fits the model with a prior. The estimates are a posterior mode, and the standard errors those of likelihood and prior
     * together; the log-likelihood of the report remains that of the data.
     *
     * @param table the customers, those who took no opportunity included
     * @param prior what is taken to be likely before the data are seen
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public static BgBbFit fit(OpportunityTable table, Prior prior) {
        return fit(table, BgBbObjective.prior(Objects.requireNonNull(prior, "prior"), table));
    }

    private static BgBbFit fit(OpportunityTable table, SearchPrior prior) {
        boolean observed = false;
        for (int row = 0; row < table.size(); row++) {
            observed |= table.opportunities(row) > 0;
        }
        if (!observed) {
            return new BgBbFit(
                    FitReport.failed(MODEL, "No customer has had an opportunity to buy again yet."), table.unit());
        }
        Objective objective = prior.with(new BgBbObjective(table));
        Minimum minimum = minimum(objective);
        double[] p = BgBbObjective.parameters(minimum.point());
        SearchOutcome outcome = new SearchOutcome(minimum, objective, NAMES, p, LOG_PARAMETERS);
        FitReport report = report(table, prior, minimum, outcome);
        LOG.atDebug().log(() -> SearchOutcome.logLine(report, table.size()));
        return new BgBbFit(report, table.unit());
    }

    private static Minimum minimum(Objective objective) {
        Box box = Box.of(
                new double[] {-LIMIT / 2, -LIMIT, -LIMIT / 2, -LIMIT},
                new double[] {LIMIT / 2, LIMIT, LIMIT / 2, LIMIT});
        return MultiStart.minimum(
                objective,
                box,
                Arrays.stream(STARTS)
                        .map(start -> BgBbObjective.coordinates(start[0], start[1], start[2], start[3]))
                        .toArray(double[][]::new));
    }

    private static FitReport report(OpportunityTable table, SearchPrior prior, Minimum minimum, SearchOutcome outcome) {
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(MODEL, outcome.notConverged());
        }
        double[] p = BgBbObjective.parameters(minimum.point());
        return outcome.report(MODEL)
                .logLikelihood(prior.logLikelihood(minimum))
                .observations(table.totalWeight())
                .explanation(explanation(status, prior, outcome, p) + prior.text())
                .build();
    }

    private static String explanation(FitStatus status, SearchPrior prior, SearchOutcome outcome, double[] p) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell alpha, beta, gamma and delta apart: other values fit as well, so there are no standard"
                        + " errors. Predictions for customers like these are usable, for others they may not be. Try more"
                        + " customers or more opportunities.";
            default -> taking(outcome, p) + dropout(outcome, p) + "Predictions are those of the limit.";
        };
    }

    private static String taking(SearchOutcome outcome, double[] p) {
        if (outcome.ranDown(BgBbObjective.TAKING)) {
            return "alpha ran down relative to beta: nobody bought again, and as far as these data tell nobody will. ";
        }
        if (outcome.ranUp(BgBbObjective.TAKING)) {
            return "beta ran down relative to alpha: as far as these data tell an active customer takes every opportunity. ";
        }
        if (outcome.ranUp(BgBbObjective.TAKING_POLARISATION)) {
            return String.format(
                    Locale.ROOT,
                    "alpha and beta ran up together with alpha / (alpha + beta) = %.4g: as far as these data tell every active"
                            + " customer takes an opportunity with that probability. ",
                    p[0] / (p[0] + p[1]));
        }
        return outcome.ranDown(BgBbObjective.TAKING_POLARISATION)
                ? "alpha and beta ran down together: an active customer takes every opportunity or none. "
                : "";
    }

    private static String dropout(SearchOutcome outcome, double[] p) {
        if (outcome.ranDown(BgBbObjective.DROPOUT)) {
            return "gamma ran down relative to delta: as far as these data tell no customer has left. ";
        }
        if (outcome.ranUp(BgBbObjective.DROPOUT)) {
            return "delta ran down relative to gamma: as far as these data tell every customer leaves at once. ";
        }
        if (outcome.ranUp(BgBbObjective.DROPOUT_POLARISATION)) {
            return String.format(
                    Locale.ROOT,
                    "gamma and delta ran up together with gamma / (gamma + delta) = %.4g: as far as these data tell every"
                            + " customer leaves before an opportunity with that probability. ",
                    p[2] / (p[2] + p[3]));
        }
        return outcome.ranDown(BgBbObjective.DROPOUT_POLARISATION)
                ? "gamma and delta ran down together: a customer leaves before the first opportunity or never. "
                : "";
    }
}
