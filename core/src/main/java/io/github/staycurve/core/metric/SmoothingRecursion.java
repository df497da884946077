package io.github.staycurve.core.metric;

import java.util.Arrays;

/**
 * Additive exponential smoothing in its error form: y<sub>t</sub> = l + b + s<sub>t-m</sub> + e, after which l rises by b +
 * &alpha; e, b by &beta; e, and the season by &gamma; e.
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-71918-2">Hyndman, Koehler, Ord and Snyder (2008), Forecasting with
 *     Exponential Smoothing, table 2.2, model (A, A, A)</a>
 */
final class SmoothingRecursion {
    private final int season;
    private final boolean trend;

    /** A recursion with a season of that many periods, 1 for none, and with a trend or a level alone. */
    SmoothingRecursion(int season, boolean trend) {
        this.season = season;
        this.trend = trend;
    }

    /** Returns the number of free initial states; seasonal ones add up to 0. */
    int states() {
        return (trend ? 2 : 1) + season - 1;
    }

    /** Returns the number of smoothing parameters. */
    int parameters() {
        return 1 + (trend ? 1 : 0) + (season > 1 ? 1 : 0);
    }

    /** Returns (alpha, beta, gamma) of a point of the search, beta as a share of alpha and gamma one of 1 - alpha. */
    double[] weights(double[] point) {
        double beta = trend ? point[0] * point[1] : 0;
        double gamma = season > 1 ? (1 - point[0]) * point[parameters() - 1] : 0;
        return new double[] {point[0], beta, gamma};
    }

    /** Turns derivatives by alpha, beta and gamma into those by the point of the search. */
    void chain(double[] byWeights, double[] point, double[] out) {
        out[0] = byWeights[0];
        if (trend) {
            out[0] += byWeights[1] * point[1];
            out[1] = byWeights[1] * point[0];
        }
        if (season > 1) {
            int last = parameters() - 1;
            out[0] -= byWeights[2] * point[last];
            out[last] = byWeights[2] * (1 - point[0]);
        }
    }

    /** Returns a state (level, trend, season to come) from the free ones. */
    double[] stateOf(double[] free) {
        double[] state = new double[2 + season];
        state[0] = free[0];
        state[1] = trend ? free[1] : 0;
        int offset = trend ? 2 : 1;
        for (int i = 0; i < season - 1; i++) {
            state[2 + i] = free[offset + i];
            state[1 + season] -= free[offset + i];
        }
        return state;
    }

    /** Runs through the values, changes the state to that after the last, and writes the errors of one step ahead. */
    void run(double[] weights, double[] values, double[] state, double[] errorsOut) {
        for (int t = 0; t < values.length; t++) {
            int s = 2 + t % season;
            double error = values[t] - (state[0] + state[1] + state[s]);
            state[0] += state[1] + weights[0] * error;
            state[1] += weights[1] * error;
            state[s] += weights[2] * error;
            errorsOut[t] = error;
        }
    }

    /**
     * Writes the derivatives of the errors by alpha (0), beta (1) or gamma (2), for fixed initial states, and returns that
     * of the last state: it obeys the recursion of the state, with the derivative of the error, plus the error itself
     * where the parameter multiplies it.
     */
    double[] derivative(int parameter, double[] weights, double[] errors, double[] out) {
        double[] state = new double[2 + season];
        if ((parameter == 1 && !trend) || (parameter == 2 && season == 1)) {
            Arrays.fill(out, 0);
            return state;
        }
        for (int t = 0; t < errors.length; t++) {
            int s = 2 + t % season;
            double error = -(state[0] + state[1] + state[s]);
            state[0] += state[1] + weights[0] * error + (parameter == 0 ? errors[t] : 0);
            state[1] += weights[1] * error + (parameter == 1 ? errors[t] : 0);
            state[s] += weights[2] * error + (parameter == 2 ? errors[t] : 0);
            out[t] = error;
        }
        return state;
    }

    /** Returns the value some steps after the last of n, 1 or more, from the state then. */
    double ahead(double[] state, int n, int step) {
        return state[0] + step * state[1] + state[2 + (n + step - 1) % season];
    }

    /** Returns what an error does to the value some steps later: c of Hyndman et al. (2008), table 6.1. */
    double response(double[] weights, int steps) {
        return weights[0] + weights[1] * steps + (steps % season == 0 ? weights[2] : 0);
    }
}
