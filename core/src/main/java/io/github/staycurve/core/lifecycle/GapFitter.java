package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.Hessian;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits a {@link GapPopulation} of one shape; used once, not thread-safe. */
final class GapFitter {
    private static final Logger LOG = LoggerFactory.getLogger(GapFitter.class);

    /** r is searched within this factor of 1, and the mean rate of the one observed. */
    private static final double LIMIT = Math.log(1e6);

    /** The step of the differences that give the information, and the least of it, as for the purchase models. */
    private static final double STEP = 1e-3;

    private static final double LEAST_INFORMATION = 0.02;
    private static final double[] START_R = {1, 0.1, 10};

    private final PurchaseDays days;
    private final LocalDate cutoff;
    private final int shape;
    private final CollapsedSummaryTable table;

    GapFitter(PurchaseDays days, LocalDate cutoff, int shape) {
        this.days = days;
        this.cutoff = cutoff;
        this.shape = shape;
        this.table = days.collapsedAt(cutoff);
    }

    GapPopulationFit fit() {
        GapPopulationFit fit = isObserved() ? search() : nothingObserved();
        LOG.atDebug().log(() -> "%s fit at %s: %s after %d evaluations on %d distinct rows"
                .formatted(name(), cutoff, fit.report().status(), fit.report().evaluations(), table.size()));
        return fit;
    }

    private String name() {
        return shape == 1 ? "gamma-exponential gaps" : "gamma-Erlang-" + shape + " gaps";
    }

    private boolean isObserved() {
        for (int row = 0; row < table.size(); row++) {
            if (table.age(row) > 0) {
                return true;
            }
        }
        return false;
    }

    private GapPopulationFit nothingObserved() {
        String explanation = table.size() == 0
                ? "There is no customer with a purchase by " + cutoff + "."
                : "No customer was observed after the first purchase: all made it on " + cutoff
                        + ". Choose a later cutoff.";
        return new GapPopulationFit(Optional.empty(), FitReport.failed(name(), explanation));
    }

    private GapPopulationFit search() {
        GapLikelihood likelihood = new GapLikelihood(table, shape);
        Minimum minimum = minimum(likelihood);
        if (!minimum.converged()) {
            return new GapPopulationFit(
                    Optional.empty(),
                    FitReport.failed(
                            name(),
                            String.format(
                                    Locale.ROOT,
                                    "The search did not come to rest: gradient norm %.2g after %d evaluations. Look for"
                                            + " customers with far more purchases than all others, such as a till account.",
                                    minimum.gradientNorm(),
                                    minimum.evaluations())));
        }
        double[] values = {likelihood.r(minimum.point()), likelihood.alpha(minimum.point())};
        GapPopulation population = new GapPopulation(shape, values[0], values[1], Optional.of(cutoff));
        return new GapPopulationFit(Optional.of(population), report(likelihood, minimum, values));
    }

    /** Searches from several starts and keeps the best end: a likelihood with a far limit has slopes that mislead. */
    private static Minimum minimum(GapLikelihood likelihood) {
        Box box = Box.of(new double[] {-LIMIT, -LIMIT}, new double[] {LIMIT, LIMIT});
        Minimum best = null;
        for (double r : START_R) {
            Minimum found = BfgsMinimizer.withDefaults().minimize(likelihood, box, new double[] {Math.log(r), 0});
            if (found.converged() && !found.atBound(GapLikelihood.SHAPE) && !found.atBound(GapLikelihood.RATE)) {
                return found;
            }
            if (best == null || isBetter(found, best)) {
                best = found;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static boolean isBetter(Minimum found, Minimum best) {
        return found.converged() == best.converged() ? found.value() < best.value() : found.converged();
    }

    private FitReport report(GapLikelihood likelihood, Minimum minimum, double[] values) {
        boolean shapeAtBound = minimum.atBound(GapLikelihood.SHAPE);
        boolean rateAtBound = minimum.atBound(GapLikelihood.RATE);
        double[][] information = Hessian.ofGradient(likelihood, minimum.point(), STEP, minimum.free());
        boolean informed = information.length > 0
                && SymmetricMatrices.smallestEigenvalue(information) > LEAST_INFORMATION
                && SymmetricMatrices.inverse(information).isPresent();
        FitStatus status =
                shapeAtBound || rateAtBound ? FitStatus.BOUNDARY : informed ? FitStatus.CONVERGED : FitStatus.FLAT;
        FitReport.Builder report = FitReport.builder(name(), status)
                .search(minimum.iterations(), minimum.evaluations())
                .estimate("r", values[0], shapeAtBound)
                .estimate("alpha", values[1], shapeAtBound || rateAtBound)
                .logLikelihood(constant() - minimum.value())
                .observations(table.totalWeight())
                .explanation(explanation(status, minimum));
        if (informed && status != FitStatus.BOUNDARY) {
            // ln r is the first coordinate, ln alpha the first less the second
            double[][] inLogs = SymmetricMatrices.congruent(
                    new double[][] {{1, 0}, {1, -1}},
                    SymmetricMatrices.inverse(information).orElseThrow());
            report.covariance(List.of("r", "alpha"), SymmetricMatrices.scaled(inLogs, values));
        } else if (informed && !shapeAtBound) {
            double variance = values[0] * values[0] / information[0][0]; // r alone is free
            report.covariance(List.of("r"), new double[][] {{variance}});
        }
        return report.build();
    }

    /** Returns the part of the log-likelihood that r and alpha have no part in: Σ (k − 1) ln g − lnΓ(k) over the gaps. */
    private double constant() {
        if (shape == 1) {
            return 0;
        }
        long end = cutoff.toEpochDay();
        double logGamma = GammaFunctions.logGamma(shape);
        CompensatedSum sum = new CompensatedSum();
        for (int customer = 0; customer < days.customers(); customer++) {
            for (int i = days.start(customer) + 1; i < days.start(customer + 1) && days.day(i) <= end; i++) {
                sum.add((shape - 1) * Math.log(days.day(i) - days.day(i - 1)) - logGamma);
            }
        }
        return sum.value();
    }

    private static String explanation(FitStatus status, Minimum minimum) {
        return switch (status) {
            case CONVERGED -> "The likelihood has a maximum inside the searched range.";
            case FLAT ->
                "The data do not tell r and alpha apart: other values fit as well, so there are no standard errors. Try more"
                        + " customers, or a later cutoff.";
            default -> boundaryExplanation(minimum);
        };
    }

    private static String boundaryExplanation(Minimum minimum) {
        if (minimum.atBound(GapLikelihood.RATE)) {
            return minimum.point()[GapLikelihood.RATE] < 0
                    ? "The purchase rate ran to its lower limit: as far as these data tell nobody buys again. Quantiles of the"
                            + " gap are arbitrary: use a fixed silence."
                    : "The purchase rate ran to its upper limit: repeat purchases follow at once or not at all. Look at"
                            + " whether purchases of one visit should be one.";
        }
        return minimum.point()[GapLikelihood.SHAPE] > 0
                ? "r and alpha ran up together: as far as these data tell all customers buy at the same rate."
                : "r ran to its lower limit: nearly all repeat purchases come from a vanishing share of customers.";
    }
}
