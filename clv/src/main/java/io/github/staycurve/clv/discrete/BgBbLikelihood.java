package io.github.staycurve.clv.discrete;

import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GammaFunctions;

/**
 * The likelihood of one history under the BG/BB model, Fader, Hardie and Shang (2010), equation 5:
 *
 * <p>a customer is alive at n, or dropped out after opportunity t<sub>x</sub> + i for an i from 0 to n − t<sub>x</sub> − 1.
 * The terms of the latter fall by known factors, so that one logarithm and products of ratios below 1 give all of them:
 * everything is positive and nothing cancels or overflows. The sum starts from nothing but its terms.
 *
 * <p>Not thread-safe: it keeps the last history.
 */
final class BgBbLikelihood {
    /** Terms below this share of their sum are below its last digit, as is the sum of all that follow. */
    private static final double NEGLIGIBLE = 1e-24;

    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double delta;
    /** The terms of having dropped out, over the first one, and that of being alive. */
    private double dropped;

    private double alive;
    /** The logarithm of the history up to the last opportunity taken, and of the rest given that. */
    private double logTaken;

    private double logRest;

    BgBbLikelihood(double alpha, double beta, double gamma, double delta) {
        this.alpha = alpha;
        this.beta = beta;
        this.gamma = gamma;
        this.delta = delta;
    }

    /** Takes a history. */
    void of(int x, int tx, int n) {
        logTaken = BetaFunctions.logBetaRatio(beta, alpha, x)
                + BetaFunctions.logBetaRatio(alpha + x, beta, tx - x)
                + BetaFunctions.logBetaRatio(gamma, delta, tx);
        double dropsNext = gamma / (gamma + delta + tx);
        double term = 1;
        dropped = 0;
        for (int i = 0; i < n - tx && term > NEGLIGIBLE * dropped; i++) {
            dropped += term;
            term *= ratio(x, tx + (double) i);
        }
        // from its own ratios of beta functions: a product of many ratios would get stuck at the smallest numbers
        alive = Math.exp(BetaFunctions.logBetaRatio(alpha + x, beta + (tx - x), n - tx)
                        + BetaFunctions.logBetaRatio(gamma, delta + tx, n - tx))
                / dropsNext;
        logRest = n == tx ? 0 : Math.log(dropsNext) + Math.log(dropped + alive);
    }

    /** The term of dropping out after opportunity t + 1 over that after t. */
    private double ratio(int x, double t) {
        return (beta + t - x) / (alpha + beta + t) * ((delta + t) / (gamma + delta + 1 + t));
    }

    double logLikelihood() {
        return logTaken + logRest;
    }

    double probabilityAlive() {
        return dropped == 0 ? 1 : alive / (dropped + alive);
    }

    /** Adds the derivatives of the log-likelihood in alpha, beta, gamma and delta, times a weight; of the last history. */
    void addGradient(int x, int tx, int n, double weight, double[] out) {
        double ofSum = GammaFunctions.digammaDifference(alpha + beta, tx);
        double a = GammaFunctions.digammaDifference(alpha, x) - ofSum;
        double b = GammaFunctions.digammaDifference(beta, tx - x) - ofSum;
        double ofDropout = GammaFunctions.digammaDifference(gamma + delta, tx + 1.0);
        double c = 1 / gamma - ofDropout;
        double d = GammaFunctions.digammaDifference(delta, tx) - ofDropout;
        double[] sums = new double[4];
        double term = 1;
        for (int i = 0; i < n - tx && term > NEGLIGIBLE * dropped; i++) {
            double t = tx + (double) i;
            add(sums, term, a, b, c, d);
            term *= ratio(x, t);
            a -= 1 / (alpha + beta + t);
            b += 1 / (beta + t - x) - 1 / (alpha + beta + t);
            c -= 1 / (gamma + delta + 1 + t);
            d += 1 / (delta + t) - 1 / (gamma + delta + 1 + t);
        }
        double ofAll = GammaFunctions.digammaDifference(alpha + beta, n);
        double ofAllDropout = GammaFunctions.digammaDifference(gamma + delta, n);
        add(
                sums,
                alive,
                GammaFunctions.digammaDifference(alpha, x) - ofAll,
                GammaFunctions.digammaDifference(beta, n - x) - ofAll,
                -ofAllDropout,
                GammaFunctions.digammaDifference(delta, n) - ofAllDropout);
        for (int i = 0; i < 4; i++) {
            out[i] += weight * sums[i] / (dropped + alive);
        }
    }

    private static void add(double[] sums, double factor, double a, double b, double c, double d) {
        sums[0] += factor * a;
        sums[1] += factor * b;
        sums[2] += factor * c;
        sums[3] += factor * d;
    }
}
