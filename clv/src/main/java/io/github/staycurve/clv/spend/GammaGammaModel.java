package io.github.staycurve.clv.spend;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.LogSpace;
import io.github.staycurve.core.internal.math.StirlingError;
import java.util.OptionalDouble;

/**
 * A Gamma-Gamma model with known parameters: a customer's purchases vary about their own mean, and the means vary across
 * customers, independently of how often they buy.
 *
 * <p>A mean may not exist: that of the population does not when q is 1 or less, and that of a customer with x repeat
 * purchases when px + q is 1 or less. Such a result is empty, never infinite or negative.
 *
 * <p>This class is immutable and thread-safe. Money is in the unit of the parameter gamma.
 *
 * @see <a href="http://www.brucehardie.com/notes/025/gamma_gamma.pdf">Fader and Hardie (2013), The Gamma-Gamma Model of
 *     Monetary Value</a>
 */
public final class GammaGammaModel implements SpendModel {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** Up to this share the deviance of a shape is computed from its series, beyond from logarithms. */
    private static final double NEAR = 0.5;

    private final GammaGammaParameters parameters;
    /** p·gamma, the numerator of the population mean. */
    private final double pGamma;

    private GammaGammaModel(GammaGammaParameters parameters) {
        this.parameters = parameters;
        this.pGamma = parameters.p() * parameters.gamma();
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @return the model
     */
    public static GammaGammaModel of(GammaGammaParameters parameters) {
        return new GammaGammaModel(parameters);
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public GammaGammaParameters parameters() {
        return parameters;
    }

    /**
     * Returns the logarithm of the density of a customer's mean spend, given how many purchases it is the mean of.
     *
     * <p>In the note's likelihood w = xm/(xm + gamma) is Beta(px, q). For large shapes the terms of that density are many
     * orders of magnitude larger than their sum. So it is taken relative to its peak, as C. Loader (2000), Fast and
     * Accurate Computation of Binomial Probabilities, does for the binomial: with P = px, N = P + q, w₀ = P/N,
     * t = w/w₀ − 1 and s = (1 − w)/(1 − w₀) − 1, so that Pt + qs = 0,
     * {@code ln f = P[ln(1+t) − t] + q[ln(1+s) − s] + ½ ln(Pq/(2πN)) + Δ(N) − Δ(P) − Δ(q) − ln m},
     * where Δ is the error of Stirling's formula.
     *
     * @param x the number of repeat purchases, 1 or more
     * @param meanSpend their mean spend m, positive and finite
     * @return the natural logarithm of the density, finite
     * @throws IllegalArgumentException if an argument is out of range
     */
    public double logLikelihood(int x, double meanSpend) {
        if (x < 1) {
            throw new IllegalArgumentException("x must be 1 or more for a mean spend to exist, was " + x);
        }
        double m = Checks.positiveFinite(meanSpend, "meanSpend");
        double q = parameters.q();
        double shape = parameters.p() * x;
        double total = shape + q;
        double peak = shape / total;
        double beyondPeak = q / total;
        double spread = beyondPeak + peak * (m * q / pGamma); // (1 − w₀)/(1 − w)
        // m divided by p·gamma/q, less 1; the difference of products is exact before its one rounding
        double excess = differenceOfProducts(m, q, parameters.p(), parameters.gamma()) / pGamma;
        double t = beyondPeak * excess / spread;
        double s = -peak * excess / spread;
        double logSpread = Math.log(spread);
        double logRatio = Math.log(m) + Math.log(q) - Math.log(pGamma);
        return shape * (Math.abs(t) < NEAR ? LogSpace.log1pMinus(t) : logRatio - logSpread - t)
                + q * (Math.abs(s) < NEAR ? LogSpace.log1pMinus(s) : -logSpread - s)
                + peakHeight(shape, q)
                - Math.log(m);
    }

    /** Returns the logarithm of w₀<sup>P</sup>(1 − w₀)<sup>Q</sup>/B(P, Q) at the peak w₀ = P/(P + Q). */
    static double peakHeight(double shape, double q) {
        double total = shape + q;
        return 0.5 * (Math.log(Math.min(shape, q)) + Math.log(Math.max(shape, q) / total))
                - HALF_LOG_TWO_PI
                + StirlingError.of(total)
                - StirlingError.of(shape)
                - StirlingError.of(q);
    }

    /** Returns ab − cd, rounded as if the products were exact (Kahan's method). */
    private static double differenceOfProducts(double a, double b, double c, double d) {
        double product = c * d;
        double error = Math.fma(-c, d, product);
        return Math.fma(a, b, -product) + error;
    }

    /**
     * Returns the expected spend of a customer's next purchases, given the mean of those so far: equation (5) of the
     * note, p(gamma + xm)/(px + q − 1).
     *
     * <p>It lies between the population mean and the customer's own, the nearer to their own the more purchases they
     * made. For x = 0 it is the {@linkplain #populationMean() population mean}.
     *
     * @param x the number of repeat purchases, 0 or more
     * @param meanSpend their mean spend m, 0 or more and finite; not looked at for x = 0
     * @return the conditional mean, positive; empty when px + q is 1 or less, where it does not exist
     * @throws IllegalArgumentException if an argument is out of range
     */
    @Override
    public OptionalDouble expectedSpend(int x, double meanSpend) {
        double mean = expectedSpendOrNaN(x, meanSpend);
        return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }

    /**
     * Writes the expected spend of every row, as {@link #expectedSpend(int, double)} gives it, without allocating.
     *
     * @param x the number of repeat purchases of each row, 0 or more
     * @param meanSpend the mean spend of each row, 0 or more and finite; not looked at for x = 0
     * @param out receives the conditional means; NaN marks a mean that does not exist
     * @throws IllegalArgumentException if the arrays differ in length or a value is out of range
     */
    public void expectedSpend(int[] x, double[] meanSpend, double[] out) {
        if (meanSpend.length != x.length || out.length != x.length) {
            throw new IllegalArgumentException("columns must have one length, were x %d, meanSpend %d, out %d"
                    .formatted(x.length, meanSpend.length, out.length));
        }
        for (int row = 0; row < out.length; row++) {
            out[row] = expectedSpendOrNaN(x[row], meanSpend[row]);
        }
    }

    @Override
    public ScoreColumn expectedSpend(CustomerSummaryTable table) {
        double[] values = new double[table.size()];
        for (int row = 0; row < values.length; row++) {
            int x = table.frequency(row);
            values[row] = expectedSpendOrNaN(x, x == 0 ? 0 : table.repeatSpend(row) / x);
        }
        return ScoreColumn.of(ScoreKind.EXPECTED_SPEND, values);
    }

    /**
     * Returns the mean spend of a purchase across the population, p·gamma/(q − 1): equation (3) of the note.
     *
     * @return the mean, positive; empty when q is 1 or less, where it does not exist
     */
    public OptionalDouble populationMean() {
        return expectedSpend(0, 0);
    }

    private double expectedSpendOrNaN(int x, double meanSpend) {
        if (x <= 0) {
            Checks.nonNegative(x, "x");
        } else if (!(meanSpend >= 0 && meanSpend < Double.POSITIVE_INFINITY)) {
            Checks.nonNegativeFinite(meanSpend, "meanSpend");
        }
        // q − 1 first: it is exact near 1, where px + q would lose the digits of a small p
        double denominator = parameters.p() * x + (parameters.q() - 1);
        if (!(denominator > 0)) {
            return Double.NaN;
        }
        double spent = x == 0 ? 0 : x * meanSpend;
        return parameters.p() * (parameters.gamma() + spent) / denominator;
    }
}
