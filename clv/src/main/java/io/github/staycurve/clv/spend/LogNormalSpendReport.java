package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.List;

/** Turns where the search for a log-normal spend model came to rest into a report. Not thread-safe. */
final class LogNormalSpendReport {
    static final String MODEL = "log-normal spend";

    private static final List<String> NAMES = List.of("median", "between", "within");
    private static final int BETWEEN = 1;
    private static final int WITHIN = 2;

    /** The logarithms of the parameters are the coordinates, but for the level of the data. */
    private static final int[][] LOG_PARAMETERS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    private final LogSpendRows rows;
    private final SearchPrior prior;
    private final Minimum minimum;
    private final SearchOutcome outcome;
    private final double[] values;

    LogNormalSpendReport(LogSpendRows rows, SearchPrior prior, Objective objective, Minimum minimum) {
        this.rows = rows;
        this.prior = prior;
        this.minimum = minimum;
        double[] point = minimum.point();
        this.values =
                new double[] {Math.exp(rows.level + point[0]), deviation(point[BETWEEN]), deviation(point[WITHIN])};
        this.outcome = new SearchOutcome(minimum, objective, NAMES, values, LOG_PARAMETERS);
    }

    /** The exponential of a bound's logarithm may lie a rounding beyond the bound. */
    private static double deviation(double log) {
        return Math.max(
                LogNormalSpendParameters.LEAST_DEVIATION,
                Math.min(LogNormalSpendParameters.GREATEST_DEVIATION, Math.exp(log)));
    }

    /** Says why there is no fit without a row. */
    static String noRows(LogSpendRows rows) {
        return "There is no repeat purchase with a spend above 0, and only those tell about spend." + excluded(rows)
                + " Try a longer calibration.";
    }

    FitReport build() {
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(
                    MODEL,
                    outcome.notConverged() + " Look for extreme amounts, such as a test order." + excluded(rows));
        }
        return outcome.report(MODEL)
                .logLikelihood(prior.logLikelihood(minimum) - rows.totalLog)
                .observations(rows.totalCustomers)
                .explanation(explanation(status) + excluded(rows) + prior.text())
                .build();
    }

    private String explanation(FitStatus status) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell apart how much customers differ and how much one customer's amounts vary: hardly "
                        + "anybody made two repeat purchases. The mean spend of the population is usable, that of a "
                        + "customer is not. Try a longer calibration.";
            default -> boundaryExplanation();
        };
    }

    private String boundaryExplanation() {
        boolean smallBetween = outcome.ranDown(BETWEEN);
        boolean smallWithin = outcome.ranDown(WITHIN);
        if (smallBetween && smallWithin) {
            return "between and within ran to their lower limits: all amounts are the same as far as these data tell. The "
                    + "expected spend of everyone is the common amount; on customers who spend otherwise the data say "
                    + "nothing.";
        }
        if (smallBetween) {
            return "between ran to its lower limit: customers do not differ in their spend by more than chance. The "
                    + "expected spend of everyone is the common mean.";
        }
        if (smallWithin) {
            return "within ran to its lower limit: the purchases of one customer do not vary. The expected spend of a "
                    + "repeat customer is their own mean so far.";
        }
        return "A deviation ran to its upper limit: amounts differ by many orders of magnitude, more than the model "
                + "describes. Look for amounts in mixed units, or test orders.";
    }

    private static String excluded(LogSpendRows rows) {
        int n = rows.withoutSpend;
        return n == 0 ? "" : " Left out: " + n + (n == 1 ? " purchase" : " purchases") + " of 0 or less.";
    }
}
