package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the Gamma-Gamma model by maximum likelihood to the frequency and mean spend of repeat customers.
 *
 * <p>Customers without a repeat purchase, and those whose repeat purchases brought nothing, cannot enter the likelihood;
 * they are left out and counted. p and q are searched from 1e-6 to 1e6, and the level of spend p·gamma/q within a factor
 * of 1e6 of the geometric mean of the data; money is rescaled inside, so that any currency unit gives the same p and q.
 * The model takes spend to be independent of frequency.
 *
 * <p>A {@link Prior} may be added, so that hard data too have a maximum: {@link #withPrior}.
 *
 * <p>The search uses no random numbers: the same customers, in any order, give the same estimate to the last bit. This
 * class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see <a href="http://www.brucehardie.com/notes/025/gamma_gamma.pdf">Fader and Hardie (2013), The Gamma-Gamma Model of
 *     Monetary Value</a>
 */
public final class GammaGamma {
    private static final Logger LOG = LoggerFactory.getLogger(GammaGamma.class);

    /** The logarithm of the greatest p and q, and of the greatest ratio of μ to the level of the data. */
    private static final double LIMIT = Math.log(1e6);

    /** Starts other than the moments, in ln p, ln q, ln μ: shapes of spread-out, usual and concentrated spend. */
    private static final double[][] FURTHER_STARTS = {{0, 0, 0}, {1.8, 1.3, 0.2}, {5, 5, 0}};

    private final @Nullable Prior prior;

    private GammaGamma(@Nullable Prior prior) {
        this.prior = prior;
    }

    /**
     * Returns the fitter.
     *
     * @return the fitter
     */
    public static GammaGamma withDefaults() {
        return new GammaGamma(null);
    }

    /**
     * Returns a fitter that takes a prior into account. Its estimates are a posterior mode, and its standard errors those of
     * likelihood and prior together; the log-likelihood of the report remains that of the data.
     *
     * @param with what is taken to be likely before the data are seen
     * @return the fitter
     */
    public GammaGamma withPrior(Prior with) {
        return new GammaGamma(Objects.requireNonNull(with, "with"));
    }

    /**
     * Fits the model to the customers of a table.
     *
     * @param table the customers
     * @return the model and the report; never an exception for hard data
     */
    public GammaGammaFit fit(CustomerSummaryTable table) {
        int[] x = new int[table.size()];
        double[] meanSpend = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = table.frequency(row);
            meanSpend[row] = x[row] == 0 ? 0 : table.repeatSpend(row) / x[row];
        }
        return fit(x, meanSpend);
    }

    /**
     * Fits the model to columns, each row one customer.
     *
     * @param x the number of repeat purchases of each row, 0 or more
     * @param meanSpend their mean spend, finite; not looked at for x = 0
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the columns differ in length or a value is out of range
     */
    public GammaGammaFit fit(int[] x, double[] meanSpend) {
        return fit(x, meanSpend, null);
    }

    /**
     * Fits the model to weighted columns.
     *
     * @param x the number of repeat purchases of each row, 0 or more
     * @param meanSpend their mean spend, finite; not looked at for x = 0
     * @param weight how many customers each row stands for, 0 or more and finite; null for one each
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the columns differ in length or a value is out of range
     */
    public GammaGammaFit fit(int[] x, double[] meanSpend, double @Nullable [] weight) {
        SpendRows rows = SpendRows.of(x, meanSpend, weight);
        GammaGammaFit fit = rows.size() == 0
                ? new GammaGammaFit(FitReport.failed(GammaGammaReport.MODEL, GammaGammaReport.noRows(rows)), rows)
                : fit(rows);
        FitReport report = fit.report();
        LOG.atDebug().log(() -> SearchOutcome.logLine(report, rows.size()));
        return fit;
    }

    private GammaGammaFit fit(SpendRows rows) {
        SearchPrior searchPrior = GammaGammaLikelihood.prior(prior);
        Objective objective = searchPrior.with(new GammaGammaLikelihood(rows));
        Minimum minimum = search(rows, objective);
        FitReport report = new GammaGammaReport(rows, searchPrior, objective, minimum).build();
        return new GammaGammaFit(report, rows);
    }

    /** Searches from the moments; unless that ends inside, from the further starts too, and keeps the best. */
    private static Minimum search(SpendRows rows, Objective objective) {
        Box box = Box.of(new double[] {-LIMIT, -LIMIT, -LIMIT}, new double[] {LIMIT, LIMIT, LIMIT});
        BfgsMinimizer minimizer = BfgsMinimizer.withDefaults();
        Minimum best = minimizer.minimize(objective, box, momentStart(rows));
        boolean inside = best.converged() && !best.atBound(0) && !best.atBound(1) && !best.atBound(2);
        for (int i = 0; i < FURTHER_STARTS.length && !inside; i++) {
            Minimum other = minimizer.minimize(objective, box, FURTHER_STARTS[i]);
            boolean better = other.converged() == best.converged()
                    ? other.value() < best.value()
                    : other.converged() && !(best.value() < other.value());
            best = better ? other : best;
        }
        return best;
    }

    /**
     * Returns a start from the variance of ln m, which is ψ′(px) + ψ′(q), about 1/(px) + 1/q: a line in 1/x, fitted by
     * least squares.
     */
    private static double[] momentStart(SpendRows rows) {
        double sumInverse = 0;
        double sumSquare = 0;
        double sumInverseSquared = 0;
        double sumProduct = 0;
        for (int group = 0; group < rows.frequency.length; group++) {
            double inverse = 1.0 / rows.frequency[group];
            for (int i = rows.start[group]; i < rows.start[group + 1]; i++) {
                double share = rows.weight[i] / rows.totalWeight;
                double square = rows.logSpend[i] * rows.logSpend[i];
                sumInverse += share * inverse;
                sumSquare += share * square;
                sumInverseSquared += share * inverse * inverse;
                sumProduct += share * inverse * square;
            }
        }
        double spread = sumInverseSquared - sumInverse * sumInverse;
        double slope = spread > 1e-9 ? (sumProduct - sumInverse * sumSquare) / spread : 0;
        // both shares of the variance are kept within 10 and 90 %
        double within = Math.min(0.9 * sumSquare, Math.max(0.1 * sumSquare, slope * sumInverse));
        double logP = clamped(Math.log(sumInverse / within));
        double logQ = clamped(-Math.log(sumSquare - within));
        return new double[] {logP, logQ, 0};
    }

    /** Keeps a start away from the bounds; equal spends, whose variance is 0 or rounding, begin concentrated. */
    private static double clamped(double logShape) {
        return Double.isNaN(logShape) ? 5 : Math.min(5, Math.max(-3, logShape));
    }
}
