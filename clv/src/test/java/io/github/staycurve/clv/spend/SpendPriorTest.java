package io.github.staycurve.clv.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.clv.prior.PriorContract;
import io.github.staycurve.clv.spend.SpendSamples.Customers;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A prior in the spend models. */
class SpendPriorTest {
    private static final Customers EXAMPLE = SpendSamples.simulate(3, 80, 5, 4, 15);

    private static GammaGamma gammaGamma(@Nullable Prior prior) {
        GammaGamma fitter = GammaGamma.withDefaults();
        return prior == null ? fitter : fitter.withPrior(prior);
    }

    private static LogNormalSpend logNormal(@Nullable Prior prior) {
        LogNormalSpend fitter = LogNormalSpend.withDefaults();
        return prior == null ? fitter : fitter.withPrior(prior);
    }

    /** The customers' purchases one by one: each customer's mean spend, spread by a fixed pattern about it. */
    private static final class Purchases {
        private final int[] customer;
        private final double[] amount;

        Purchases(int[] customer, double[] amount) {
            this.customer = customer;
            this.amount = amount;
        }

        static Purchases of(Customers customers, int copies) {
            int size = copies * Arrays.stream(customers.x()).sum();
            int[] customer = new int[size];
            double[] amount = new double[size];
            int next = 0;
            for (int copy = 0; copy < copies; copy++) {
                for (int i = 0; i < customers.x().length; i++) {
                    for (int k = 0; k < customers.x()[i]; k++) {
                        customer[next] = copy * customers.x().length + i;
                        amount[next++] = customers.meanSpend()[i] * Math.exp(0.6 * Math.sin(7.0 * k + i));
                    }
                }
            }
            return new Purchases(customer, amount);
        }

        LogNormalSpendFit fit(@Nullable Prior prior, double unit) {
            return logNormal(prior)
                    .fit(
                            customer,
                            Arrays.stream(amount).map(each -> each * unit).toArray());
        }
    }

    @Nested
    class OfGammaGamma extends PriorContract {
        @Override
        protected FitReport fit(int copies, @Nullable Prior prior) {
            double[] weight = new double[EXAMPLE.x().length];
            Arrays.fill(weight, copies);
            return gammaGamma(prior)
                    .fit(EXAMPLE.x(), EXAMPLE.meanSpend(), weight)
                    .report();
        }

        @Override
        protected List<FitReport> hard(@Nullable Prior prior) {
            GammaGamma fitter = gammaGamma(prior);
            return List.of(
                    fitter.fit(new int[] {1, 1, 1, 1}, new double[] {12, 20, 21, 40})
                            .report(),
                    fitter.fit(new int[] {3}, new double[] {20}).report(),
                    fitter.fit(new int[] {2, 1, 4}, new double[] {20, 20, 20}).report(),
                    fitter.fit(new int[] {2, 1}, new double[] {20, 30}).report());
        }

        @Override
        protected double logLikelihood(double[] p) {
            GammaGammaModel model = GammaGammaModel.of(new GammaGammaParameters(p[0], p[1], p[2]));
            double sum = 0;
            for (int i = 0; i < EXAMPLE.x().length; i++) {
                sum += model.logLikelihood(EXAMPLE.x()[i], EXAMPLE.meanSpend()[i]);
            }
            return sum;
        }

        @Override
        protected double[] quantities(double[] p) {
            double level =
                    Arrays.stream(EXAMPLE.meanSpend()).map(Math::log).average().orElseThrow();
            return new double[] {p[0] / 3, p[1] / 3, p[0] * p[2] / p[1] / Math.exp(level)};
        }

        @Override
        protected double[] start() {
            return new double[] {3, 3, 10};
        }

        @Override
        protected Objective objective(Prior prior) {
            return GammaGammaLikelihood.prior(prior)
                    .with(new GammaGammaLikelihood(SpendRows.of(EXAMPLE.x(), EXAMPLE.meanSpend(), null)));
        }
    }

    @Nested
    class OfLogNormalSpend extends PriorContract {
        @Override
        protected FitReport fit(int copies, @Nullable Prior prior) {
            return Purchases.of(EXAMPLE, copies).fit(prior, 1).report();
        }

        @Override
        protected List<FitReport> hard(@Nullable Prior prior) {
            LogNormalSpend fitter = logNormal(prior);
            int[] each = new int[80];
            Arrays.setAll(each, i -> i);
            return List.of(
                    fitter.fit(each, EXAMPLE.meanSpend()).report(),
                    fitter.fit(new int[] {0, 0}, new double[] {20, 30}).report(),
                    fitter.fit(new int[] {0}, new double[] {20}).report(),
                    fitter.fit(new int[] {0, 1, 1}, new double[] {20, 20, 20}).report(),
                    fitter.fit(new int[] {0, 0, 1, 1}, new double[] {20, 40, 40, 20})
                            .report());
        }

        @Override
        protected double logLikelihood(double[] p) {
            LogNormalSpendModel model = LogNormalSpendModel.of(new LogNormalSpendParameters(p[0], p[1], p[2]));
            Purchases purchases = Purchases.of(EXAMPLE, 1);
            double sum = 0;
            int from = 0;
            for (int x : EXAMPLE.x()) {
                sum += model.logLikelihood(Arrays.copyOfRange(purchases.amount, from, from + x));
                from += x;
            }
            return sum;
        }

        @Override
        protected double[] quantities(double[] p) {
            Purchases purchases = Purchases.of(EXAMPLE, 1);
            double sum = 0;
            int from = 0;
            for (int x : EXAMPLE.x()) {
                sum += Arrays.stream(purchases.amount, from, from + x)
                                .map(Math::log)
                                .sum()
                        / x;
                from += x;
            }
            double level = Math.exp(sum / EXAMPLE.x().length);
            return new double[] {p[0] / level, 1 / (p[1] * p[1]) / 3, 1 / (p[2] * p[2]) / 3};
        }

        @Override
        protected double[] start() {
            return new double[] {20, 0.5, 0.5};
        }

        @Override
        protected Objective objective(Prior prior) {
            Purchases purchases = Purchases.of(EXAMPLE, 1);
            return LogNormalSpendLikelihood.prior(prior)
                    .with(new LogNormalSpendLikelihood(LogSpendRows.of(purchases.customer, purchases.amount)));
        }
    }

    /** In cents as in euros, and in a currency of large numbers: each prediction is the same money. */
    @Test
    void unitOfMoneyDoesNotMatter() {
        GammaGammaModel here =
                gammaGamma(Prior.weak()).fit(EXAMPLE.x(), EXAMPLE.meanSpend()).model();
        Purchases purchases = Purchases.of(EXAMPLE, 1);
        LogNormalSpendModel logHere = purchases.fit(Prior.weak(), 1).model();
        for (double unit : new double[] {100, 1e-6, 1e9}) {
            double[] scaled =
                    Arrays.stream(EXAMPLE.meanSpend()).map(m -> m * unit).toArray();
            GammaGammaModel there =
                    gammaGamma(Prior.weak()).fit(EXAMPLE.x(), scaled).model();
            LogNormalSpendModel logThere = purchases.fit(Prior.weak(), unit).model();
            for (int x : new int[] {0, 1, 7}) {
                assertThat(there.expectedSpend(x, 11 * unit).orElseThrow())
                        .isCloseTo(here.expectedSpend(x, 11).orElseThrow() * unit, withinPercentage(1e-5));
                assertThat(logThere.expectedSpend(x, 11 * unit).orElseThrow())
                        .isCloseTo(logHere.expectedSpend(x, 11).orElseThrow() * unit, withinPercentage(1e-5));
            }
        }
    }

    /** Half of all weights and twice the rows are the same customers. */
    @Test
    void weightsAreRepetitions() {
        int n = EXAMPLE.x().length;
        int[] x = Arrays.copyOf(EXAMPLE.x(), 2 * n);
        double[] m = Arrays.copyOf(EXAMPLE.meanSpend(), 2 * n);
        System.arraycopy(x, 0, x, n, n);
        System.arraycopy(m, 0, m, n, n);
        double[] twice = new double[n];
        Arrays.fill(twice, 2);
        GammaGamma fitter = gammaGamma(Prior.weak());
        assertThat(fitter.fit(x, m).report())
                .isEqualTo(fitter.fit(EXAMPLE.x(), EXAMPLE.meanSpend(), twice).report());
    }

    /** One price for all: density without bound, which a prior holds for few customers and not for many. */
    @Test
    void onePriceStaysALimitWhereManyPayIt() {
        int[] x = new int[200];
        double[] m = new double[200];
        Arrays.fill(x, 2);
        Arrays.fill(m, 20);
        FitReport report = gammaGamma(Prior.weak()).fit(x, m).report();
        assertThat(report.explanation())
                .contains("every customer's spend is the same")
                .contains("posterior mode");
    }
}
