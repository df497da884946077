package io.github.staycurve.clv.model;

/**
 * Expected purchases without a horizon of a customer of a CNBD model who is alive, discounted.
 *
 * <p>With φ = λ/(λ + delta) the discount of one event, a customer with j events since the last purchase brings φ^(k−j)/(1 −
 * (1 − p) φ^k). Its mean over p is taken by {@link BetaQuadrature}, and that over λ, Gamma(R, A) with the weight (λs)^j/j! of
 * the phase j, by the trapezoid rule in ln λ, where the density is analytic and falls exponentially to the left and twice
 * exponentially to the right.
 *
 * <p>Immutable and thread-safe.
 */
final class ErlangEndless {
    private static final double LARGEST_STEP = 0.22;
    private static final double STEP_PER_DEVIATION = 0.65;
    private static final double NEGLIGIBLE = 1e-18;
    private static final int MOST_STEPS = 100_000;

    private final int k;
    private final double a;
    private final double beta;
    private final double delta;

    ErlangEndless(int k, double a, double beta, double delta) {
        this.k = k;
        this.a = a;
        this.beta = beta;
        this.delta = delta;
    }

    /**
     * Returns the mean.
     *
     * @param shape R, that of the rate of events
     * @param scale A, at the end of the silence
     * @param silence s, the time since the last purchase
     * @return the discounted expectation given alive
     */
    double mean(double shape, double scale, double silence) {
        double widest = shape + k;
        double step = Math.min(LARGEST_STEP, STEP_PER_DEVIATION / Math.sqrt(widest));
        double weights = 0;
        double values = 0;
        double peak = shape / scale;
        for (int side = -1; side <= 1; side += 2) {
            for (int i = side < 0 ? 1 : 0; i < MOST_STEPS; i++) {
                double rise = side * i * step;
                double rate = peak * Math.exp(rise);
                double weight = Math.exp(shape * (rise - Math.expm1(rise)));
                double discount = -Math.log1p(delta / rate); // ln φ
                double ofPhases = 0;
                double ofValues = 0;
                double term = 1;
                for (int j = 0; j < k; j++) {
                    ofPhases += term;
                    ofValues += term * Math.exp((k - j) * discount);
                    term *= rate * silence / (j + 1);
                }
                double value = weight * ofValues * geometric(discount);
                weights += weight * ofPhases;
                values += value;
                if (side < 0 && rate * (scale + k * silence) < NEGLIGIBLE && rate < NEGLIGIBLE * delta) {
                    weights += weight / Math.expm1(shape * step); // what is left falls as e^(shape · rise)
                    break;
                }
                if (weight * ofPhases <= NEGLIGIBLE * weights && value <= NEGLIGIBLE * values) {
                    break;
                }
            }
        }
        return values / weights;
    }

    /** Returns the mean of 1/(1 − (1 − p) φ^k) over the dropout probability. */
    private double geometric(double discount) {
        double gap = -Math.expm1(k * discount);
        double kept = 1 - gap;
        return BetaQuadrature.mean((p, r, u) -> 1 / (gap + p * kept), a, beta, 1, kept / gap);
    }
}
