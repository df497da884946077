package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The prior means the same in all models: on unit-free quantities, whatever the unit of time and the number of customers. */
class HistoryPriorTest {
    private static final Prior WEAK = Prior.weak();
    /** 95 % within a factor of 10: the deviation of the natural logarithm. */
    private static final double DEVIATION = Math.log(10) / 1.959963984540054;

    /** The models, each with how the quantities of the prior are read off its parameters. */
    private enum Kind {
        BG_NBD(1) {
            @Override
            PurchaseModelFit fit(CustomerSummaryTable table, @Nullable Prior prior) {
                BgNbd fitter = BgNbd.withDefaults();
                return (prior == null ? fitter : fitter.withPrior(prior)).fit(table);
            }

            @Override
            double logLikelihood(double[] p, CustomerSummary c) {
                return BgNbdModel.of(new BgNbdParameters(p[0], p[1], p[2], p[3]), PeriodUnit.WEEK)
                        .logLikelihood(c.frequency(), c.recency(), c.age());
            }
        },
        MBG_NBD(1) {
            @Override
            PurchaseModelFit fit(CustomerSummaryTable table, @Nullable Prior prior) {
                MbgNbd fitter = MbgNbd.withDefaults();
                return (prior == null ? fitter : fitter.withPrior(prior)).fit(table);
            }

            @Override
            double logLikelihood(double[] p, CustomerSummary c) {
                return MbgNbdModel.of(new MbgNbdParameters(p[0], p[1], p[2], p[3]), PeriodUnit.WEEK)
                        .logLikelihood(c.frequency(), c.recency(), c.age());
            }
        },
        MBG_CNBD(3) {
            @Override
            PurchaseModelFit fit(CustomerSummaryTable table, @Nullable Prior prior) {
                Cnbd fitter = Cnbd.of(DropoutTiming.AFTER_EVERY_PURCHASE);
                return (prior == null ? fitter : fitter.withPrior(prior)).fit(table, 3);
            }

            @Override
            double logLikelihood(double[] p, CustomerSummary c) {
                CnbdParameters parameters =
                        new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 3, p[0], p[1], p[2], p[3]);
                return CnbdModel.of(parameters, PeriodUnit.WEEK).logLikelihood(c.frequency(), c.recency(), c.age(), 0);
            }
        },
        PARETO_NBD(1) {
            @Override
            PurchaseModelFit fit(CustomerSummaryTable table, @Nullable Prior prior) {
                ParetoNbd fitter = ParetoNbd.withDefaults();
                return (prior == null ? fitter : fitter.withPrior(prior)).fit(table);
            }

            @Override
            double[] dropout(double[] p, double meanAge) {
                return new double[] {p[2] / p[3] * meanAge, p[2]};
            }

            @Override
            double logLikelihood(double[] p, CustomerSummary c) {
                return ParetoNbdModel.of(new ParetoNbdParameters(p[0], p[1], p[2], p[3]), PeriodUnit.WEEK)
                        .logLikelihood(c.frequency(), c.recency(), c.age());
            }
        },
        GGOMPERTZ_NBD(1) {
            @Override
            PurchaseModelFit fit(CustomerSummaryTable table, @Nullable Prior prior) {
                GGompertzNbd fitter = GGompertzNbd.withDefaults();
                return (prior == null ? fitter : fitter.withPrior(prior)).fit(table);
            }

            @Override
            double[] dropout(double[] p, double meanAge) {
                return new double[] {p[3] * p[2] / p[4] * meanAge, p[3], p[2] * meanAge};
            }

            @Override
            double logLikelihood(double[] p, CustomerSummary c) {
                return GGompertzNbdModel.of(new GGompertzNbdParameters(p[0], p[1], p[2], p[3], p[4]), PeriodUnit.WEEK)
                        .logLikelihood(c.frequency(), c.recency(), c.age());
            }
        };

        private final int steps;

        Kind(int steps) {
            this.steps = steps;
        }

        abstract PurchaseModelFit fit(CustomerSummaryTable table, @Nullable Prior prior);

        abstract double logLikelihood(double[] p, CustomerSummary c);

        double[] dropout(double[] p, double meanAge) {
            return new double[] {p[0] / p[1] / steps * p[2] / p[3] * meanAge, p[2]};
        }

        double logLikelihood(double[] p, CustomerSummaryTable table) {
            return table.rows().stream().mapToDouble(c -> logLikelihood(p, c)).sum();
        }

        /** ½ Σ (ln(quantity/usual)/deviation)², from the parameters. */
        double penalty(double[] p, CustomerSummaryTable table) {
            double purchases = 0;
            double age = 0;
            for (CustomerSummary c : table.rows()) {
                purchases += c.frequency();
                age += c.age();
            }
            double sum = square(p[0]) + square(p[0] / p[1] / steps / (Math.max(1, purchases) / age) / 2);
            for (double quantity : dropout(p, age / table.size())) {
                sum += square(quantity);
            }
            return sum / 2;
        }

        private static double square(double ratio) {
            return Math.pow(Math.log(ratio) / DEVIATION, 2);
        }
    }

    private static double[] estimates(FitReport report) {
        return report.estimates().stream().mapToDouble(Estimate::value).toArray();
    }

    /** Some tens of customers, observed for a few purchases only. */
    private static CustomerSummaryTable few(long seed) {
        return SimulatedTables.weeks(SimulatedTables.CDNOW, 60, seed);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void estimatesAreTheModeOfLikelihoodTimesPrior(Kind kind) {
        CustomerSummaryTable table = few(3);
        FitReport report = kind.fit(table, WEAK).report();
        double[] mode = estimates(report);
        double best = kind.logLikelihood(mode, table) - kind.penalty(mode, table);

        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        for (int i = 0; i < mode.length; i++) {
            for (double factor : new double[] {0.995, 1.005}) {
                double[] near = mode.clone();
                near[i] *= factor;
                assertThat(kind.logLikelihood(near, table) - kind.penalty(near, table))
                        .as("parameter %d", i)
                        .isLessThan(best);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void reportTellsThePosteriorModeAndTheLikelihoodOfTheData(Kind kind) {
        CustomerSummaryTable table = few(4);
        FitReport with = kind.fit(table, WEAK).report();
        FitReport without = kind.fit(table, null).report();

        assertThat(with.explanation())
                .contains("Likelihood and prior together have a maximum")
                .contains("a posterior mode")
                .contains("within a factor of 10 of the usual value")
                .contains("purchase rate over the one observed (2)")
                .contains("the log-likelihood is that of the data alone");
        assertThat(without.explanation()).doesNotContain("prior");
        assertThat(with.logLikelihood()).isLessThanOrEqualTo(without.logLikelihood());
        if (kind != Kind.MBG_CNBD) { // whose report has the times between purchases besides
            assertThat(with.logLikelihood())
                    .isCloseTo(kind.logLikelihood(estimates(with), table), withinPercentage(1e-9));
        }
    }

    /** Sixty customers, or customers who are all alike: often without a maximum of the likelihood, with the prior never. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void hardDataHaveAMaximumInside(Kind kind) {
        List<CustomerSummaryTable> tables = new ArrayList<>(List.of(
                identical(300, 0, 0, 20),
                identical(300, 3, 13, 13),
                identical(1, 2, 4, 9),
                identical(500, 1, 0.5, 40)));
        for (int seed = 1; seed <= 8; seed++) {
            tables.add(few(seed));
        }
        int hard = 0;
        for (CustomerSummaryTable table : tables) {
            FitReport report = kind.fit(table, WEAK).report();
            assertThat(report.status()).as(report.describe()).isEqualTo(FitStatus.CONVERGED);
            assertThat(report.estimates())
                    .allSatisfy(e -> assertThat(e.standardError()).isPresent());
            hard += kind.fit(table, null).report().status() == FitStatus.CONVERGED ? 0 : 1;
        }
        assertThat(hard).as("data sets without a maximum of the likelihood").isGreaterThanOrEqualTo(4);
    }

    private static CustomerSummaryTable identical(int customers, int x, double tx, double age) {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            rows.add(CustomerSummary.of("c" + i, x, tx, age));
        }
        return CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
    }

    /** In hours as in weeks: 168 is no power of two, and nothing of the inner scaling must show. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void unitOfTimeDoesNotMatter(Kind kind) {
        for (CustomerSummaryTable weeks : List.of(few(5), identical(40, 0, 0, 20))) {
            double factor = 168;
            CustomerSummaryTable hours = CustomerSummaryTable.of(
                    PeriodUnit.WEEK,
                    weeks.rows().stream()
                            .map(c -> CustomerSummary.of(
                                    c.customerId(), c.frequency(), c.recency() * factor, c.age() * factor))
                            .toList());
            PurchaseModel here = kind.fit(weeks, WEAK).model();
            PurchaseModel there = kind.fit(hours, WEAK).model();

            assertThat(there.expectedPurchases(2, 10 * factor, 30 * factor, 52 * factor))
                    .isCloseTo(here.expectedPurchases(2, 10, 30, 52), withinPercentage(1e-3));
            assertThat(there.probabilityAlive(0, 0, 30 * factor))
                    .isCloseTo(here.probabilityAlive(0, 0, 30), withinPercentage(1e-3));
        }
    }

    /** The same customers 400 times tell 400 times as much, and the prior no more: its pull falls as one over that. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BG_NBD", "MBG_NBD", "MBG_CNBD", "PARETO_NBD"})
    void muchDataOutweighIt(Kind kind) {
        CustomerSummaryTable table = SimulatedTables.weeks(SimulatedTables.CDNOW, 1500, 8);
        CustomerSummaryTable copies = copies(table, 20);
        double[] likeliest = estimates(kind.fit(table, null).report());
        double[] mode = estimates(kind.fit(table, WEAK).report());
        double[] modeOfCopies = estimates(kind.fit(copies, WEAK).report());

        for (int i = 0; i < mode.length; i++) {
            double pull = Math.log(mode[i] / likeliest[i]);
            assertThat(Math.log(modeOfCopies[i] / likeliest[i]))
                    .as("parameter %d", i)
                    .isCloseTo(pull / 20, within(2e-5 + 0.3 * Math.abs(pull) / 20));
        }
    }

    private static CustomerSummaryTable copies(CustomerSummaryTable table, int copies) {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            for (CustomerSummary c : table.rows()) {
                rows.add(CustomerSummary.of(copy + c.customerId(), c.frequency(), c.recency(), c.age()));
            }
        }
        return CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
    }

    /** The number of customers is no part of what the prior says: at the same parameters it says the same of copies. */
    @Test
    void penaltyDoesNotCountCustomers() {
        HistoryRows rows = HistoryRows.of(few(9).collapsed());
        HistoryRows copies = HistoryRows.of(copies(few(9), 7).collapsed());
        double[] point = {0.3, -1, 0.7, 1.2, -0.4};

        assertThat(HistoryPriors.ofRates(WEAK, copies).at(point))
                .isCloseTo(HistoryPriors.ofRates(WEAK, rows).at(point), within(1e-12));
        assertThat(HistoryPriors.ofGrowingRates(WEAK, copies).at(point))
                .isCloseTo(HistoryPriors.ofGrowingRates(WEAK, rows).at(point), within(1e-12));
        assertThat(HistoryPriors.ofCoins(WEAK, copies).at(point))
                .isCloseTo(HistoryPriors.ofCoins(WEAK, rows).at(point), within(1e-12));
        assertThat(HistoryPriors.ofCoins(null, rows).at(point)).isZero();
    }

    @Test
    void strongerPriorsPullFarther() {
        CustomerSummaryTable table = few(12);
        double before = Double.POSITIVE_INFINITY;
        for (double factor : new double[] {1000, 100, 10, 3, 1.2}) {
            BgNbdParameters p = BgNbd.withDefaults()
                    .withPrior(Prior.withinFactor(factor))
                    .fit(table)
                    .model()
                    .parameters();
            double away = Math.abs(Math.log(p.a())) + Math.abs(Math.log(p.r()));
            assertThat(away).as("factor %s", factor).isLessThan(before);
            before = away;
        }
        assertThat(before).isLessThan(0.3);
    }
}
