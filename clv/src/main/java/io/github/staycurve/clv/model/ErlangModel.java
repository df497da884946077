package io.github.staycurve.clv.model;

import io.github.staycurve.clv.model.ErlangAlive.Quantity;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.GaussLegendre;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.OptionalDouble;

/**
 * The CNBD models for k above 1: a purchase is every k-th event of a Poisson process, with a coin after it.
 *
 * <p>With R = r + kx, m coins survived by a live customer and s = T − t<sub>x</sub>, the rate of a customer who made the last
 * purchase and stayed is Gamma(R, alpha + t<sub>x</sub>) then, and the silence since has the probability q<sup>R</sup> S with q
 * = (alpha + t<sub>x</sub>)/(alpha + T) and S as in {@link ErlangSilence}: j events in it have the weight of its term j, and
 * the rate is then Gamma(R + j, alpha + T). What follows is a mean over these phases.
 *
 * <p>Immutable and thread-safe. Methods allocate a few small objects.
 */
final class ErlangModel implements PurchaseModel {
    /** A panel of one mean time between purchases leaves an error below 1e-16 with 16 nodes. */
    private static final GaussLegendre RULE = GaussLegendre.SIXTEEN;
    /** Panels of this width in log time leave an error below 1e-17 where the rate has no waves. */
    private static final double PANEL_WIDTH = 1.2;
    /** e^−45 is below 3e-20: a discounted stream ends here, and waves have died out. */
    private static final double LAST_EXPONENT = 45;

    private final CnbdParameters parameters;
    private final int k;
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final int coins;
    private final PeriodUnit unit;
    private final ErlangAlive alive;

    ErlangModel(CnbdParameters parameters, PeriodUnit unit) {
        this.parameters = parameters;
        this.k = parameters.k();
        this.r = parameters.r();
        this.alpha = parameters.alpha();
        this.a = parameters.a();
        this.b = parameters.b();
        this.coins = parameters.timing().coins();
        this.unit = unit;
        this.alive = new ErlangAlive(k, a);
    }

    /** The phases of one history: how likely each is for a customer who is alive, and how likely it is to be one. */
    private final class Phases {
        final double shape;
        final double scale;
        final double beta;
        final double silence;
        final ErlangSilence sum = new ErlangSilence(k);
        final double probabilityAlive;

        Phases(int x, double tx, double age) {
            BetaGeometricModel.checkHistory(x, tx, age);
            shape = r + (double) k * x;
            scale = alpha + age;
            silence = age - tx;
            int m = x + coins;
            beta = b + m;
            sum.set(shape, silence / scale);
            probabilityAlive = m == 0 ? 1 : 1 / (1 + Math.exp(logOddsOfDropout(m)));
        }

        private double logOddsOfDropout(int m) {
            double logSilence = Math.log1p(silence / (scale - silence));
            return Math.log(a / (b + (m - 1))) + shape * logSilence - sum.log();
        }

        /** Returns the mean of a quantity over the phases, given alive. */
        double mean(Quantity quantity, double t) {
            double weight = 1;
            double total = 0;
            for (int j = 0; j < k && weight > 0; j++) { // none but the first right after a purchase
                double value = alive.mean(quantity, j, shape + j, beta, t / scale);
                total += weight * (quantity == Quantity.RATE ? value * (shape + j) / scale : value);
                weight *= (shape + j) * (silence / scale) / (j + 1);
            }
            return total / Math.exp(sum.log());
        }

        /** Returns the probability of no purchase in the time t, given alive: the silence goes on. */
        double silent(double t) {
            ErlangSilence longer = new ErlangSilence(k);
            longer.set(shape, (silence + t) / (scale + t));
            return Math.min(1, Math.exp(longer.log() - sum.log() - shape * Math.log1p(t / scale)));
        }

        double probabilityOfPurchases(int n, double t) {
            double weight = 1;
            double total = 0;
            for (int j = 0; j < k && weight > 0; j++) {
                total += weight * alive.probabilityOfPurchases(n, j, shape + j, beta, t / scale);
                weight *= (shape + j) * (silence / scale) / (j + 1);
            }
            return Math.min(1, total / Math.exp(sum.log()));
        }

        /** Returns the mean time of life left: k/p − j events, with mean 1/λ each. */
        double remaining() {
            if (!(shape > 1 && a > 1)) {
                return Double.POSITIVE_INFINITY;
            }
            double events = k * ((a + beta - 1) / (a - 1));
            double weight = 1;
            double total = 0;
            for (int j = 0; j < k; j++) {
                total += weight * (events - j) * (scale / (shape + j - 1));
                weight *= (shape + j) * (silence / scale) / (j + 1);
            }
            return total / Math.exp(sum.log());
        }

        /** Returns ∫ e^(−delta s) · rate(s) ds over (from, to]. */
        double discounted(double from, double to, double delta) {
            double step = k * scale / (shape + k); // about the mean time between purchases, or less
            double end = delta > 0 ? Math.min(to, from + LAST_EXPONENT / delta) : to;
            // the waves of regular purchases fall as e^(−(1 − cos(2π/k)) λ s)
            double waves = Math.min(end, step * LAST_EXPONENT / (k * (1 - Math.cos(2 * Math.PI / k))));
            double sum = 0;
            double start = from;
            while (start < end) {
                double width = start < waves
                        ? Math.min(step, delta > 0 ? 1 / delta : step)
                        : Math.expm1(PANEL_WIDTH) * Math.min(start, delta > 0 ? 1 / delta : start);
                double stop = Math.min(end, start + width);
                sum += panel(from, start, stop, delta);
                start = stop;
            }
            return Math.exp(-delta * from) * sum;
        }

        private double panel(double from, double start, double stop, double delta) {
            double half = (stop - start) / 2;
            double sum = 0;
            for (int i = 0; i < RULE.size(); i++) {
                double s = start + half * (1 + RULE.node(i));
                sum += RULE.weight(i) * Math.exp(-delta * (s - from)) * mean(Quantity.RATE, s);
            }
            return half * sum;
        }
    }

    @Override
    public PeriodUnit unit() {
        return unit;
    }

    @Override
    public double[] parameterValues() {
        return new double[] {r, alpha, a, b};
    }

    @Override
    public ErlangModel withParameterValues(double[] values) {
        Checks.length(values.length, 4, "values");
        return new ErlangModel(
                new CnbdParameters(parameters.timing(), k, values[0], values[1], values[2], values[3]), unit);
    }

    @Override
    public double probabilityAlive(int x, double tx, double age) {
        return new Phases(x, tx, age).probabilityAlive;
    }

    @Override
    public double probabilityAlive(int x, double tx, double age, double ahead) {
        Phases phases = new Phases(x, tx, age);
        Checks.nonNegativeFinite(ahead, "ahead");
        return phases.probabilityAlive * (ahead == 0 ? 1 : Math.min(1, phases.mean(Quantity.ALIVE, ahead)));
    }

    @Override
    public double expectedPurchases(int x, double tx, double age, double horizon) {
        Phases phases = new Phases(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return horizon == 0 ? 0 : phases.probabilityAlive * phases.mean(Quantity.PURCHASES, horizon);
    }

    @Override
    public double expectedPurchases(int x, double tx, double age, double from, double to) {
        return discountedExpectedPurchases(x, tx, age, from, to, 0);
    }

    @Override
    public double discountedExpectedPurchases(int x, double tx, double age, double horizon, double deltaPerUnit) {
        Checks.nonNegativeFinite(horizon, "horizon");
        return discountedExpectedPurchases(x, tx, age, 0, horizon, deltaPerUnit);
    }

    @Override
    public double discountedExpectedPurchases(
            int x, double tx, double age, double from, double to, double deltaPerUnit) {
        Phases phases = new Phases(x, tx, age);
        Checks.nonNegativeFinite(to, "to");
        Checks.inRange(from, 0, to, "from");
        Checks.nonNegativeFinite(deltaPerUnit, "deltaPerUnit");
        if (from == 0 && deltaPerUnit == 0) {
            return expectedPurchases(x, tx, age, to);
        }
        return phases.probabilityAlive * phases.discounted(from, to, deltaPerUnit);
    }

    @Override
    public double dert(int x, double tx, double age, double deltaPerUnit) {
        Phases phases = new Phases(x, tx, age);
        BetaGeometricModel.checkEndlessRate(deltaPerUnit);
        ErlangEndless endless = new ErlangEndless(k, a, phases.beta, deltaPerUnit);
        return phases.probabilityAlive * endless.mean(phases.shape, phases.scale, phases.silence);
    }

    @Override
    public double probabilityNoPurchase(int x, double tx, double age, double horizon) {
        Phases phases = new Phases(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        double living = phases.probabilityAlive;
        return Math.min(1, (1 - living) + living * phases.silent(horizon));
    }

    @Override
    public double probabilityOfPurchases(int n, int x, double tx, double age, double horizon) {
        Checks.nonNegative(n, "n");
        if (n == 0) {
            return probabilityNoPurchase(x, tx, age, horizon);
        }
        Phases phases = new Phases(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return phases.probabilityAlive * phases.probabilityOfPurchases(n, horizon);
    }

    @Override
    public OptionalDouble expectedResidualLifetime(int x, double tx, double age) {
        Phases phases = new Phases(x, tx, age);
        double expected = phases.probabilityAlive * phases.remaining();
        return expected < Double.POSITIVE_INFINITY ? OptionalDouble.of(expected) : OptionalDouble.empty();
    }

    @Override
    public double expectedPurchasesOfNewCustomer(double t) {
        Checks.nonNegativeFinite(t, "t");
        return expectedPurchases(0, 0, 0, t);
    }

    @Override
    public double probabilityOfPurchases(int n, double t) {
        Checks.nonNegativeFinite(t, "t");
        return probabilityOfPurchases(n, 0, 0, 0, t);
    }
}
