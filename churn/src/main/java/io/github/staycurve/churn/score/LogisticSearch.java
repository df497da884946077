package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.FeatureChecks;
import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.ColumnMoments;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.churn.internal.NewtonSearch;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit of a logistic regression. Not thread-safe. */
final class LogisticSearch {
    static final String INTERCEPT = "(intercept)";
    static final String NAME = "logistic regression";

    private static final Logger LOG = LoggerFactory.getLogger(LogisticRegression.class);
    /** A predictor this large makes separation possible; below it, a search at rest rules it out. */
    private static final double SUSPICIOUS = 20;
    /** What a last step may promise where the search came to rest at a maximum. */
    private static final double EASY = 1e-18;
    /** Above this number of rows, a search on a part of them finds where to start. */
    private static final int MANY_ROWS = 60_000;

    private static final int START_ROWS = 20_000;

    private final LogisticRegression settings;
    private final double[] targets;
    /** How many customers a row stands for. */
    private final double[] counts;

    private final @Nullable RowClusters clusters;
    private final EncodedFeatures features;
    private final List<FeatureProblem> problems = new ArrayList<>();
    private double churned;
    private double stayed;

    LogisticSearch(
            LogisticRegression settings,
            FeatureTable raw,
            double[] targets,
            double[] counts,
            @Nullable RowClusters clusters) {
        this.settings = settings;
        this.targets = targets;
        this.counts = counts;
        this.clusters = clusters;
        this.features = EncodedFeatures.of(raw, counts, settings.logs(), settings.missingTerms());
        problems.addAll(FeatureChecks.problems(features.table(), counts)); // checks the weights too
        for (int row = 0; row < targets.length; row++) {
            churned += counts[row] * targets[row];
            stayed += counts[row] * (1 - targets[row]);
        }
    }

    LogisticFit fit() {
        LogisticFit fit = search();
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: {} after {} iterations on {} rows, {} problems",
                    NAME,
                    fit.report().status(),
                    fit.report().iterations(),
                    targets.length,
                    problems.size());
        }
        return fit;
    }

    private LogisticFit search() {
        boolean free = settings.penalty().isNone();
        boolean fatal = problems.stream().anyMatch(p -> !p.isBridgedByPenalty());
        if (fatal || (free && !problems.isEmpty())) {
            return failed(problemWords());
        }
        if (churned == 0 || stayed == 0) {
            return failed("all customers " + (stayed == 0 ? "churned" : "stayed")
                    + ": there is nothing to tell apart; choose another horizon or another time");
        }
        ColumnMoments moments = ColumnMoments.of(features.table(), counts);
        BinaryRows rows = BinaryRows.of(BinaryLink.LOGIT, features.table(), targets, classWeighted(), moments);
        problems.addAll(Separation.byOne(rows));
        if (free && !problems.isEmpty()) {
            return failed(problemWords());
        }
        double[][] penalties = penalties(rows);
        NewtonMinimum minimum =
                NewtonSearch.withDefaults().minimize(rows, start(rows, penalties), penalties[0], penalties[1]);
        if (free && (isUneasy(minimum) || largest(rows.linear(minimum.point())) > SUSPICIOUS)) {
            Separation.byCombination(rows).ifPresent(problems::add);
            if (!problems.isEmpty()) {
                return failed(problemWords());
            }
        }
        if (!minimum.converged()) {
            return failed("the search did not come to rest within %s steps; add a ridge penalty"
                    .formatted(minimum.iterations()));
        }
        return new LogisticResult(this, rows, minimum, penalties[0]).fit();
    }

    /** Where a maximum exists, the last steps shrink so fast that none is left; on the way to infinity each is a third. */
    private static boolean isUneasy(NewtonMinimum minimum) {
        return !minimum.converged() || minimum.promisedDecrease() > EASY;
    }

    private double largest(double[] linear) {
        double largest = 0;
        for (int row = 0; row < linear.length; row++) {
            if (counts[row] > 0) {
                largest = Math.max(largest, Math.abs(linear[row]));
            }
        }
        return largest;
    }

    private String problemWords() {
        return problems.stream().map(FeatureProblem::toString).collect(Collectors.joining("; "));
    }

    private LogisticFit failed(String words) {
        return new LogisticFit(null, FitReport.failed(NAME, words), problems, nullLogLikelihood());
    }

    private double[] classWeighted() {
        if (settings.classWeights() == LogisticRegression.ClassWeights.EQUAL) {
            return counts;
        }
        double ofChurned = classWeight(churned);
        double ofStayed = classWeight(stayed);
        double[] weighted = new double[counts.length];
        for (int row = 0; row < weighted.length; row++) {
            weighted[row] = counts[row] * (targets[row] > 0.5 ? ofChurned : ofStayed);
        }
        return weighted;
    }

    private double classWeight(double ofClass) {
        return (churned + stayed) / (2 * ofClass);
    }

    /** Returns ridge and lasso of every unknown; those of standardised columns stand for those of the columns as given. */
    private double[][] penalties(BinaryRows rows) {
        Penalty penalty = settings.penalty();
        double[][] penalties = new double[2][rows.unknowns()];
        for (int j = 1; j < rows.unknowns(); j++) {
            double scale = rows.scale(j - 1);
            boolean asIs = penalty.standardizes() || scale == 0; // a constant column keeps a coefficient of 0
            penalties[0][j] = penalty.ridgeWeight() * (asIs ? 1 : scale * scale);
            penalties[1][j] = penalty.lassoWeight() * (asIs ? 1 : scale);
        }
        return penalties;
    }

    /** Starts at the share of churned customers, or where a part of many rows leads to. */
    private double[] start(BinaryRows rows, double[][] penalties) {
        double[] start = new double[rows.unknowns()];
        start[0] = settings.classWeights() == LogisticRegression.ClassWeights.EQUAL ? Math.log(churned / stayed) : 0;
        if (targets.length < MANY_ROWS) {
            return start;
        }
        BinaryRows part = rows.everyNth(targets.length / START_ROWS);
        NewtonMinimum minimum = NewtonSearch.withDefaults()
                .withMaxIterations(15)
                .withTolerance(1e-8)
                .minimize(part, start, penalties[0], penalties[1]);
        boolean useful = minimum.converged() && Arrays.stream(minimum.point()).allMatch(x -> Math.abs(x) < SUSPICIOUS);
        return useful ? minimum.point() : start;
    }

    LogisticRegression settings() {
        return settings;
    }

    EncodedFeatures features() {
        return features;
    }

    List<FeatureProblem> problems() {
        return problems;
    }

    double[] counts() {
        return counts;
    }

    Optional<RowClusters> clusters() {
        return Optional.ofNullable(clusters);
    }

    double customers() {
        return churned + stayed;
    }

    /** Returns by how much class weights raise the log-odds. */
    double shift() {
        boolean corrected = settings.classWeights() == LogisticRegression.ClassWeights.BALANCED;
        return corrected ? Math.log(classWeight(churned) / classWeight(stayed)) : 0;
    }

    double nullLogLikelihood() {
        double n = churned + stayed;
        return plogp(churned, n) + plogp(stayed, n);
    }

    private static double plogp(double part, double whole) {
        return part > 0 ? part * Math.log(part / whole) : 0;
    }
}
