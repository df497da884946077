package io.github.staycurve.clv.model;

import io.github.staycurve.clv.model.ErlangAlive.Quantity;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.DiscountRate;
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

    /** One history: its phases for a customer who is alive, and how likely it is to be one. */
    private final class Customer {
        final double shape;
        final double scale;
        final double beta;
        final double silence;
        final ErlangPhases phases;
        final double probabilityAlive;

        Customer(int x, double tx, double age) {
            BetaGeometricModel.checkHistory(x, tx, age);
            shape = r + (double) k * x;
            scale = alpha + age;
            silence = age - tx;
            int m = x + coins;
            beta = b + m;
            phases = new ErlangPhases(k, shape, silence / scale);
            probabilityAlive = m == 0 ? 1 : 1 / (1 + Math.exp(logOddsOfDropout(m)));
        }

        private double logOddsOfDropout(int m) {
            double logSilence = Math.log1p(silence / (scale - silence));
            return Math.log(a / (b + (m - 1))) + shape * logSilence - Math.log(phases.sum());
        }

        /** Returns the mean of a quantity over the phases, given alive. */
        double mean(Quantity quantity, double t) {
            return probabilityAlive == 0 ? 0 : alive.mean(quantity, phases, beta, t / scale) / phases.sum();
        }

        /** Returns the probability of no purchase in the time t, given alive: the silence goes on. */
        double silent(double t) {
            double longer = new ErlangPhases(k, shape, (silence + t) / (scale + t)).sum();
            return Math.min(1, Math.exp(Math.log(longer) - Math.log(phases.sum()) - shape * Math.log1p(t / scale)));
        }

        double probabilityOfPurchases(int n, double t) {
            double total = 0;
            for (int j = 0; j < phases.size(); j++) {
                total += phases.weight(j) * alive.probabilityOfPurchases(n, j, shape + j, beta, t / scale);
            }
            return Math.min(1, total / phases.sum());
        }

        /** Returns the mean time of life left: k/p − j events, with mean 1/λ each. */
        double remaining() {
            if (!(shape > 1 && a > 1)) {
                return Double.POSITIVE_INFINITY;
            }
            double events = k * ((a + beta - 1) / (a - 1));
            double total = 0;
            for (int j = 0; j < phases.size(); j++) {
                total += phases.weight(j) * (events - j) * (scale / (shape + j - 1));
            }
            return total / phases.sum();
        }

        /** Returns ∫ e^(−delta s) · rate(s) ds over (from, to], given alive. */
        double discounted(double from, double to, double delta) {
            if (from == to || probabilityAlive == 0) {
                return 0;
            }
            if (delta == 0) {
                double whole = mean(Quantity.PURCHASES, to);
                double sooner = from == 0 ? 0 : mean(Quantity.PURCHASES, from);
                if (sooner <= whole / 2) { // no more than one bit is lost
                    return whole - sooner;
                }
            }
            return new ErlangStream(k, a, beta, scale, delta, phases, to).between(from, to) / phases.sum();
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
        return new Customer(x, tx, age).probabilityAlive;
    }

    @Override
    public double probabilityAlive(int x, double tx, double age, double ahead) {
        Customer customer = new Customer(x, tx, age);
        Checks.nonNegativeFinite(ahead, "ahead");
        return customer.probabilityAlive * (ahead == 0 ? 1 : Math.min(1, customer.mean(Quantity.ALIVE, ahead)));
    }

    @Override
    public double expectedPurchases(int x, double tx, double age, double horizon) {
        Customer customer = new Customer(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return horizon == 0 ? 0 : customer.probabilityAlive * customer.mean(Quantity.PURCHASES, horizon);
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
        Customer customer = new Customer(x, tx, age);
        Checks.nonNegativeFinite(to, "to");
        Checks.inRange(from, 0, to, "from");
        Checks.nonNegativeFinite(deltaPerUnit, "deltaPerUnit");
        if (from == 0 && deltaPerUnit == 0) {
            return expectedPurchases(x, tx, age, to);
        }
        return customer.probabilityAlive * customer.discounted(from, to, deltaPerUnit);
    }

    @Override
    public double dert(int x, double tx, double age, double deltaPerUnit) {
        Customer customer = new Customer(x, tx, age);
        BetaGeometricModel.checkEndlessRate(deltaPerUnit);
        return dert(x, customer, new ErlangEndless(k, a, alpha, deltaPerUnit));
    }

    private static double dert(int x, Customer customer, ErlangEndless endless) {
        double ifAlive = endless.mean(x, customer.shape, customer.beta, customer.scale, customer.silence);
        return customer.probabilityAlive * ifAlive;
    }

    @Override
    public ScoreColumn dert(CustomerSummaryTable table, DiscountRate rate) {
        double[] out = new double[table.size()];
        requireScorable(table, out);
        double delta = rate.perUnit(unit);
        BetaGeometricModel.checkEndlessRate(delta);
        ErlangEndless endless = new ErlangEndless(k, a, alpha, delta);
        for (int row = 0; row < out.length; row++) {
            int x = table.frequency(row);
            out[row] = dert(x, new Customer(x, table.recency(row), table.age(row)), endless);
        }
        return ScoreColumn.of(DERT, out);
    }

    @Override
    public double probabilityNoPurchase(int x, double tx, double age, double horizon) {
        Customer customer = new Customer(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        double living = customer.probabilityAlive;
        return Math.min(1, (1 - living) + living * customer.silent(horizon));
    }

    @Override
    public double probabilityOfPurchases(int n, int x, double tx, double age, double horizon) {
        Checks.nonNegative(n, "n");
        if (n == 0) {
            return probabilityNoPurchase(x, tx, age, horizon);
        }
        Customer customer = new Customer(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return customer.probabilityAlive * customer.probabilityOfPurchases(n, horizon);
    }

    @Override
    public OptionalDouble expectedResidualLifetime(int x, double tx, double age) {
        Customer customer = new Customer(x, tx, age);
        double expected = customer.probabilityAlive * customer.remaining();
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
