package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.RandomVariates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapFitTest {
    private static final int END = 700;

    /** Customers with Erlang gaps of a shape, mean rates from a gamma distribution, followed to {@link #END}. */
    private static PurchaseDays simulated(int customers, int k, double r, double alpha, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, int[]> offsets = new TreeMap<>();
        for (int i = 0; i < customers; i++) {
            double rate = RandomVariates.gamma(random, r) / alpha;
            int[] days = new int[END];
            int n = 0;
            double time = random.nextDouble() * 100;
            while (time < END && n < END) {
                days[n++] = (int) time;
                for (int j = 0; j < k; j++) {
                    time -= Math.log1p(-random.nextDouble()) / rate;
                }
            }
            offsets.put("c" + i, Arrays.copyOf(days, n));
        }
        return Histories.of(offsets);
    }

    @Test
    void findsThePopulationThatMadeTheData() {
        GapPopulationFit fit = GapPopulation.fit(simulated(5000, 1, 1.4, 60, 1), Histories.day(END - 1));
        GapPopulation population = fit.population().orElseThrow();
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        // within three standard errors and a little for purchases merged into days
        assertThat(population.r()).isCloseTo(1.4, offset(0.15));
        assertThat(population.alpha()).isCloseTo(60, offset(8.0));
        assertThat(population.cutoff()).contains(Histories.day(END - 1));
        assertThat(fit.report().estimate("r").orElseThrow().standardError()).isPresent();
        assertThat(fit.report().observations()).isEqualTo(5000);
    }

    /** The coverage that matters: of gaps whose customers the fit has not seen, in days, by the fitted population. */
    @Test
    void coverageAfterAFitIsWithinOnePointOfNominal() {
        GapPopulation fitted = GapPopulation.fit(simulated(8000, 1, 1.4, 60, 2), Histories.day(END - 1))
                .population()
                .orElseThrow();
        for (int gaps : new int[] {0, 1, 3, 8}) {
            SplittableRandom random = new SplittableRandom(99 + gaps);
            int[] covered = new int[3];
            double[] levels = {0.8, 0.9, 0.98};
            int customers = 100_000;
            for (int i = 0; i < customers; i++) {
                double rate = RandomVariates.gamma(random, 1.4) / 60;
                double span = 0;
                for (int gap = 0; gap < gaps; gap++) {
                    span -= Math.log1p(-random.nextDouble()) / rate;
                }
                double next = -Math.log1p(-random.nextDouble()) / rate;
                for (int level = 0; level < 3; level++) {
                    covered[level] += next <= fitted.quantile(levels[level], gaps, span) ? 1 : 0;
                }
            }
            for (int level = 0; level < 3; level++) {
                assertThat(covered[level] / (double) customers)
                        .as("level %s after %s gaps", levels[level], gaps)
                        .isCloseTo(levels[level], offset(0.01));
            }
        }
    }

    /** The likelihood by its definition: densities of the gaps and of the open one, integrated over the rate. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void likelihoodIsTheIntegralOverRatesAndItsGradientExact(int k) {
        PurchaseDays days = Histories.of(Map.of(
                "a", new int[] {0, 9, 30, 36},
                "b", new int[] {5},
                "c", new int[] {5, 90},
                "d", new int[] {100}));
        GapLikelihood likelihood = new GapLikelihood(days.collapsedAt(Histories.day(100)), k);
        double[] point = {0.3, -0.4};
        double[] gradient = new double[2];
        double value = likelihood.value(point, gradient);
        double r = likelihood.r(point);
        double alpha = likelihood.alpha(point);
        double want = 0;
        for (int customer = 0; customer < days.customers(); customer++) {
            want += logIntegral(days, customer, k, r, alpha);
        }
        assertThat(-value).isCloseTo(want, withinPercentage(1e-7));

        double step = 1e-6;
        for (int i = 0; i < 2; i++) {
            double[] above = point.clone();
            above[i] += step;
            double[] below = point.clone();
            below[i] -= step;
            double slope =
                    (likelihood.value(above, new double[2]) - likelihood.value(below, new double[2])) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, withinPercentage(1e-4));
        }
    }

    private static double logIntegral(PurchaseDays days, int customer, int k, double r, double alpha) {
        int first = days.start(customer);
        int last = days.start(customer + 1) - 1;
        int silence = (int) Histories.day(100).toEpochDay() - days.day(last);
        double sum = 0;
        double step = 0.001;
        for (double y = -40; y < 12; y += step) {
            double rate = Math.exp(y);
            double log = r * (Math.log(alpha) + y) - alpha * rate - GammaFunctions.logGamma(r);
            for (int i = first + 1; i <= last; i++) { // the Erlang density without g^(k-1)/(k-1)!, which is left out
                log += k * y - rate * (days.day(i) - days.day(i - 1));
            }
            double survival = 0;
            double term = Math.exp(-rate * silence);
            for (int j = 0; j < k; j++) {
                survival += term;
                term *= rate * silence / (j + 1);
            }
            sum += step * Math.exp(log) * survival;
        }
        return Math.log(sum);
    }

    /** The NBD that Fader, Hardie and Lee (2005), table 2, fit to the same customers in weeks. */
    @Test
    void cdnowAsPublished() {
        Path file = Path.of(System.getProperty("staycurve.shared", "../../shared"), "data", "cdnow_sample", "data.csv");
        assumeTrue(Files.exists(file), "needs shared data/cdnow_sample/data.csv, which is absent");
        PurchaseDays days = PurchaseDays.of(
                CsvTransactions.builder("sample_id", "date", "amount")
                        .build()
                        .read(file)
                        .orThrow(),
                ZoneOffset.UTC);
        GapPopulationFit fit = GapPopulation.fit(days, LocalDate.of(1997, 9, 30));
        FitReport report = fit.report();
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        GapPopulation population = fit.population().orElseThrow();
        assertThat(population.r()).isCloseTo(0.385, offset(5e-4));
        assertThat(population.alpha() / 7).isCloseTo(12.072, offset(5e-3));
        double repeats = 0;
        for (int customer = 0; customer < days.customers(); customer++) {
            for (int i = days.start(customer) + 1; i < days.start(customer + 1); i++) {
                repeats += days.day(i) <= LocalDate.of(1997, 9, 30).toEpochDay() ? 1 : 0;
            }
        }
        assertThat(report.logLikelihood() + repeats * Math.log(7)).isCloseTo(-9763.7, offset(0.06));
    }

    @Test
    void heldOutDaysTellHowRegularCustomersAre() {
        LocalDate fitEnd = Histories.day(400);
        LocalDate cutoff = Histories.day(END - 1);
        GapShapeChoice random = GapShapeChoice.of(simulated(1500, 1, 2, 60, 3), fitEnd, cutoff, 4);
        assertThat(random.shape()).isEqualTo(1);
        GapShapeChoice regular = GapShapeChoice.of(simulated(1500, 4, 2, 15, 4), fitEnd, cutoff, 6);
        assertThat(regular.shape()).isBetween(3, 5);
        assertThat(regular.logScore(4).orElseThrow())
                .isGreaterThan(regular.logScore(1).orElseThrow());
        assertThat(regular.fit().population().orElseThrow().shape()).isEqualTo(regular.shape());
        assertThat(regular.fit().report().modelName()).isEqualTo("gamma-Erlang-" + regular.shape() + " gaps");
        assertThat(regular.describe()).startsWith("shape " + regular.shape() + " of 1 to 6 by log score");
        PurchaseDays none = Histories.of();
        assertThat(GapShapeChoice.of(none, fitEnd, cutoff, 2).logScore(1)).isEmpty();
        assertThat(GapShapeChoice.of(none, fitEnd, cutoff, 2).fit().population())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GapShapeChoice.of(none, cutoff, cutoff, 2))
                .withMessageContaining("must lie before the cutoff");
        assertThatIllegalArgumentException().isThrownBy(() -> GapShapeChoice.of(none, fitEnd, cutoff, 0));
    }

    /** A comparison with NaN is always false, so that a failed fit of shape 1 must not win by default. */
    @Test
    void aShapeWhoseFitFailedIsNotChosen() {
        assertThat(GapShapeChoice.best(Double.NaN, -7, -5, Double.NaN, -5)).isEqualTo(3);
        assertThat(GapShapeChoice.best(-5, Double.NaN)).isEqualTo(1);
        assertThat(GapShapeChoice.best(Double.NaN, Double.NEGATIVE_INFINITY)).isEqualTo(2);
        assertThat(GapShapeChoice.best(Double.NaN, Double.NaN)).isEqualTo(1);
        GapShapeChoice none = GapShapeChoice.of(Histories.of(), Histories.day(0), Histories.day(1), 2);
        for (int k : new int[] {0, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> none.logScore(k))
                    .withMessage("k must lie in [1, 2], was " + k);
        }
    }

    /** The log score by hand: one customer, one gap that ends in the held-out days, one that does not. */
    @Test
    void logScoreByHand() {
        PurchaseDays days = simulated(50, 1, 2, 60, 5);
        LocalDate fitEnd = Histories.day(300);
        GapPopulation population = GapPopulation.fit(days, fitEnd).population().orElseThrow();
        double want = 0;
        int from = (int) fitEnd.toEpochDay();
        int to = (int) Histories.day(500).toEpochDay();
        for (int customer = 0; customer < days.customers(); customer++) {
            int first = days.start(customer);
            int x = 0;
            double product = 1;
            for (int place = first; place < days.start(customer + 1) && days.day(place) <= to; place++) {
                x = place - first;
                int last = days.day(place);
                double span = last - (double) days.day(first);
                boolean hasNext = place + 1 < days.start(customer + 1) && days.day(place + 1) <= to;
                if (hasNext && days.day(place + 1) <= from) {
                    continue;
                }
                double known = StageOracle.survival(population, Math.max(0, from - last), x, span);
                product *= hasNext
                        ? (StageOracle.survival(population, days.day(place + 1) - 1 - last, x, span)
                                        - StageOracle.survival(population, days.day(place + 1) - last, x, span))
                                / known
                        : StageOracle.survival(population, to - last, x, span) / known;
            }
            if (days.day(first) <= from) {
                want += Math.log(product);
            }
        }
        GapShapeChoice choice = GapShapeChoice.of(days, fitEnd, Histories.day(500), 1);
        assertThat(choice.logScore(1).orElseThrow()).isCloseTo(want, withinPercentage(1e-8));
    }

    @Test
    void hardDataHaveAStatusInWords() {
        GapPopulationFit nobody = GapPopulation.fit(Histories.of(), Histories.day(5));
        assertThat(nobody.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(nobody.report().explanation()).contains("no customer with a purchase by 2020-01-06");
        GapPopulationFit sameDay = GapPopulation.fit(Histories.of(5), Histories.day(5));
        assertThat(sameDay.population()).isEmpty();
        assertThat(sameDay.report().explanation()).contains("No customer was observed after the first purchase");
        GapPopulationFit onceEach =
                GapPopulation.fit(Histories.of(Map.of("a", new int[] {0}, "b", new int[] {3})), Histories.day(50));
        assertThat(onceEach.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(onceEach.report().explanation()).contains("nobody buys again");
        Map<String, int[]> clockwork = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            clockwork.put("c" + i, new int[] {0, 10, 20, 30, 40, 50});
        }
        GapPopulationFit alike = GapPopulation.fit(Histories.of(clockwork), Histories.day(55));
        assertThat(alike.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(alike.report().explanation()).contains("all customers buy at the same rate");
        GapPopulation population = alike.population().orElseThrow();
        assertThat(population.r() / population.alpha()).isCloseTo(250 / (50 * 55.0), withinPercentage(0.1));
    }

    @Test
    void orderOfCustomersAndWhatComesAfterTheCutoffHaveNoInfluence() {
        PurchaseDays days = simulated(300, 1, 1.4, 60, 6);
        Map<String, int[]> renamed = new TreeMap<>();
        for (int customer = 0; customer < days.customers(); customer++) {
            int[] offsets = new int[days.purchases(customer)];
            int n = 0;
            for (int i = days.start(customer); i < days.start(customer + 1); i++) {
                int offset = (int) (days.day(i) - Histories.START.toEpochDay());
                if (offset <= 350) {
                    offsets[n++] = offset;
                }
            }
            renamed.put("z" + (10_000 - customer), Arrays.copyOf(offsets, n));
        }
        for (int shape : new int[] {1, 2}) {
            assertThat(GapPopulation.fit(Histories.of(renamed), Histories.day(350), shape)
                            .population())
                    .isEqualTo(
                            GapPopulation.fit(days, Histories.day(350), shape).population());
        }
    }
}
