package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.FeatureChecks;
import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.churn.internal.NewtonSearch;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit of a discrete-time hazard. Not thread-safe. */
final class HazardSearch {
    static final String NAME = "discrete-time hazard";

    private static final Logger LOG = LoggerFactory.getLogger(HazardRegression.class);

    private final HazardRegression settings;
    private final RiskPeriods risk;
    private final Optional<RowClusters> clusters;
    private final EncodedFeatures features;
    private final List<FeatureProblem> problems = new ArrayList<>();

    HazardSearch(HazardRegression settings, FeatureTable raw, RiskPeriods risk, @Nullable RowClusters clusters) {
        this.clusters = Optional.ofNullable(clusters);
        this.settings = settings;
        this.risk = risk;
        double[] weights = risk.weights();
        this.features = EncodedFeatures.of(
                raw, weights, settings.columns().logs(), settings.columns().missingTerms());
        problems.addAll(FeatureChecks.problems(features.table(), weights));
    }

    HazardFit fit() {
        HazardFit fit = search();
        LOG.debug("{}: {} on {} person-periods", NAME, fit.report().status(), risk.personPeriods());
        return fit;
    }

    private HazardFit search() {
        boolean free = settings.columns().penalty().isNone();
        boolean fatal = problems.stream().anyMatch(p -> !p.isBridgedByPenalty());
        double[][] basis = settings.baseline().basis(risk.periods());
        fatal |= addEmptyPeriods(basis);
        if (!fatal) {
            problems.addAll(Separation.byOne(
                    features.table(),
                    i -> risk.weight(i) > 0 && risk.ended(i),
                    i -> risk.weight(i) > 0 && (!risk.ended(i) || risk.first(i) < risk.last(i))));
        }
        if (fatal || (free && !problems.isEmpty())) {
            return failed(problems.stream().map(FeatureProblem::toString).collect(Collectors.joining("; ")));
        }
        HazardRows rows = new HazardRows(settings.link(), features.table(), risk, basis);
        double[][] penalties = penalties(rows);
        NewtonMinimum minimum = NewtonSearch.withDefaults().minimize(rows, start(rows), penalties[0], penalties[1]);
        if (!minimum.converged() || rows.isExtreme(minimum.point())) {
            Optional<FeatureProblem> separation = separation(rows, free);
            if (separation.isPresent()) {
                problems.add(separation.get());
                return failed(separation.get().toString());
            }
        }
        if (!minimum.converged()) {
            return failed("the search did not come to rest within %s steps; add a ridge penalty"
                    .formatted(minimum.iterations()));
        }
        return result(rows, minimum, penalties[0]);
    }

    /** Names what runs away: the baseline, which no penalty holds, or features. */
    private Optional<FeatureProblem> separation(HazardRows rows, boolean free) {
        if (!settings.baseline().hasLevels() && Separation.separates(rows.baselineAlone())) {
            return Optional.of(new FeatureProblem(
                    "baseline",
                    FeatureProblem.Kind.SEPARATING,
                    List.of(),
                    "cannot be %s: it could tell without error in which periods customers left; take a lower degree, or steps"
                            .formatted(settings.baseline().describe())));
        }
        return free ? Separation.byCombination(rows.separable()) : Optional.empty();
    }

    /** Names the levels of the baseline that no event, or nothing but events, speaks for. */
    private boolean addEmptyPeriods(double[][] basis) {
        double[][] counts = risk.counts();
        if (!settings.baseline().hasLevels()) {
            return Arrays.stream(counts[1]).sum() == 0 && problems.add(emptyLevel("every period", "no customer left"));
        }
        double[] atRisk = new double[basis[0].length];
        double[] left = new double[basis[0].length];
        for (int k = 0; k < basis.length; k++) {
            for (int q = 0; q < left.length; q++) {
                atRisk[q] += basis[k][q] * counts[0][k];
                left[q] += basis[k][q] * counts[1][k];
            }
        }
        List<String> names = settings.baseline().names(basis.length);
        boolean any = false;
        for (int q = 0; q < left.length; q++) {
            if (left[q] == 0 || left[q] == atRisk[q]) {
                String words = atRisk[q] == 0
                        ? "no customer was at risk"
                        : left[q] == 0 ? "no customer left" : "every customer left";
                any |= problems.add(emptyLevel(names.get(q), words));
            }
        }
        return any;
    }

    private static FeatureProblem emptyLevel(String name, String words) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.SEPARATING,
                List.of(),
                "cannot have a level: " + words + "; take longer steps of the baseline, or a polynomial");
    }

    private HazardFit failed(String words) {
        return new HazardFit(null, FitReport.failed(NAME, words), problems, risk.personPeriods());
    }

    private double[] start(HazardRows rows) {
        double[][] counts = risk.counts();
        double level = settings.link().linear(Arrays.stream(counts[1]).sum() / risk.personPeriods());
        double[] start = new double[rows.unknowns()];
        int levels = settings.baseline().hasLevels() ? rows.baselineUnknowns() : 1;
        Arrays.fill(start, 0, levels, Double.isFinite(level) ? level : 0);
        return start;
    }

    private double[][] penalties(HazardRows rows) {
        Penalty penalty = settings.columns().penalty();
        double[][] penalties = new double[2][rows.unknowns()];
        for (int j = rows.baselineUnknowns(); j < rows.unknowns(); j++) {
            double scale = rows.scale(j - rows.baselineUnknowns());
            boolean asIs = penalty.standardizes() || scale == 0;
            penalties[0][j] = penalty.ridgeWeight() * (asIs ? 1 : scale * scale);
            penalties[1][j] = penalty.lassoWeight() * (asIs ? 1 : scale);
        }
        return penalties;
    }

    private HazardFit result(HazardRows rows, NewtonMinimum minimum, double[] ridge) {
        double[] point = minimum.point();
        int q = rows.baselineUnknowns();
        double[] coefficients = new double[point.length - q];
        double[] means = new double[coefficients.length];
        double shift = 0;
        for (int j = 0; j < coefficients.length; j++) {
            coefficients[j] = point[q + j] * rows.scale(j);
            means[j] = rows.mean(j);
            shift += coefficients[j] * means[j];
        }
        double[] levels = rows.levels(point);
        for (int k = 0; k < levels.length; k++) {
            levels[k] -= shift;
        }
        HazardModel model = HazardModel.of(
                settings.link(),
                levels,
                settings.periodLength(),
                features.terms(coefficients, means),
                settings.predicts());
        double[] values = point.clone();
        System.arraycopy(coefficients, 0, values, q, coefficients.length);
        for (int a = 0; a < q; a++) {
            values[a] -= shifts(a) ? shift : 0;
        }
        return new HazardFit(model, report(rows, minimum, ridge, values), problems, risk.personPeriods());
    }

    /** Returns whether a coefficient of the baseline moves with the origin of the features. */
    private boolean shifts(int baselineUnknown) {
        return settings.baseline().hasLevels() || baselineUnknown == 0;
    }

    private FitReport report(HazardRows rows, NewtonMinimum minimum, double[] ridge, double[] values) {
        int[] kept = kept(rows, minimum.point());
        Optional<double[][]> covariance = covariance(rows, minimum.point(), ridge, kept);
        List<String> all = new ArrayList<>(settings.baseline().names(risk.periods()));
        all.addAll(features.table().names());
        List<String> names = new ArrayList<>();
        FitReport.Builder builder = FitReport.builder(
                        NAME, covariance.isPresent() ? FitStatus.CONVERGED : FitStatus.FLAT)
                .ofEitherSign()
                .logLikelihood(-minimum.value() * risk.personPeriods())
                .observations(Arrays.stream(risk.weights()).sum())
                .search(minimum.iterations(), minimum.evaluations())
                .explanation(explanation(covariance.isPresent()));
        for (int unknown : kept) {
            names.add(all.get(unknown));
            builder.estimate(all.get(unknown), values[unknown], false);
        }
        covariance.ifPresent(matrix -> builder.covariance(names, matrix));
        return builder.build();
    }

    private int[] kept(HazardRows rows, double[] point) {
        boolean lasso = settings.columns().penalty().lassoWeight() > 0;
        int q = rows.baselineUnknowns();
        int[] kept = new int[point.length];
        int size = 0;
        for (int j = 0; j < point.length; j++) {
            if (j < q || (rows.scale(j - q) > 0 && (!lasso || point[j] != 0))) {
                kept[size++] = j;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /** Returns the covariance of the kept coefficients in the caller's units. */
    private Optional<double[][]> covariance(HazardRows rows, double[] point, double[] ridge, int[] kept) {
        double[][] information = rows.information(point);
        for (int i = 0; i < information.length; i++) {
            information[i][i] += ridge[i];
            for (int j = 0; j < information.length; j++) {
                information[i][j] *= risk.personPeriods();
            }
        }
        return SymmetricMatrices.inverse(LogisticResult.part(information, kept))
                .map(bread -> clusters.map(
                                c -> SymmetricMatrices.congruent(bread, LogisticResult.part(rows.meat(point, c), kept)))
                        .orElse(bread))
                .map(standardised -> SymmetricMatrices.congruent(jacobian(rows, kept), standardised))
                .filter(covariance -> RowClusters.tellApart(clusters, covariance));
    }

    /** Derivatives of the caller's coefficients by the standardised ones. */
    private double[][] jacobian(HazardRows rows, int[] kept) {
        double[][] jacobian = new double[kept.length][kept.length];
        int q = rows.baselineUnknowns();
        for (int i = 0; i < kept.length; i++) {
            double scale = i < q ? 1 : rows.scale(kept[i] - q);
            jacobian[i][i] = scale;
            for (int a = 0; a < q && i >= q; a++) {
                jacobian[a][i] = shifts(a) ? -scale * rows.mean(kept[i] - q) : 0;
            }
        }
        return jacobian;
    }

    private String explanation(boolean hasErrors) {
        StringBuilder text = new StringBuilder("Converged on %.0f person-periods of %s periods. %s."
                .formatted(risk.personPeriods(), risk.periods(), settings.describe()));
        if (risk.skipped() > 0) {
            text.append(" %s rows were never at risk for a whole period and do not count.".formatted(risk.skipped()));
        }
        text.append(RowClusters.words(clusters, hasErrors));
        if (!hasErrors) {
            text.append(" There are no standard errors.");
        }
        if (!problems.isEmpty()) {
            text.append(" Only the penalty gives a fit, as: ")
                    .append(problems.stream().map(FeatureProblem::toString).collect(Collectors.joining("; ")));
        }
        return text.toString();
    }
}
