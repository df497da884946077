package io.github.staycurve.clv.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.spend.SpendDependence.Verdict;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SpendDependenceTest {
    /** Ranks 1.5, 1.5, 3, 4 and 1, 2.5, 2.5, 4; less 2.5 their products add up to 3.75, their squares to 4.5 each. */
    @Test
    void tiesShareTheMeanOfTheirRanks() {
        SpendDependence dependence = SpendDependence.of(new int[] {1, 1, 2, 3}, new double[] {5, 7, 7, 9});

        assertThat(dependence.rankCorrelation().orElseThrow()).isCloseTo(3.75 / 4.5, within(1e-15));
        assertThat(dependence.customers()).isEqualTo(4);
    }

    /** 14.77 and 44.31/3 are one amount with two last bits: whichever is the larger, they share a rank. */
    @Test
    void meansThatDifferByRoundingAreTied() {
        SpendDependence dependence =
                SpendDependence.of(new int[] {1, 1, 2, 3}, new double[] {5, Math.nextUp(14.77), 14.77, 20});

        assertThat(dependence.rankCorrelation().orElseThrow()).isCloseTo(3.75 / 4.5, within(1e-15));
    }

    /** Without ties it is 1 − 6 Σd²/(n(n² − 1)): neighbours swapped give 1 − 60/990. The ends are numpy's. */
    @Test
    void intervalIsThatOfBonettAndWright() {
        int[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        SpendDependence dependence = SpendDependence.of(x, new double[] {2, 1, 4, 3, 6, 5, 8, 7, 10, 9});

        assertThat(dependence.rankCorrelation().orElseThrow()).isCloseTo(0.9393939393939394, within(1e-15));
        Interval interval = dependence.interval(0.95).orElseThrow();
        assertThat(interval.lower()).isCloseTo(0.6876753764170269, within(1e-12));
        assertThat(interval.upper()).isCloseTo(0.989501506000619, within(1e-12));
        assertThat(dependence.verdict()).isEqualTo(Verdict.DEPENDENT);
        assertThat(dependence.describe())
                .contains("0.939")
                .contains("10 customers")
                .contains("spend more a purchase");
        assertThat(SpendDependence.of(x, new double[] {9, 10, 7, 8, 5, 6, 3, 4, 1, 2})
                        .describe())
                .contains("-0.939")
                .contains("spend less a purchase");
    }

    /** Ranks counted one by one: those below, and half of those equal. */
    @RepeatedTest(100)
    void bruteForceAgrees(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2 + random.nextInt(40);
        int[] x = random.ints(n, 1, 2 + random.nextInt(12)).toArray();
        double[] m = random.ints(n, 1, 2 + random.nextInt(30)).asDoubleStream().toArray();

        double products = 0;
        double squaresX = 0;
        double squaresM = 0;
        for (int i = 0; i < n; i++) {
            double u = 0;
            double v = 0;
            for (int j = 0; j < n; j++) {
                u += Integer.signum(Integer.compare(x[i], x[j])) / 2.0;
                v += Integer.signum(Double.compare(m[i], m[j])) / 2.0;
            }
            products += u * v;
            squaresX += u * u;
            squaresM += v * v;
        }
        SpendDependence dependence = SpendDependence.of(x, m);
        if (squaresX * squaresM == 0) {
            assertThat(dependence.rankCorrelation()).as("seed %d", seed).isEmpty();
            assertThat(dependence.verdict()).as("seed %d", seed).isEqualTo(Verdict.NO_VERDICT);
        } else {
            assertThat(dependence.rankCorrelation().orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(products / Math.sqrt(squaresX * squaresM), within(1e-14));
        }
    }

    /** 2,000 samples of independent columns, frequencies tied as in practice: four standard errors of 95 % are 1.95 %. */
    @Test
    void intervalsCoverIndependenceAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(4711);
        int covered = 0;
        for (int sample = 0; sample < 2000; sample++) {
            int[] x = new int[150];
            double[] m = new double[150];
            for (int i = 0; i < x.length; i++) {
                x[i] = 1 + (int) (-2 * Math.log1p(-random.nextDouble()));
                m[i] = Math.exp(normal(random));
            }
            covered += SpendDependence.of(x, m).interval(0.95).orElseThrow().contains(0) ? 1 : 0;
        }
        assertThat(covered / 2000.0).isCloseTo(0.95, within(0.0195));
    }

    /** Of normal columns with correlation r Spearman's is (6/π) asin(r/2) (Pearson 1907); x has many levels here. */
    @Test
    void intervalsCoverDependenceAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(4712);
        double truth = 6 / Math.PI * Math.asin(0.6 / 2);
        int covered = 0;
        for (int sample = 0; sample < 2000; sample++) {
            int[] x = new int[150];
            double[] m = new double[150];
            for (int i = 0; i < x.length; i++) {
                double z = normal(random);
                x[i] = (int) (1e6 * Math.exp(z));
                m[i] = Math.exp(0.6 * z + 0.8 * normal(random));
            }
            covered += SpendDependence.of(x, m).interval(0.95).orElseThrow().contains(truth) ? 1 : 0;
        }
        assertThat(covered / 2000.0).isCloseTo(0.95, within(0.0195));
    }

    @Test
    void manyIndependentCustomersAreIndependentEnoughAndFewAreUnclear() {
        SplittableRandom random = new SplittableRandom(5);
        int[] x = new int[1000];
        double[] m = new double[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + random.nextInt(9);
            m[i] = Math.exp(normal(random));
        }
        SpendDependence many = SpendDependence.of(x, m);
        SpendDependence few = SpendDependence.of(Arrays.copyOf(x, 12), Arrays.copyOf(m, 12));

        assertThat(many.verdict()).isEqualTo(Verdict.INDEPENDENT_ENOUGH);
        assertThat(many.describe()).contains("Independent enough").contains("threshold 0.2");
        assertThat(few.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(few).hasToString(few.describe());
        assertThat(few.describe()).contains("Unclear");
    }

    /** Independent of frequency by construction, yet the mean of few skewed amounts is often below that of many. */
    @Test
    void skewAloneShowsAsASmallCorrelation() {
        SpendSamples.Customers customers = SpendSamples.simulate(6, 100_000, 6, 4, 15);

        SpendDependence dependence = SpendDependence.of(customers.x(), customers.meanSpend());

        assertThat(dependence.rankCorrelation().orElseThrow()).isBetween(0.02, 0.08);
        assertThat(dependence.verdict()).isEqualTo(Verdict.INDEPENDENT_ENOUGH);
    }

    @Test
    void nineCustomersGiveNoVerdict() {
        SpendDependence nine =
                SpendDependence.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new double[] {2, 1, 3, 4, 5, 6, 7, 8, 9});

        assertThat(nine.verdict()).isEqualTo(Verdict.NO_VERDICT);
        assertThat(nine.rankCorrelation()).isPresent();
        assertThat(nine.interval(0.95)).isEmpty();
        assertThat(nine.describe())
                .isEqualTo(
                        "Spend and frequency: no verdict from 9 customers with a repeat purchase and spend, fewer than 10.");
    }

    @Test
    void noCustomerAndAlikeCustomersGiveNoVerdict() {
        SpendDependence none = SpendDependence.of(new int[0], new double[0]);
        int[] alike = new int[20];
        Arrays.fill(alike, 3);
        SpendDependence constant = SpendDependence.of(
                alike, new SplittableRandom(1).doubles(20, 1, 9).toArray());

        assertThat(none.rankCorrelation()).isEmpty();
        assertThat(none.verdict()).isEqualTo(Verdict.NO_VERDICT);
        assertThat(constant.rankCorrelation()).isEmpty();
        assertThat(constant.interval(0.9)).isEmpty();
        assertThat(constant.describe()).contains("all alike in frequency or in spend");
    }

    @Test
    void perfectOrderIsDependentWithoutAnInterval() {
        int[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        SpendDependence up =
                SpendDependence.of(x, Arrays.stream(x).asDoubleStream().toArray());

        assertThat(up.rankCorrelation()).hasValue(1);
        assertThat(up.interval(0.95)).isEmpty();
        assertThat(up.verdict()).isEqualTo(Verdict.DEPENDENT);
        assertThat(SpendDependence.of(
                                x,
                                Arrays.stream(x)
                                        .mapToDouble(i -> -Math.log(i) + 9)
                                        .toArray())
                        .rankCorrelation())
                .hasValue(-1);
    }

    @RepeatedTest(20)
    void orderOfRowsAndUnitOfMoneyDoNotMatterToTheLastBit(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int[] x = random.ints(500, 1, 20).toArray();
        double[] m = random.doubles(500, 1, 100).toArray();
        int[] reversedX = new int[500];
        double[] reversedCents = new double[500];
        for (int i = 0; i < 500; i++) {
            reversedX[i] = x[499 - i];
            reversedCents[i] = 100 * m[499 - i];
        }
        assertThat(SpendDependence.of(reversedX, reversedCents).rankCorrelation())
                .as("seed %d", run.getCurrentRepetition())
                .isEqualTo(SpendDependence.of(x, m).rankCorrelation());
    }

    @Test
    void tableCountsOnlyCustomersWhoseRepeatPurchasesBroughtSomething() {
        List<CustomerSummary> rows = new ArrayList<>();
        int[] x = {1, 1, 2, 3};
        double[] m = {5, 7, 7, 9};
        for (int i = 0; i < 4; i++) {
            rows.add(new CustomerSummary("c" + i, x[i], 10, 20, 5, m[i] * x[i], 99));
        }
        rows.add(new CustomerSummary("once", 0, 0, 20, 5, 0, 5));
        rows.add(new CustomerSummary("free", 2, 10, 20, 5, 0, 5));

        SpendDependence dependence = SpendDependence.of(CustomerSummaryTable.of(PeriodUnit.WEEK, rows));

        assertThat(dependence.customers()).isEqualTo(4);
        assertThat(dependence.rankCorrelation().orElseThrow()).isCloseTo(3.75 / 4.5, within(1e-15));
    }

    @Test
    void badColumnsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpendDependence.of(new int[2], new double[1]))
                .withMessage("columns must have one length, were x 2, meanSpend 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpendDependence.of(new int[] {-1}, new double[1]))
                .withMessage("x must be 0 or more, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpendDependence.of(new int[] {1}, new double[] {Double.NaN}))
                .withMessage("meanSpend must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpendDependence.of(new int[0], new double[0]).interval(1))
                .withMessageContaining("confidence");
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log1p(-random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
