package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.internal.BetaSurvival;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.internal.SearchPrior.Quantity;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.Objective;
import org.jspecify.annotations.Nullable;

/**
 * The negative log-likelihood of the beta-discrete-Weibull model, in the coordinates of the search: half of
 * ln alpha − ln beta; half of ln alpha + ln beta; and ln c, unless that is held at 0.
 *
 * <p>A customer who left at t counts with P(T = t), one who has only renewed t times so far with S(t): Fader and Hardie
 * (2007), equation B3. Not thread-safe.
 */
final class RenewalObjective implements Objective {
    static final int DROPOUT = 0;
    static final int POLARISATION = 1;
    static final int DURATION = 2;

    private final RenewalCounts counts;
    private final boolean durationDependent;
    /** The derivatives of ln S at t − 1 and t in alpha, beta and c. */
    private double[] before = new double[3];

    private double[] after = new double[3];

    RenewalObjective(RenewalCounts counts, boolean durationDependent) {
        this.counts = counts;
        this.durationDependent = durationDependent;
    }

    /** Returns what a prior says of these customers. */
    SearchPrior prior(@Nullable Prior prior) {
        // as if one had left, or renewed, where nobody did
        double logObservedOdds = Math.log(Math.max(1, counts.totalLeft()) / Math.max(1, counts.totalRenewed()));
        Quantity rate =
                Quantity.of("odds of leaving at the first renewal over those observed at all", 2, -logObservedOdds, 2);
        Quantity shape = Quantity.of("shape of the dropout chances", 1, 0, 1, 1);
        return durationDependent
                ? SearchPrior.of(prior, rate, shape, Quantity.of("power of time c", 1, 0, 0, 0, 1))
                : SearchPrior.of(prior, rate, shape);
    }

    RenewalCounts counts() {
        return counts;
    }

    int dimension() {
        return durationDependent ? 3 : 2;
    }

    /** Returns alpha, beta and c at a point. */
    double[] parameters(double[] point) {
        return new double[] {
            Math.exp(point[POLARISATION] + point[DROPOUT]),
            Math.exp(point[POLARISATION] - point[DROPOUT]),
            durationDependent ? Math.exp(point[DURATION]) : 1
        };
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        double[] p = parameters(point);
        BetaSurvival survival = new BetaSurvival(p[0], p[1], p[2]);
        double[] gradient = new double[3];
        double sum = 0;
        java.util.Arrays.fill(before, 0);
        for (int t = 1; t <= counts.renewals(); t++) {
            double logRetention = survival.logSurvival(t - 1.0, t);
            double leaving = survival.leaving(t - 1.0, t);
            slopes(p, t, after);
            if (counts.left(t) > 0) {
                sum += counts.left(t) * (survival.logSurvival(0, t - 1.0) + Math.log(leaving));
                double odds = Math.exp(logRetention) / leaving;
                for (int i = 0; i < 3; i++) {
                    gradient[i] += counts.left(t) * (before[i] - odds * (after[i] - before[i]));
                }
            }
            if (counts.stayed(t) > 0) {
                sum += counts.stayed(t) * survival.logSurvival(0, t);
                for (int i = 0; i < 3; i++) {
                    gradient[i] += counts.stayed(t) * after[i];
                }
            }
            double[] swap = before;
            before = after;
            after = swap;
        }
        gradientOut[DROPOUT] = -(p[0] * gradient[0] - p[1] * gradient[1]);
        gradientOut[POLARISATION] = -(p[0] * gradient[0] + p[1] * gradient[1]);
        if (durationDependent) {
            gradientOut[DURATION] = -p[2] * gradient[2];
        }
        return -sum;
    }

    private static void slopes(double[] p, int t, double[] out) {
        double power = Math.pow(t, p[2]);
        double ofSum = GammaFunctions.digammaDifference(p[0] + p[1], power);
        out[0] = -ofSum;
        out[1] = GammaFunctions.digammaDifference(p[1], power) - ofSum;
        out[2] = -power * Math.log(t) * GammaFunctions.digammaDifference(p[1] + power, p[0]);
    }
}
