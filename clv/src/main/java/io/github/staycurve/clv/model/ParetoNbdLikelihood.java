package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The negative log-likelihood of the Pareto/NBD model on weighted rows, as a function of (ln r, ln alpha, ln s, ln beta),
 * with its exact gradient.
 *
 * <p>The rows are in ascending order of x, so that the terms in x alone are computed once for each distinct x, from those
 * of the x before it. The integral over the time of dropping out is taken from a {@link TimeGrid} where many rows of one x
 * share few times, as they do when time is whole days, and by {@link SilenceMoments} otherwise.
 *
 * <p>Not thread-safe.
 *
 * @see <a href="http://brucehardie.com/notes/009/">Fader and Hardie (2005), A Note on Deriving the Pareto/NBD Model and
 *     Related Expressions: the likelihood as the sum over customers of these integrals</a>
 */
final class ParetoNbdLikelihood implements Objective {
    /** A row by quadrature costs about as much as this many nodes of the grid. */
    private static final int NODES_A_ROW = 32;

    private final int[] distinctX;
    /** Where the rows of each distinct x start, and where the last ones end. */
    private final int[] start;

    private final int[] x;
    private final double[] tx;
    private final double[] age;
    private final double[] weight;

    private final @Nullable TimeGrid grid;
    /** Whether the rows of a distinct x use the grid. */
    private final boolean[] onGrid;
    /** For rows on the grid, the numbers of their two times. */
    private final int[] txIndex;

    private final int[] ageIndex;
    private final SilenceMoments silence = new SilenceMoments();

    private double r;
    private double alpha;
    private double s;
    private double beta;

    /**
     * Takes over the rows.
     *
     * @param x purchases after the first, ascending
     * @param tx time of the last purchase, in [0, age] each, 0 where x is 0
     * @param age time since the first purchase, 0 or more and finite each
     * @param weight customers with this history, positive and finite each
     */
    ParetoNbdLikelihood(int[] x, double[] tx, double[] age, double[] weight) {
        this.x = x;
        this.tx = tx;
        this.age = age;
        this.weight = weight;
        int[] distinct = new int[x.length];
        int[] starts = new int[x.length + 1];
        int groups = 0;
        for (int i = 0; i < x.length; i++) {
            if (i == 0 || x[i] != x[i - 1]) {
                distinct[groups] = x[i];
                starts[groups++] = i;
            }
        }
        starts[groups] = x.length;
        distinctX = Arrays.copyOf(distinct, groups);
        start = Arrays.copyOf(starts, groups + 1);
        double[] times = distinctTimes(groups > 0 && distinctX[0] == 0 ? start[1] : 0);
        onGrid = new boolean[groups];
        boolean any = false;
        for (int group = 0; group < groups && times.length > 1; group++) {
            long rows = (long) start[group + 1] - start[group];
            onGrid[group] = distinctX[group] > 0 && rows * NODES_A_ROW >= TimeGrid.nodes(times.length);
            any |= onGrid[group];
        }
        grid = any ? new TimeGrid(times) : null;
        txIndex = new int[any ? x.length : 0];
        ageIndex = new int[any ? x.length : 0];
        for (int group = 0; group < groups; group++) {
            for (int i = start[group]; grid != null && onGrid[group] && i < start[group + 1]; i++) {
                txIndex[i] = grid.indexOf(tx[i]);
                ageIndex[i] = grid.indexOf(age[i]);
            }
        }
    }

    /** Returns the distinct times of the rows from one on. */
    private double[] distinctTimes(int from) {
        int n = x.length - from;
        double[] all = Arrays.copyOf(Arrays.copyOfRange(tx, from, x.length), 2 * n);
        System.arraycopy(age, from, all, n, n);
        Arrays.sort(all);
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[count++] = all[i];
            }
        }
        return Arrays.copyOf(all, count);
    }

    /**
     * Returns the negative log-likelihood and writes its gradient.
     *
     * @param logParameters ln r, ln alpha, ln s and ln beta
     * @param gradientOut receives the four derivatives in the logarithms of the parameters
     * @return the negative log-likelihood
     */
    @Override
    public double value(double[] logParameters, double[] gradientOut) {
        r = Math.exp(logParameters[0]);
        alpha = Math.exp(logParameters[1]);
        s = Math.exp(logParameters[2]);
        beta = Math.exp(logParameters[3]);
        if (grid != null) {
            grid.parameters(r, alpha, s, beta);
        }
        Arrays.fill(gradientOut, 0, 4, 0);
        double value = 0;
        double ofX = 0;
        double slopeR = 0;
        int previous = 0;
        for (int group = 0; group < distinctX.length; group++) {
            int step = distinctX[group] - previous;
            // (r)_x from that of the previous x
            ofX += GammaFunctions.logRisingFactorial(r + previous, step) - step * logParameters[1];
            slopeR += GammaFunctions.digammaDifference(r + previous, step);
            previous = distinctX[group];
            double groupWeight = 0;
            TimeGrid shared = onGrid[group] ? grid : null;
            if (shared != null) {
                shared.compute(previous);
            }
            for (int i = start[group]; i < start[group + 1]; i++) {
                groupWeight += weight[i];
                value -= shared != null && shared.covers(txIndex[i])
                        ? addFromGrid(shared, i, gradientOut)
                        : addByQuadrature(i, gradientOut);
            }
            value -= groupWeight * ofX;
            gradientOut[0] -= groupWeight * r * slopeR;
        }
        return value;
    }

    /**
     * Adds a row as the purchases up to t<sub>x</sub>, alive, and the silence from there to T; returns its part of the
     * log-likelihood without what depends on x alone.
     */
    private double addByQuadrature(int i, double[] gradientOut) {
        double shape = r + x[i];
        double a = alpha + tx[i];
        double b = beta + tx[i];
        silence.compute(shape, a, s, b, age[i] - tx[i]);
        double logA = Math.log1p(tx[i] / alpha);
        double logB = Math.log1p(tx[i] / beta);
        double w = weight[i];
        double gone = silence.gone;
        gradientOut[0] += w * r * (logA + silence.logA);
        gradientOut[1] -= w * (r * tx[i] - x[i] * alpha + shape * alpha * silence.partA) / a;
        gradientOut[2] += w * (s * (logB + silence.logB) - gone);
        gradientOut[3] -= w * (s * tx[i] + beta * (s * silence.partB - gone + silence.gonePartB)) / b;
        return w * (Math.log(silence.probability) - shape * logA - s * logB);
    }

    /** Adds a row as alive at T, times 1 plus the odds of having dropped out; returns the same as above. */
    private double addFromGrid(TimeGrid shared, int i, double[] gradientOut) {
        int from = txIndex[i];
        int to = ageIndex[i];
        double shape = r + x[i];
        double a = alpha + age[i];
        double b = beta + age[i];
        double logA = shared.logA(to);
        double logB = shared.logB(to);
        double scale = shared.scale(to);
        double odds = scale * shared.between(from, to, 0);
        double of = scale / (1 + odds);
        double gone = odds / (1 + odds);
        double w = weight[i];
        double inverseB = of * shared.between(from, to, 4);
        gradientOut[0] += w * r * (logA - gone * shared.laterA(to) + of * shared.between(from, to, 1));
        gradientOut[1] -=
                w * ((r * age[i] - x[i] * alpha) / a + shape * alpha * (gone / a - of * shared.between(from, to, 2)));
        gradientOut[2] += w * (s * (logB - gone * shared.laterB(to) + of * shared.between(from, to, 3)) - gone);
        gradientOut[3] -= w * (s * (age[i] / b + beta * (gone / b - inverseB)) - beta * inverseB);
        return w * (Math.log1p(odds) - shape * logA - s * logB);
    }
}
