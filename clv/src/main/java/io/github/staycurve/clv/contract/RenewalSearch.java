package io.github.staycurve.clv.contract;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search for the most likely model with beta distributed chances of leaving, and what it found in words. */
final class RenewalSearch {
    private static final Logger LOG = LoggerFactory.getLogger(RenewalSearch.class);

    /** The greatest logarithm of √(alpha beta) and of alpha/beta, and of c. */
    private static final double LIMIT = Math.log(1e6);

    private static final double DURATION_LIMIT = Math.log(50);
    private static final List<String> NAMES = List.of("alpha", "beta", "c");
    /** The logarithm of each parameter as a sum of the coordinates of {@link RenewalObjective}. */
    private static final int[][] LOG_PARAMETERS = {{1, 1, 0}, {-1, 1, 0}, {0, 0, 1}};

    /** The search runs from each of these means and sums of the shapes: where it ends may depend on it. */
    private static final double[][] STARTS = {{0.2, 1}, {0.2, 20}, {0.6, 3}};

    private final String modelName;
    private final RenewalCounts counts;
    private final RenewalObjective likelihood;
    private final SearchPrior prior;
    private final Objective objective;
    private final Minimum minimum;
    private final double[] values;

    private RenewalSearch(String modelName, RenewalObjective likelihood, @Nullable Prior prior) {
        this.modelName = modelName;
        this.counts = likelihood.counts();
        this.likelihood = likelihood;
        this.prior = likelihood.prior(prior);
        this.objective = this.prior.with(likelihood);
        this.minimum = minimum();
        this.values = likelihood.parameters(minimum.point());
    }

    static <M extends RenewalModel> RenewalModelFit<M> fit(
            String modelName, RenewalObjective likelihood, @Nullable Prior prior, Function<double[], M> model) {
        RenewalCounts counts = likelihood.counts();
        if (!(counts.customers() > 0)) {
            return new RenewalModelFit<>(FitReport.failed(modelName, "No customer has come to a renewal yet."), model);
        }
        RenewalSearch search = new RenewalSearch(modelName, likelihood, prior);
        FitReport report = search.report();
        LOG.atDebug().log(() -> SearchOutcome.logLine(report, counts.renewals()));
        return new RenewalModelFit<>(report, model);
    }

    private Minimum minimum() {
        double[] limits = Arrays.copyOf(new double[] {LIMIT / 2, LIMIT, DURATION_LIMIT}, likelihood.dimension());
        Box box = Box.of(Arrays.stream(limits).map(limit -> -limit).toArray(), limits);
        return MultiStart.minimum(
                objective, box, Arrays.stream(STARTS).map(this::coordinates).toArray(double[][]::new));
    }

    private double[] coordinates(double[] start) {
        double alpha = start[0] * start[1];
        double beta = start[1] - alpha;
        double[] point = {Math.log(alpha / beta) / 2, Math.log(alpha * beta) / 2, 0};
        return Arrays.copyOf(point, likelihood.dimension());
    }

    private FitReport report() {
        int n = likelihood.dimension();
        SearchOutcome outcome = new SearchOutcome(
                minimum,
                objective,
                NAMES.subList(0, n),
                Arrays.copyOf(values, n),
                Arrays.stream(LOG_PARAMETERS)
                        .limit(n)
                        .map(row -> Arrays.copyOf(row, n))
                        .toArray(int[][]::new));
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(modelName, outcome.notConverged());
        }
        return outcome.report(modelName)
                .logLikelihood(prior.logLikelihood(minimum))
                .observations(counts.customers())
                .explanation(explanation(status, outcome) + prior.text())
                .build();
    }

    private String explanation(FitStatus status, SearchOutcome outcome) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell the parameters apart: other values fit as well, so there are no standard errors. The"
                        + " renewals observed are fitted; do not project beyond them. Try more renewals.";
            default -> boundaryExplanation(outcome) + "Predictions are those of the limit.";
        };
    }

    private String boundaryExplanation(SearchOutcome outcome) {
        StringBuilder text = new StringBuilder();
        if (outcome.ranDown(RenewalObjective.DROPOUT)) {
            text.append("alpha ran down relative to beta: as far as these data tell nobody leaves. ");
        } else if (outcome.ranUp(RenewalObjective.DROPOUT)) {
            text.append("beta ran down relative to alpha: as far as these data tell everybody leaves at once. ");
        }
        if (outcome.ranUp(RenewalObjective.POLARISATION)) {
            text.append(String.format(
                    Locale.ROOT,
                    "The heterogeneity is not identified: alpha and beta ran up together with alpha / (alpha + beta) = %.4g;"
                            + " as far as these data tell customers do not differ in their chance of leaving. ",
                    values[0] / (values[0] + values[1])));
        } else if (outcome.ranDown(RenewalObjective.POLARISATION)) {
            text.append("alpha and beta ran down together: a customer leaves at the first renewal or never. ");
        }
        if (likelihood.dimension() > RenewalObjective.DURATION
                && (outcome.ranUp(RenewalObjective.DURATION) || outcome.ranDown(RenewalObjective.DURATION))) {
            text.append("c ran to its limit: how a customer's own chance of leaving changes is not identified. ");
        }
        return text.toString();
    }
}
