package io.github.staycurve.clv.discrete;

import io.github.staycurve.clv.internal.BetaSurvival;
import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.LogSpace;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A BG/BB model: while active, a customer takes each opportunity with a probability of their own; before each one they may
 * drop out, with another.
 *
 * <p>A history is x opportunities taken out of n, the last one being t<sub>x</sub>. Given that a customer is alive, both
 * probabilities are again beta distributed, with shapes alpha + x, beta + n − x and gamma, delta + n: expectations are
 * products of their means, and have no singular parameters.
 *
 * <p>This class is immutable and thread-safe. All methods throw {@link IllegalArgumentException} for a history that is none,
 * and for negative arguments.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1100.0580">Fader, Hardie and Shang (2010), Customer-Base Analysis in a
 *     Discrete-Time Noncontractual Setting, Marketing Science 29(6), 1086-1108</a>
 */
public final class BgBbModel {
    /** The longest wait that {@link #opportunitiesToNextPurchase} tells apart from never: a million opportunities. */
    public static final int LONGEST_WAIT = 1_000_000;

    /** A term below this part of the sum ends it. */
    private static final double NEGLIGIBLE = 1e-18;

    /** So many terms are added one by one, by their ratios; more go by a series. */
    private static final int FEW_TERMS = 1000;

    private final BgBbParameters p;
    private final PeriodUnit unit;

    private BgBbModel(BgBbParameters parameters, PeriodUnit unit) {
        this.p = parameters;
        this.unit = unit;
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time from one opportunity to the next
     * @return the model
     */
    public static BgBbModel of(BgBbParameters parameters, PeriodUnit unit) {
        return new BgBbModel(parameters, unit);
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public BgBbParameters parameters() {
        return p;
    }

    /**
     * Returns the time from one opportunity to the next.
     *
     * @return the unit
     */
    public PeriodUnit unit() {
        return unit;
    }

    private BgBbLikelihood likelihood(int x, int tx, int n) {
        OpportunityTable.requireHistory(x, tx, n);
        BgBbLikelihood likelihood = new BgBbLikelihood(p.alpha(), p.beta(), p.gamma(), p.delta());
        likelihood.of(x, tx, n);
        return likelihood;
    }

    /** What a customer with this history, if alive at n, is from then on. */
    private BgBbModel posterior(int x, int n) {
        return of(new BgBbParameters(p.alpha() + x, p.beta() + (n - x), p.gamma(), p.delta() + n), unit);
    }

    /**
     * Returns the logarithm of the probability of a history.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @return the log-likelihood, 0 or less (equation 5)
     */
    public double logLikelihood(int x, int tx, int n) {
        return likelihood(x, tx, n).logLikelihood();
    }

    /**
     * Returns the probability that a customer was still active at the last opportunity.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @return P(alive at n), in [0, 1]; 1 if the last opportunity was taken
     */
    public double probabilityAlive(int x, int tx, int n) {
        return likelihood(x, tx, n).probabilityAlive();
    }

    /**
     * Returns the probability that a customer will be active at a coming opportunity.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param ahead how many opportunities later; 1 is what the paper gives (equation 11)
     * @return P(alive at n + ahead), in [0, 1]
     */
    public double probabilityAlive(int x, int tx, int n, int ahead) {
        return probabilityAlive(x, tx, n) * dropout(n).survival(Checks.nonNegative(ahead, "ahead"));
    }

    private BetaSurvival dropout(int n) {
        return new BetaSurvival(p.gamma(), p.delta() + n, 1);
    }

    /**
     * Returns the expected number of the next opportunities that a customer takes.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param ahead how many to look ahead
     * @return the expectation, in [0, ahead] (equation 13)
     */
    public double expectedPurchases(int x, int tx, int n, int ahead) {
        return probabilityAlive(x, tx, n) * posterior(x, n).expectedPurchasesOfNewCustomer(ahead);
    }

    /**
     * Returns the expected number of opportunities that a customer takes of those from n + from + 1 to n + to.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param from how many to leave out
     * @param to how many to look ahead, {@code from} or more
     * @return the expectation, in [0, to − from]
     */
    public double expectedPurchases(int x, int tx, int n, int from, int to) {
        checkInterval(from, to);
        double mean = (p.alpha() + x) / (p.alpha() + p.beta() + n);
        return probabilityAlive(x, tx, n, from) * mean * expectedOpportunities(p.delta() + n + from, to - from);
    }

    /**
     * Returns the expected number of opportunities that a new customer takes.
     *
     * @param n how many there will be
     * @return the expectation, in [0, n] (equation 8)
     */
    public double expectedPurchasesOfNewCustomer(int n) {
        return p.alpha() / (p.alpha() + p.beta()) * expectedOpportunities(p.delta(), Checks.nonNegative(n, "n"));
    }

    /**
     * The sum over k from 1 to n of B(gamma, shape + k)/B(gamma, shape), the opportunities at which a customer is active. It
     * is (shape − (shape + n) S(n))/(gamma − 1); the fraction of the two terms is a ratio of beta functions with
     * gamma − 1 for a shape, so that nothing cancels near gamma = 1.
     */
    private double expectedOpportunities(double shape, int n) {
        if (n == 0) {
            return 0;
        }
        double a = p.gamma() - 1;
        double b = shape + 1;
        if (a == 0) { // the limit, where the ratio falls as a (ψ(b + n) − ψ(b))
            return shape * GammaFunctions.digammaDifference(b, n);
        }
        double log = a > 0 ? BetaFunctions.logBetaRatio(a, b, n) : -BetaFunctions.logBetaRatio(-a, a + b, n);
        return -shape * Math.expm1(log) / a;
    }

    /**
     * Returns the discounted expected residual transactions (DERT): the coming opportunities that a customer takes, without
     * an end, the next one discounted by one period.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param rate the discount rate, above 0 unless gamma is above 1
     * @return DERT, 0 or more (equation 14)
     * @throws IllegalArgumentException if it is infinite, as it can be without discounting
     */
    public double dert(int x, int tx, int n, DiscountRate rate) {
        double delta = rate.perUnit(unit);
        double mean = (p.alpha() + x) / (p.alpha() + p.beta() + n);
        return probabilityAlive(x, tx, n)
                * mean
                * (Math.exp(-delta) * dropout(n).discountedSum(0, 1, delta));
    }

    /**
     * Returns the expected number of the next opportunities that a customer takes, the k-th one discounted by k periods.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param ahead how many to look ahead
     * @param rate the discount rate
     * @return the discounted expectation, in [0, {@link #expectedPurchases(int, int, int, int)}]
     */
    public double discountedExpectedPurchases(int x, int tx, int n, int ahead, DiscountRate rate) {
        Checks.nonNegative(ahead, "ahead");
        return rate.perUnit(unit) == 0
                ? expectedPurchases(x, tx, n, ahead)
                : discountedExpectedPurchases(x, tx, n, 0, ahead, rate);
    }

    /**
     * Returns the expected number of opportunities that a customer takes of those from n + from + 1 to n + to, the k-th one
     * after n discounted by k periods.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param from how many to leave out
     * @param to how many to look ahead, {@code from} or more
     * @param rate the discount rate
     * @return the discounted expectation, in [0, {@link #expectedPurchases(int, int, int, int, int)}]
     */
    public double discountedExpectedPurchases(int x, int tx, int n, int from, int to, DiscountRate rate) {
        double delta = rate.perUnit(unit);
        if (delta == 0) {
            return expectedPurchases(x, tx, n, from, to);
        }
        checkInterval(from, to);
        double mean = (p.alpha() + x) / (p.alpha() + p.beta() + n);
        return Math.exp(-delta * (from + 1.0))
                * (probabilityAlive(x, tx, n, from) * mean * discountedOpportunities(n, from, to - from, delta));
    }

    /** The sum over k from 1 to terms of P(active at n + from + k | active at n + from) e^(−delta (k − 1)). */
    private double discountedOpportunities(int n, int from, int terms, double delta) {
        if (terms > FEW_TERMS) {
            return dropout(n).discountedSum(from, 1, delta, terms);
        }
        double discount = Math.exp(-delta);
        double left = -Math.expm1(-delta); // the reciprocal of the sum of all discounts
        double stays = 1;
        double sum = 0;
        for (int k = 0; k < terms && stays > NEGLIGIBLE * left * sum; k++) {
            double staying = p.delta() + n + from + k;
            stays *= staying / (p.gamma() + staying);
            sum += stays;
            stays *= discount;
        }
        return sum;
    }

    private static void checkInterval(int from, int to) {
        Checks.nonNegative(from, "from");
        if (to < from) {
            throw new IllegalArgumentException("to must be from = %d or more, was %d".formatted(from, to));
        }
    }

    /**
     * Returns the expected number of coming opportunities at which a customer is still active.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @return P(alive) times (delta + n)/(gamma − 1), the mean of (1 − θ)/θ; empty where that is infinite, unless gamma is
     *     above 1
     */
    public OptionalDouble expectedResidualLifetime(int x, int tx, int n) {
        double alive = probabilityAlive(x, tx, n);
        return p.gamma() > 1 ? OptionalDouble.of(alive * ((p.delta() + n) / (p.gamma() - 1))) : OptionalDouble.empty();
    }

    /**
     * Returns the number of the opportunity by which the next purchase is made with a given probability: the median wait for
     * one half.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param probability the probability of a purchase by then, above 0 and below 1
     * @return the quantile of the wait, 1 for the next opportunity; empty if the probability is not reached within {@link
     *     #LONGEST_WAIT} opportunities
     */
    public OptionalInt opportunitiesToNextPurchase(int x, int tx, int n, double probability) {
        Checks.openUnit(probability, "probability");
        double alive = probabilityAlive(x, tx, n);
        double passed = p.beta() + (n - x);
        double first = (p.alpha() + x) / (p.alpha() + p.beta() + n); // of the first purchase at the next one, if active
        double active = 1;
        double reached = 0;
        for (int k = 1; k <= LONGEST_WAIT; k++) {
            double staying = p.delta() + n + (k - 1);
            active *= staying / (p.gamma() + staying);
            reached += alive * active * first;
            if (reached >= probability) {
                return OptionalInt.of(k);
            }
            first *= (passed + (k - 1)) / (p.alpha() + p.beta() + n + k);
        }
        return OptionalInt.empty();
    }

    /**
     * Returns the probability that a customer takes none of the next opportunities, gone or not.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param ahead how many to look ahead
     * @return the probability, in [1 − P(alive), 1]
     */
    public double probabilityNoPurchase(int x, int tx, int n, int ahead) {
        return probabilityOfPurchases(x, tx, n, 0, ahead);
    }

    /**
     * Returns the probability that a customer takes exactly so many of the next opportunities.
     *
     * @param x opportunities taken
     * @param tx the last one taken, 0 if none
     * @param n opportunities there were
     * @param purchases how many of the next ones are taken
     * @param ahead how many to look ahead
     * @return the probability, in [0, 1]
     */
    public double probabilityOfPurchases(int x, int tx, int n, int purchases, int ahead) {
        double alive = probabilityAlive(x, tx, n);
        double ifAlive = posterior(x, n).probabilityOfPurchases(purchases, ahead);
        return purchases == 0 ? Math.min(1, (1 - alive) + alive * ifAlive) : alive * ifAlive;
    }

    /**
     * Returns the probability that a new customer takes exactly so many opportunities.
     *
     * @param x how many are taken
     * @param n how many there will be
     * @return the probability, in [0, 1], 0 where x is above n (equation 7)
     */
    public double probabilityOfPurchases(int x, int n) {
        Checks.nonNegative(x, "x");
        Checks.nonNegative(n, "n");
        if (x > n) {
            return 0;
        }
        // terms of having dropped out after opportunity i, from i = x, and of being alive at n, by their logarithms
        double term = BetaFunctions.logBetaRatio(p.beta(), p.alpha(), x)
                + BetaFunctions.logBetaRatio(p.gamma(), p.delta(), x)
                + Math.log(p.gamma() / (p.gamma() + p.delta() + x));
        double sum = Double.NEGATIVE_INFINITY;
        for (int i = x; i < n; i++) {
            sum = LogSpace.logAddExp(sum, term);
            term += Math.log((i + 1.0)
                    / (i + 1.0 - x)
                    * ((p.beta() + (i - x)) / (p.alpha() + p.beta() + i))
                    * ((p.delta() + i) / (p.gamma() + p.delta() + 1 + i)));
        }
        double alive = term + Math.log((p.gamma() + p.delta() + n) / p.gamma());
        return Math.min(1, Math.exp(LogSpace.logAddExp(sum, alive)));
    }

    /**
     * Scores a table by P(alive).
     *
     * @param table the histories
     * @return a score a row of the table
     * @throws IllegalArgumentException if the table is in another unit
     */
    public ScoreColumn probabilityAlive(OpportunityTable table) {
        return scores(ScoreKind.PROBABILITY_ALIVE, table, (x, tx, n) -> probabilityAlive(x, tx, n));
    }

    /**
     * Scores a table by P(alive) at a coming opportunity.
     *
     * @param table the histories
     * @param ahead how many opportunities later
     * @return a score a row of the table
     * @throws IllegalArgumentException if the table is in another unit
     */
    public ScoreColumn probabilityAlive(OpportunityTable table, int ahead) {
        return scores(ScoreKind.PROBABILITY_ALIVE, table, (x, tx, n) -> probabilityAlive(x, tx, n, ahead));
    }

    /**
     * Scores a table by expected purchases.
     *
     * @param table the histories
     * @param ahead how many opportunities to look ahead
     * @return a score a row of the table
     * @throws IllegalArgumentException if the table is in another unit
     */
    public ScoreColumn expectedPurchases(OpportunityTable table, int ahead) {
        return scores(ScoreKind.EXPECTED_PURCHASES, table, (x, tx, n) -> expectedPurchases(x, tx, n, ahead));
    }

    /**
     * Scores a table by discounted expected purchases.
     *
     * @param table the histories
     * @param ahead how many opportunities to look ahead
     * @param rate the discount rate
     * @return a score a row of the table
     * @throws IllegalArgumentException if the table is in another unit
     */
    public ScoreColumn discountedExpectedPurchases(OpportunityTable table, int ahead, DiscountRate rate) {
        return scores(
                PurchaseModel.DISCOUNTED_EXPECTED_PURCHASES,
                table,
                (x, tx, n) -> discountedExpectedPurchases(x, tx, n, ahead, rate));
    }

    /**
     * Scores a table by the probability of no purchase.
     *
     * @param table the histories
     * @param ahead how many opportunities to look ahead
     * @return a score a row of the table
     * @throws IllegalArgumentException if the table is in another unit
     */
    public ScoreColumn probabilityNoPurchase(OpportunityTable table, int ahead) {
        return scores(
                PurchaseModel.PROBABILITY_NO_PURCHASE, table, (x, tx, n) -> probabilityNoPurchase(x, tx, n, ahead));
    }

    /**
     * Scores a table by DERT.
     *
     * @param table the histories
     * @param rate the discount rate
     * @return a score a row of the table
     * @throws IllegalArgumentException if the table is in another unit, or the sum infinite
     */
    public ScoreColumn dert(OpportunityTable table, DiscountRate rate) {
        return scores(PurchaseModel.DERT, table, (x, tx, n) -> dert(x, tx, n, rate));
    }

    /** What is said of one history. */
    @FunctionalInterface
    private interface Score {
        double of(int x, int tx, int n);
    }

    private ScoreColumn scores(ScoreKind kind, OpportunityTable table, Score score) {
        if (table.unit() != unit) {
            throw new IllegalArgumentException("table must be in %ss as the model is, was in %ss"
                    .formatted(unit.label(), table.unit().label()));
        }
        double[] out = new double[table.size()];
        Arrays.setAll(out, row -> score.of(table.taken(row), table.lastTaken(row), table.opportunities(row)));
        return ScoreColumn.of(kind, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BgBbModel that && that.p.equals(p) && that.unit == unit;
    }

    @Override
    public int hashCode() {
        return 31 * p.hashCode() + unit.hashCode();
    }

    @Override
    public String toString() {
        return "BgBbModel[" + p + ", " + unit.label() + "]";
    }
}
