package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a mixture fit found: the model, its likelihood, and how the search ended.
 *
 * <p>The status is {@link FitStatus#BOUNDARY} if a component is as narrow as allowed or has less than one customer,
 * {@link FitStatus#FLAT} if two components are nearly the same or the likelihood still rose when the iterations ran out,
 * and {@link FitStatus#CONVERGED} otherwise; {@link #describe()} gives the reasons. There is always a model.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class GaussianMixtureFit {
    /** Components nearer than this, by Bhattacharyya, share more than 99.9 % of their densities. */
    private static final double SAME = 1e-3;

    private final GaussianMixtureModel model;
    private final List<Double> path;
    private final double bic;
    private final long rows;
    private final List<String> atBoundary;
    private final List<String> flat;

    GaussianMixtureFit(FeatureScaling scaling, MixtureShape shape, MixtureSearch search, long rows) {
        MixtureComponents components = search.components().inCanonicalOrder();
        this.model = new GaussianMixtureModel(scaling, shape.kind(), components);
        this.path = List.copyOf(search.path());
        this.bic = bic(search, shape.kind(), rows);
        this.rows = rows;
        this.atBoundary = atBoundary(components, shape, rows);
        this.flat = flat(components, search);
    }

    /**
     * Returns minus twice the log-likelihood plus the number of parameters times the logarithm of the number of rows.
     *
     * @see <a href="https://doi.org/10.1214/aos/1176344136">Schwarz (1978), Estimating the dimension of a model, Annals of
     *     Statistics 6(2)</a>
     */
    static double bic(MixtureSearch search, CovarianceKind kind, long rows) {
        MixtureComponents components = search.components();
        return parameters(components.size(), components.features, kind) * Math.log((double) rows)
                - 2 * search.logLikelihood();
    }

    /** k − 1 weights, and a mean and a covariance each. */
    private static int parameters(int k, int features, CovarianceKind kind) {
        return k - 1 + k * (features + kind.parameters(features));
    }

    private static List<String> atBoundary(MixtureComponents components, MixtureShape shape, long rows) {
        List<String> reasons = new ArrayList<>();
        for (int cluster = 0; cluster < components.size(); cluster++) {
            double least = SymmetricMatrices.smallestEigenvalue(components.covariances[cluster]);
            if (least <= shape.minimumVariance() * (1 + 1e-6)) {
                reasons.add(
                        "cluster %s is as narrow as allowed in some direction, a deviation of %s: it sits on equal values, or on too few customers"
                                .formatted(cluster, Math.sqrt(shape.minimumVariance())));
            }
            if (components.weights[cluster] * rows < 1) {
                reasons.add("cluster %s has less than one customer".formatted(cluster));
            }
        }
        return List.copyOf(reasons);
    }

    private static List<String> flat(MixtureComponents components, MixtureSearch search) {
        List<String> reasons = new ArrayList<>();
        for (int b = 1; b < components.size(); b++) {
            for (int a = 0; a < b; a++) {
                if (components.bhattacharyya(a, b) < SAME) {
                    reasons.add(
                            "clusters %s and %s are nearly the same: the data do not tell them apart".formatted(a, b));
                }
            }
        }
        if (!search.converged()) {
            reasons.add("the log-likelihood still rose after %s iterations"
                    .formatted(search.path().size()));
        }
        return List.copyOf(reasons);
    }

    /**
     * Returns the model, which assigns any customer.
     *
     * @return the model
     */
    public GaussianMixtureModel model() {
        return model;
    }

    /**
     * Returns how the search ended.
     *
     * @return the status, never {@link FitStatus#FAILED}
     */
    public FitStatus status() {
        if (!atBoundary.isEmpty()) {
            return FitStatus.BOUNDARY;
        }
        return flat.isEmpty() ? FitStatus.CONVERGED : FitStatus.FLAT;
    }

    /**
     * Returns the log-likelihood of the fitted rows under the model.
     *
     * @return the logarithm of their density in scaled units; comparable between fits with one scaling only
     */
    public double logLikelihood() {
        return path.get(path.size() - 1);
    }

    /**
     * Returns the log-likelihood after each iteration of the best start.
     *
     * @return never descending; the last is {@link #logLikelihood()}; read-only
     */
    public List<Double> logLikelihoodPath() {
        return path;
    }

    /**
     * Returns how many iterations of the best start raised the likelihood.
     *
     * @return the number, 1 or more
     */
    public int iterations() {
        return path.size();
    }

    /**
     * Returns the Bayesian information criterion; of several fits to one table with one scaling, the least is preferred.
     *
     * @return −2 log-likelihood + parameters × ln n
     */
    public double bic() {
        return bic;
    }

    /**
     * Returns how many numbers the model has.
     *
     * @return k − 1 weights, and a mean and a covariance a component
     */
    public int parameters() {
        return parameters(model.k(), model.scaling().features(), model.covariance());
    }

    /**
     * Says in words what was found and how the search ended.
     *
     * @return a line, and one more for each reason of a status that is not converged
     */
    public String describe() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s clusters of %s rows, %s: log-likelihood %.6g, BIC %.6g after %s iterations",
                model.k(),
                rows,
                status(),
                logLikelihood(),
                bic,
                iterations()));
        atBoundary.forEach(reason -> text.append('\n').append(reason));
        flat.forEach(reason -> text.append('\n').append(reason));
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}
