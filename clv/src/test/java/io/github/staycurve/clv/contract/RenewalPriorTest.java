package io.github.staycurve.clv.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.clv.prior.PriorContract;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A prior in the models of customers with a contract. */
class RenewalPriorTest {
    private static final double[] EXAMPLE = {200, 151, 125, 107, 97, 89, 84};
    private static final double[][] HARD = {
        {1000, 800, 640, 512}, {50, 50, 50}, {50, 0}, {1000, 700}, {1000, 700, 700, 700}, {1, 1}
    };

    private static RenewalCounts counts(double[] survivors, int copies) {
        return RenewalCounts.ofSurvivors(
                PeriodUnit.MONTH,
                Arrays.stream(survivors).map(each -> copies * each).toArray());
    }

    private static double logLikelihood(RenewalModel model) {
        double sum = EXAMPLE[EXAMPLE.length - 1] * Math.log(model.survival(EXAMPLE.length - 1));
        for (int t = 1; t < EXAMPLE.length; t++) {
            sum += (EXAMPLE[t - 1] - EXAMPLE[t]) * Math.log(model.probabilityOfLeaving(t));
        }
        return sum;
    }

    /** The odds of leaving over all renewals of the example. */
    private static double observedOdds() {
        double renewed = Arrays.stream(EXAMPLE).sum() - EXAMPLE[0];
        return (EXAMPLE[0] - EXAMPLE[EXAMPLE.length - 1]) / renewed;
    }

    /** Either model, on the example. */
    private abstract static class OfRenewals extends PriorContract {
        private final boolean durationDependent;

        OfRenewals(boolean durationDependent) {
            this.durationDependent = durationDependent;
        }

        abstract RenewalModelFit<?> fitted(RenewalCounts counts, @Nullable Prior prior);

        abstract RenewalModel model(double[] p);

        @Override
        protected FitReport fit(int copies, @Nullable Prior prior) {
            return fitted(counts(EXAMPLE, copies), prior).report();
        }

        @Override
        protected List<FitReport> hard(@Nullable Prior prior) {
            return Stream.of(HARD)
                    .map(each -> fitted(counts(each, 1), prior).report())
                    .toList();
        }

        @Override
        protected double logLikelihood(double[] p) {
            return RenewalPriorTest.logLikelihood(model(p));
        }

        @Override
        protected Objective objective(Prior prior) {
            RenewalObjective likelihood = new RenewalObjective(counts(EXAMPLE, 1), durationDependent);
            return likelihood.prior(prior).with(likelihood);
        }
    }

    @Nested
    class OfSbg extends OfRenewals {
        OfSbg() {
            super(false);
        }

        @Override
        RenewalModelFit<SbgModel> fitted(RenewalCounts counts, @Nullable Prior prior) {
            return prior == null ? Sbg.fit(counts) : Sbg.fit(counts, prior);
        }

        @Override
        SbgModel model(double[] p) {
            return SbgModel.of(new SbgParameters(p[0], p[1]), PeriodUnit.MONTH);
        }

        @Override
        protected double[] quantities(double[] p) {
            return new double[] {p[0] / p[1] / observedOdds() / 2, p[0]};
        }

        @Override
        protected double[] start() {
            return new double[] {1, 2};
        }
    }

    @Nested
    class OfBdw extends OfRenewals {
        OfBdw() {
            super(true);
        }

        @Override
        RenewalModelFit<BdwModel> fitted(RenewalCounts counts, @Nullable Prior prior) {
            return prior == null ? Bdw.fit(counts) : Bdw.fit(counts, prior);
        }

        @Override
        BdwModel model(double[] p) {
            return BdwModel.of(new BdwParameters(p[0], p[1], p[2]), PeriodUnit.MONTH);
        }

        @Override
        protected double[] quantities(double[] p) {
            return new double[] {p[0] / p[1] / observedOdds() / 2, p[0], p[2]};
        }

        @Override
        protected double[] start() {
            return new double[] {1, 2, 1};
        }
    }

    /** Renewals are counted: what they are called changes nothing. Customers one by one are those of the table. */
    @Test
    void unitAndRepetitionDoNotMatter() {
        RenewalModelFit<SbgModel> months = Sbg.fit(counts(EXAMPLE, 1), Prior.weak());
        int[] renewals = new int[200];
        boolean[] ended = new boolean[200];
        for (int i = 0; i < 200; i++) {
            int t = 0;
            while (t + 1 < EXAMPLE.length && i < EXAMPLE[t + 1]) {
                t++;
            }
            ended[i] = t + 1 < EXAMPLE.length;
            renewals[i] = ended[i] ? t + 1 : t;
        }
        RenewalModelFit<SbgModel> weeks = Sbg.fit(RenewalCounts.of(PeriodUnit.WEEK, renewals, ended), Prior.weak());
        assertThat(weeks.report()).isEqualTo(months.report());
        assertThat(weeks.model().survival(9)).isEqualTo(months.model().survival(9));
    }

    /** Nobody of fifty has left in two renewals: the chance is no longer 0, but hardly more than one in fifty at the first. */
    @Test
    void nobodyLeftIsNoLongerForEver() {
        SbgModel model = Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.MONTH, 50, 50, 50), Prior.weak())
                .model();
        assertThat(1 - model.survival(1)).isBetween(0.002, 0.02);
    }

    /** The published Regular cohort after its first year: nothing tells how customers differ, and the error says so. */
    @Test
    void oneRenewalHasAnErrorThatShowsHowLittleItTells() {
        RenewalModelFit<SbgModel> fit = Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 1000, 631), Prior.weak());
        double projected = fit.model().survival(12);
        double error = fit.standardError(model -> model.survival(12)).orElseThrow();
        assertThat(fit.model().survival(1)).isCloseTo(0.631, within(0.002));
        assertThat(error).isBetween(0.1, 0.2);
        assertThat(projected).isCloseTo(0.173, within(error)); // 173 of 1,000 were left after twelve years
    }
}
