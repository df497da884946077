package io.github.staycurve.clv.prior;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** The simplex of Nelder and Mead (1965), The Computer Journal 7(4), 308-313: a search that knows nothing but values. */
final class NelderMead {
    private static final int MOST_STEPS = 4000;

    private NelderMead() {}

    /** Returns where a function is least: the best of simplexes that start anew at the end of the one before. */
    static double[] minimum(ToDoubleFunction<double[]> function, double[] start) {
        double[] best = start;
        for (double size : new double[] {1, 0.1, 0.01, 0.001}) {
            best = once(function, best, size);
        }
        return best;
    }

    private static double[] once(ToDoubleFunction<double[]> function, double[] start, double size) {
        int n = start.length;
        double[][] simplex = new double[n + 1][];
        for (int i = 0; i <= n; i++) {
            simplex[i] = start.clone();
            if (i > 0) {
                simplex[i][i - 1] += size;
            }
        }
        Comparator<double[]> byValue = Comparator.comparingDouble(function);
        for (int step = 0; step < MOST_STEPS; step++) {
            Arrays.sort(simplex, byValue);
            double[] worst = simplex[n];
            double[] reflected = between(simplex, worst, -1);
            double value = function.applyAsDouble(reflected);
            double[] chosen = reflected;
            if (value < function.applyAsDouble(simplex[0])) {
                double[] expanded = between(simplex, worst, -2);
                chosen = function.applyAsDouble(expanded) < value ? expanded : reflected;
            } else if (value >= function.applyAsDouble(simplex[n - 1])) {
                chosen = between(simplex, value < function.applyAsDouble(worst) ? reflected : worst, 0.5);
                if (function.applyAsDouble(chosen) >= Math.min(value, function.applyAsDouble(worst))) {
                    shrink(simplex);
                    continue;
                }
            }
            simplex[n] = chosen;
        }
        Arrays.sort(simplex, byValue);
        return simplex[0];
    }

    /** Returns the centre of all points but the last, and so far from it towards a point. */
    private static double[] between(double[][] simplex, double[] point, double share) {
        int n = point.length;
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            double centre = 0;
            for (int k = 0; k < n; k++) {
                centre += simplex[k][i] / n;
            }
            result[i] = centre + share * (point[i] - centre);
        }
        return result;
    }

    private static void shrink(double[][] simplex) {
        for (int k = 1; k < simplex.length; k++) {
            for (int i = 0; i < simplex[0].length; i++) {
                simplex[k][i] = (simplex[0][i] + simplex[k][i]) / 2;
            }
        }
    }
}
