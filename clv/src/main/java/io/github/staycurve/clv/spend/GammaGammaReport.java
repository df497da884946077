package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.List;
import java.util.Locale;

/** Turns where the search for a Gamma-Gamma model came to rest into a report. Not thread-safe. */
final class GammaGammaReport {
    static final String MODEL = "Gamma-Gamma";

    private static final List<String> NAMES = List.of("p", "q", "gamma");
    private static final int P = 0;
    private static final int Q = 1;
    private static final int LEVEL = 2;

    /** ln p and ln q are coordinates, and ln gamma = ln μ + ln q − ln p. */
    private static final int[][] LOG_PARAMETERS = {{1, 0, 0}, {0, 1, 0}, {-1, 1, 1}};

    private final SpendRows rows;
    private final SearchPrior prior;
    private final Minimum minimum;
    private final SearchOutcome outcome;
    private final double[] values;

    GammaGammaReport(SpendRows rows, SearchPrior prior, Objective objective, Minimum minimum) {
        this.rows = rows;
        this.prior = prior;
        this.minimum = minimum;
        GammaGammaParameters parameters = parameters(rows, minimum);
        this.values = new double[] {parameters.p(), parameters.q(), parameters.gamma()};
        this.outcome = new SearchOutcome(minimum, objective, NAMES, values, LOG_PARAMETERS);
    }

    /** Returns p, q and gamma, in the unit of money of the data. */
    static GammaGammaParameters parameters(SpendRows rows, Minimum minimum) {
        double[] point = minimum.point();
        double p = Math.exp(point[P]);
        double q = Math.exp(point[Q]);
        return new GammaGammaParameters(p, q, Math.exp(point[LEVEL]) * rows.scale * q / p);
    }

    /** Says why there is no fit without a row. */
    static String noRows(SpendRows rows) {
        return "No customer has repeat purchases with a spend above 0, and only those tell about spend."
                + excluded(rows) + " Try a longer calibration.";
    }

    FitReport build() {
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(
                    MODEL,
                    outcome.notConverged() + " Look for customers whose mean spend is extreme, such as a test order."
                            + excluded(rows));
        }
        return outcome.report(MODEL)
                .logLikelihood(prior.logLikelihood(minimum) - rows.totalLogSpend())
                .observations(rows.totalWeight)
                .explanation(explanation(status) + meanSpendExistence() + excluded(rows) + prior.text())
                .build();
    }

    private String explanation(FitStatus status) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell p, q and gamma apart: other values fit as well, so there are no standard errors. "
                        + "Expected spend of customers like these is usable. Try more customers, or a longer "
                        + "calibration, so that some have many purchases.";
            default -> boundaryExplanation();
        };
    }

    private String boundaryExplanation() {
        boolean largeP = outcome.ranUp(P);
        boolean largeQ = outcome.ranUp(Q);
        if (largeP && largeQ) {
            return "p and q ran to their upper limits, and gamma with them: every customer's spend is the same as far as "
                    + "these data tell. The expected spend of all of them is the common mean; on customers who spend "
                    + "otherwise the data say nothing.";
        }
        if (largeQ) {
            return "q ran to its upper limit, and gamma with it: customers do not differ in their mean spend by more than "
                    + "chance. The expected spend of everyone is the common mean.";
        }
        if (largeP) {
            return "p ran to its upper limit, and gamma to its lower: the purchases of one customer do not vary. The "
                    + "expected spend of a repeat customer is their own mean so far.";
        }
        return "A parameter ran to a limit of its range: mean spends differ by many orders of magnitude, more than the "
                + "model can describe. Look for amounts in mixed units, or test orders.";
    }

    private String meanSpendExistence() {
        return values[1] > 1
                ? ""
                : String.format(
                        Locale.ROOT,
                        " The mean spend of the population does not exist, as q is %.4g and not above 1: the expected "
                                + "spend of a one-time buyer is undefined. LogNormalSpend has one, fitted to single amounts.",
                        values[1]);
    }

    private static String excluded(SpendRows rows) {
        return leftOut(rows.excluded.withoutRepeat(), "without a repeat purchase")
                + leftOut(rows.excluded.withoutSpend(), "whose repeat purchases brought 0 or less");
    }

    private static String leftOut(int rows, String which) {
        return rows == 0 ? "" : " Left out: " + rows + (rows == 1 ? " row " : " rows ") + which + ".";
    }
}
