package io.github.staycurve.clv.spend;

import static io.github.staycurve.clv.spend.SpendSamples.relative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.Transaction;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.ObservationWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LogNormalSpendFitTest {
    private static final LogNormalSpend FITTER = LogNormalSpend.withDefaults();

    /** Purchases of customers whose truth is known, one row each. */
    private static final class Purchases {
        private final int[] customer;
        private final double[] amount;

        Purchases(int[] customer, double[] amount) {
            this.customer = customer;
            this.amount = amount;
        }

        LogNormalSpendFit fit() {
            return FITTER.fit(customer, amount);
        }
    }

    private static Purchases simulate(long seed, int customers, double median, double tau, double sigma, int most) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] customer = new int[customers * most];
        double[] amount = new double[customers * most];
        int size = 0;
        for (int c = 0; c < customers; c++) {
            double theta = Math.log(median) + tau * normal(random);
            int n = 1 + random.nextInt(most);
            for (int i = 0; i < n; i++) {
                customer[size] = c;
                amount[size++] = Math.exp(theta + sigma * normal(random));
            }
        }
        return new Purchases(Arrays.copyOf(customer, size), Arrays.copyOf(amount, size));
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log1p(-random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static double logLikelihood(LogNormalSpendModel model, Purchases purchases) {
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= purchases.customer.length; i++) {
            if (i == purchases.customer.length || purchases.customer[i] != purchases.customer[from]) {
                sum += model.logLikelihood(Arrays.copyOfRange(purchases.amount, from, i));
                from = i;
            }
        }
        return sum;
    }

    /** The delta method by hand for the mean, median e^((between² + within²)/2). */
    @Test
    void errorsOfPredictionsAreThoseOfTheirDerivatives() {
        LogNormalSpendFit fit = simulate(20130603, 500, 40, 0.6, 0.5, 5).fit();
        LogNormalSpendParameters p = fit.model().parameters();
        double mean = fit.model().populationMean();
        double expected = SpendSamples.error(fit.report(), mean / p.median(), mean * p.between(), mean * p.within());
        assertThat(fit.standardError(LogNormalSpendModel::populationMean).orElseThrow())
                .isCloseTo(expected, within(1e-8 * expected));
    }

    @Test
    void recoversTheParametersOfASimulation() {
        FitReport report = simulate(1960, 10_000, 25, 0.7, 0.5, 8).fit().report();

        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.observations()).isEqualTo(10_000);
        double[] truth = {25, 0.7, 0.5};
        for (int i = 0; i < 3; i++) {
            Estimate estimate = report.estimates().get(i);
            double error = estimate.standardError().orElseThrow();
            assertThat(estimate.value()).as(estimate.name()).isCloseTo(truth[i], within(3 * error));
            assertThat(error).as(estimate.name()).isLessThan(0.02 * truth[i]);
        }
    }

    /** 2 (log L at the estimate − log L at the truth) is χ² with 3 degrees of freedom: above 22 once in 15,000. */
    @RepeatedTest(60)
    void intervalsCoverTheTruthAsOftenAsTheySay(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Purchases purchases = simulate(seed, 300, 25, 0.9, 0.6, 5);
        LogNormalSpendFit fit = purchases.fit();
        double atTruth = logLikelihood(LogNormalSpendModel.of(new LogNormalSpendParameters(25, 0.9, 0.6)), purchases);

        assertThat(fit.report().status()).as("seed %d", seed).isEqualTo(FitStatus.CONVERGED);
        assertThat(2 * (fit.report().logLikelihood() - atTruth))
                .as("seed %d", seed)
                .isBetween(0.0, 22.0);
    }

    /**
     * With n amounts of every customer the estimates are those of the analysis of variance: σ² = SSW/(N − C), and
     * σ² + nτ² the mean of n(ȳ − median)². Logs 0, 2, 4, 6 | 4, 6 … worked by hand: means 1, 5, 9 about 5, SSW 6, N − C 3.
     */
    @Test
    void balancedDataGiveTheAnalysisOfVariance() {
        int[] customer = {7, 7, 2, 2, 40, 40};
        double[] amount =
                Arrays.stream(new double[] {0, 2, 4, 6, 8, 10}).map(Math::exp).toArray();

        LogNormalSpendFit fit = FITTER.fit(customer, amount);

        LogNormalSpendParameters p = fit.model().parameters();
        assertThat(Math.log(p.median())).isCloseTo(5, within(1e-6));
        assertThat(p.within()).isCloseTo(Math.sqrt(2), within(1e-6));
        // (2 · 32/3 − 2)/2
        assertThat(p.between()).isCloseTo(Math.sqrt(29.0 / 3), within(1e-6));
    }

    @Test
    void reportedLikelihoodIsTheModelsAndAMaximum() {
        Purchases purchases = simulate(7, 300, 25, 0.7, 0.5, 6);
        LogNormalSpendFit fit = purchases.fit();
        LogNormalSpendParameters best = fit.model().parameters();

        double sum = logLikelihood(fit.model(), purchases);
        assertThat(fit.report().logLikelihood()).isCloseTo(sum, relative(sum, 1e-12));
        assertThat(fit.report().aic()).isCloseTo(6 - 2 * sum, relative(sum, 1e-11));
        for (double factor : new double[] {0.999, 1.001}) {
            for (LogNormalSpendParameters other : new LogNormalSpendParameters[] {
                new LogNormalSpendParameters(best.median() * factor, best.between(), best.within()),
                new LogNormalSpendParameters(best.median(), best.between() * factor, best.within()),
                new LogNormalSpendParameters(best.median(), best.between(), best.within() * factor)
            }) {
                assertThat(logLikelihood(LogNormalSpendModel.of(other), purchases))
                        .isLessThan(sum);
            }
        }
    }

    @Test
    void gradientIsThatOfTheValue() {
        Purchases purchases = simulate(3, 40, 25, 0.7, 0.5, 6);
        LogNormalSpendLikelihood likelihood =
                new LogNormalSpendLikelihood(LogSpendRows.of(purchases.customer, purchases.amount));
        double[] unused = new double[3];
        for (double[] point : new double[][] {{0, 0, 0}, {2, -3, 1}, {-1, 2, -2}, {0.1, -0.4, -0.7}}) {
            double[] gradient = new double[3];
            likelihood.value(point, gradient);
            for (int i = 0; i < 3; i++) {
                double[] high = point.clone();
                double[] low = point.clone();
                high[i] += 1e-4;
                low[i] -= 1e-4;
                double difference = (likelihood.value(high, unused) - likelihood.value(low, unused)) / 2e-4;
                assertThat(gradient[i])
                        .as("%s, coordinate %d", Arrays.toString(point), i)
                        .isCloseTo(difference, within(1e-6 * Math.max(1, Math.abs(difference))));
            }
        }
    }

    @Test
    void orderOfPurchasesAndNumbersOfCustomersDoNotMatterToTheLastBit() {
        Purchases purchases = simulate(10, 200, 25, 0.7, 0.5, 6);
        int n = purchases.customer.length;
        int[] customer = new int[n];
        double[] amount = new double[n];
        for (int i = 0; i < n; i++) {
            customer[i] = 1000 - purchases.customer[n - 1 - i];
            amount[i] = purchases.amount[n - 1 - i];
        }

        LogNormalSpendFit reversed = FITTER.fit(customer, amount);

        assertThat(reversed.model().parameters())
                .isEqualTo(purchases.fit().model().parameters());
        assertThat(reversed.report()).isEqualTo(purchases.fit().report());
    }

    @Test
    void unitOfMoneyScalesTheMedianAlone() {
        Purchases purchases = simulate(12, 300, 25, 0.7, 0.5, 6);
        LogNormalSpendParameters dollars = purchases.fit().model().parameters();
        for (double unit : new double[] {100, 1e-6, 1e9}) {
            LogNormalSpendParameters scaled = FITTER.fit(
                            purchases.customer,
                            Arrays.stream(purchases.amount).map(a -> a * unit).toArray())
                    .model()
                    .parameters();

            assertThat(scaled.median()).isCloseTo(dollars.median() * unit, relative(dollars.median() * unit, 1e-8));
            assertThat(scaled.between()).isCloseTo(dollars.between(), relative(dollars.between(), 1e-8));
            assertThat(scaled.within()).isCloseTo(dollars.within(), relative(dollars.within(), 1e-8));
        }
    }

    @Test
    void singlePurchasesDoNotTellCustomersAndPurchasesApart() {
        LogNormalSpendFit fit = simulate(2, 500, 25, 0.8, 0.6, 1).fit();

        assertThat(fit.report().status()).isEqualTo(FitStatus.FLAT);
        assertThat(fit.report().covariance()).isEmpty();
        assertThat(fit.report().explanation()).contains("do not tell apart");
        LogNormalSpendParameters p = fit.model().parameters();
        assertThat(Math.hypot(p.between(), p.within())).isCloseTo(1, within(0.1));
    }

    /** By chance half of such samples look as if customers differed a little; this one does not. */
    @Test
    void customersWhoDifferByChanceAloneAreExpectedToSpendTheSame() {
        LogNormalSpendFit fit =
                simulate(SAME_CUSTOMERS_SEED, 1000, 25, 0, 0.5, 8).fit();

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).containsExactly("between");
        assertThat(fit.report().explanation()).contains("between ran to its lower limit");
        double mean = fit.model().populationMean();
        assertThat(fit.model().expectedSpend(8, 90).orElseThrow()).isCloseTo(mean, relative(mean, 1e-6));
    }

    private static final long SAME_CUSTOMERS_SEED = 2;

    @Test
    void purchasesThatDoNotVaryWithinACustomerGoOnAsBefore() {
        LogNormalSpendFit fit = simulate(4, 300, 25, 0.7, 0, 6).fit();

        assertThat(fit.report().boundaryParameters()).containsExactly("within");
        assertThat(fit.report().explanation()).contains("within ran to its lower limit");
        assertThat(fit.report().covarianceParameters()).containsExactly("median", "between");
        assertThat(fit.model().expectedSpend(1, 90).orElseThrow()).isCloseTo(90, relative(90, 1e-6));
    }

    @Test
    void equalAmountsAndOneCustomerAreBoundaries() {
        FitReport equal =
                FITTER.fit(new int[] {1, 1, 2}, new double[] {12.5, 12.5, 12.5}).report();
        assertThat(equal.boundaryParameters()).containsExactly("between", "within");
        assertThat(equal.explanation()).contains("the common amount");

        LogNormalSpendFit one = FITTER.fit(new int[] {1, 1}, new double[] {5, 20});
        assertThat(one.report().boundaryParameters()).containsExactly("between");
        assertThat(one.model().parameters().median()).isCloseTo(10, within(1e-6));
        assertThat(one.model().parameters().within()).isCloseTo(Math.log(2), within(1e-6));
    }

    @Test
    void amountsOfAllMagnitudesRunToALimit() {
        FitReport report = simulate(17, 200, 1, 60, 1, 4).fit().report();

        assertThat(report.status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(report.explanation()).contains("many orders of magnitude");
    }

    @Test
    void nothingToFitIsAFailureThatSaysWhy() {
        LogNormalSpendFit fit = FITTER.fit(new int[] {0, 1}, new double[] {0, -3});

        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.excludedZeroSpend()).isEqualTo(2);
        assertThat(fit.report().explanation()).contains("2 purchases of 0 or less");
        assertThatIllegalStateException().isThrownBy(fit::model).withMessageContaining("Try a longer calibration");
        assertThat(FITTER.fit(new int[0], new double[0]).hasModel()).isFalse();
    }

    /** Whatever the data, a fit ends in a report without an exception, and its model predicts. */
    @RepeatedTest(300)
    void everyDataSetEndsInAReport(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(15);
        int[] customer = random.ints(n, 0, 1 + random.nextInt(8)).toArray();
        double spread = Math.exp(random.nextDouble(-12, 4));
        boolean rounded = random.nextInt(3) == 0;
        double[] amount = random.doubles(n)
                .map(u -> Math.exp(spread * (u - 0.5)))
                .map(a -> rounded ? Math.rint(3 * a) + 1 : a)
                .toArray();

        LogNormalSpendFit fit = FITTER.fit(customer, amount);

        assertThat(fit.report().status()).as("seed %d: %s", seed, fit.report()).isNotEqualTo(FitStatus.FAILED);
        assertThat(fit.report().logLikelihood()).as("seed %d", seed).isFinite();
        assertThat(fit.model().expectedSpend(2, amount[0]).orElseThrow())
                .as("seed %d", seed)
                .isFinite()
                .isPositive();
    }

    /** Repeat purchases up to the end of the calibration, by local day and net of refunds. */
    @Test
    void logGivesTheAmountsThatASummaryAddsUp() {
        TransactionLog log = TransactionLog.builder()
                .add(new Transaction("a", at("2026-01-01T10:00:00Z"), 99)) // the first purchase
                .add(new Transaction("a", at("2026-01-05T10:00:00Z"), 30))
                .add(new Transaction("a", at("2026-01-05T18:00:00Z"), 12))
                .add(new Transaction("a", at("2026-01-05T19:00:00Z"), -2))
                .add(new Transaction("a", at("2026-01-09T10:00:00Z"), 15))
                .add(new Transaction("a", at("2026-01-11T10:00:00Z"), 0.3))
                .add(new Transaction("a", at("2026-01-11T11:00:00Z"), -0.1))
                .add(new Transaction("a", at("2026-01-11T12:00:00Z"), -0.2))
                .add(new Transaction("a", at("2026-01-20T12:00:00Z"), -7)) // a refund only
                .add(new Transaction("a", at("2026-03-01T10:00:00Z"), 1000)) // after the calibration
                .add(new Transaction("b", at("2026-01-02T10:00:00Z"), 5))
                .add(new Transaction("b", at("2026-01-31T23:59:00Z"), 60))
                .add(new Transaction("once", at("2026-01-02T10:00:00Z"), 5))
                .build();

        LogNormalSpendFit fit = FITTER.fit(log, ObservationWindow.until(LocalDate.of(2026, 1, 31), ZoneOffset.UTC));

        LogNormalSpendFit columns = FITTER.fit(new int[] {0, 0, 0, 1}, new double[] {40, 15, 0, 60});
        assertThat(fit.report()).isEqualTo(columns.report());
        assertThat(fit.excludedZeroSpend()).isEqualTo(1);
        assertThat(fit.report().explanation()).contains("Left out: 1 purchase of 0 or less.");
        assertThat(fit.report().observations()).isEqualTo(2);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void badColumnsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[2], new double[1]))
                .withMessage("columns must have one length, were customer 2, amount 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[] {-1}, new double[1]))
                .withMessage("customer must be 0 or more, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[1], new double[] {Double.NaN}))
                .withMessage("amount must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[1], new double[] {1e200}))
                .withMessageContaining("amount");
    }
}
