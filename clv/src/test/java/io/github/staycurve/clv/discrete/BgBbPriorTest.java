package io.github.staycurve.clv.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.clv.prior.PriorContract;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedCustomer;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A prior in BG/BB, and that it says of short periods what it says in Pareto/NBD. */
class BgBbPriorTest extends PriorContract {
    private static final OpportunityTable EXAMPLE =
            new BgBbSimulator(BgBbModel.of(new BgBbParameters(1.2, 0.8, 0.7, 2.8), PeriodUnit.YEAR), 4).table(400, 8);

    private static BgBbFit fit(OpportunityTable table, @Nullable Prior prior) {
        return prior == null ? BgBb.fit(table) : BgBb.fit(table, prior);
    }

    private static OpportunityTable copies(OpportunityTable table, PeriodUnit unit, int copies) {
        int n = table.size();
        int[][] columns = new int[3][n];
        double[] weight = new double[n];
        for (int row = 0; row < n; row++) {
            columns[0][row] = table.taken(row);
            columns[1][row] = table.lastTaken(row);
            columns[2][row] = table.opportunities(row);
            weight[row] = copies * table.weight(row);
        }
        return OpportunityTable.of(unit, columns[0], columns[1], columns[2], weight);
    }

    private static OpportunityTable alike(int x, int tx, int n, double customers) {
        return OpportunityTable.of(
                PeriodUnit.YEAR, new int[] {x}, new int[] {tx}, new int[] {n}, new double[] {customers});
    }

    @Override
    protected FitReport fit(int copies, @Nullable Prior prior) {
        return fit(copies(EXAMPLE, PeriodUnit.YEAR, copies), prior).report();
    }

    @Override
    protected List<FitReport> hard(@Nullable Prior prior) {
        OpportunityTable coin = new BgBbSimulator(
                        BgBbModel.of(new BgBbParameters(5e5, 5e5, 1e-6, 1), PeriodUnit.YEAR), 5)
                .table(3000, 12);
        OpportunityTable once = OpportunityTable.of(
                PeriodUnit.YEAR, new int[] {0, 1}, new int[] {0, 1}, new int[] {1, 1}, new double[] {30, 20});
        return List.of(alike(0, 0, 6, 500), alike(6, 6, 6, 500), alike(2, 5, 6, 1), coin, once).stream()
                .map(table -> fit(table, prior).report())
                .toList();
    }

    @Override
    protected double logLikelihood(double[] p) {
        BgBbModel model = BgBbModel.of(new BgBbParameters(p[0], p[1], p[2], p[3]), PeriodUnit.YEAR);
        double sum = 0;
        for (int row = 0; row < EXAMPLE.size(); row++) {
            sum += EXAMPLE.weight(row)
                    * model.logLikelihood(EXAMPLE.taken(row), EXAMPLE.lastTaken(row), EXAMPLE.opportunities(row));
        }
        return sum;
    }

    @Override
    protected double[] quantities(double[] p) {
        double taken = 0;
        for (int row = 0; row < EXAMPLE.size(); row++) {
            taken += EXAMPLE.weight(row) * EXAMPLE.taken(row);
        }
        double odds = taken / (400 * 8 - taken);
        return new double[] {p[0] / p[1] / odds / 2, p[0], p[2] / p[3] * 8, p[2]};
    }

    @Override
    protected double[] start() {
        return new double[] {1, 1, 1, 3};
    }

    @Override
    protected Objective objective(Prior prior) {
        return BgBbObjective.prior(prior, EXAMPLE).with(new BgBbObjective(EXAMPLE));
    }

    /** Opportunities are counted: what they are called changes nothing. */
    @Test
    void unitOfTheOpportunitiesDoesNotMatter() {
        BgBbFit years = fit(EXAMPLE, Prior.weak());
        BgBbFit days = fit(copies(EXAMPLE, PeriodUnit.DAY, 1), Prior.weak());
        assertThat(days.report()).isEqualTo(years.report());
        assertThat(days.model().expectedPurchases(2, 4, 8, 5))
                .isEqualTo(years.model().expectedPurchases(2, 4, 8, 5));
    }

    /** Weights are repetitions with a prior too: the same rows one customer at a time. */
    @Test
    void weightsAreRepetitions() {
        int size = (int) EXAMPLE.totalWeight();
        int[][] columns = new int[3][size];
        int next = 0;
        for (int row = 0; row < EXAMPLE.size(); row++) {
            for (int i = 0; i < EXAMPLE.weight(row); i++) {
                columns[0][next] = EXAMPLE.taken(row);
                columns[1][next] = EXAMPLE.lastTaken(row);
                columns[2][next++] = EXAMPLE.opportunities(row);
            }
        }
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        OpportunityTable repeated = OpportunityTable.of(PeriodUnit.YEAR, columns[0], columns[1], columns[2], ones);
        assertThat(fit(repeated, Prior.weak()).report())
                .isEqualTo(fit(EXAMPLE, Prior.weak()).report());
    }

    /**
     * With short periods BG/BB is Pareto/NBD (Fader, Hardie and Shang 2010, section 2), its odds are rates: so a prior that
     * outweighs the few data has to give the same estimates in both.
     */
    @Test
    void shortPeriodsSayWhatParetoNbdSays() {
        int periods = 20_000;
        PurchaseSimulator simulator =
                new PurchaseSimulator(new ParetoNbdParameters(0.8, 10, 0.7, 12), SimulatedTables.CDNOW_SPEND, 20100601);
        List<CustomerSummary> rows = new ArrayList<>();
        int customers = 30;
        int[] x = new int[customers];
        int[] tx = new int[customers];
        int[] n = new int[customers];
        double[] weight = new double[customers];
        for (int i = 0; i < customers; i++) {
            SimulatedCustomer customer = simulator.customer(i, 40);
            x[i] = customer.purchases() - 1;
            tx[i] = (int) Math.ceil(customer.time(x[i]) / 40 * periods);
            n[i] = periods;
            weight[i] = 1;
            rows.add(CustomerSummary.of("c" + i, x[i], customer.time(x[i]), 40));
        }
        for (double factor : new double[] {1.3, 3, 10}) {
            Prior prior = Prior.withinFactor(factor);
            ParetoNbdParameters times = ParetoNbd.withDefaults()
                    .withPrior(prior)
                    .fit(CustomerSummaryTable.of(PeriodUnit.WEEK, rows))
                    .model()
                    .parameters();
            BgBbParameters chances = BgBb.fit(OpportunityTable.of(PeriodUnit.WEEK, x, tx, n, weight), prior)
                    .model()
                    .parameters();
            double period = 40.0 / periods;
            assertThat(chances.alpha()).isCloseTo(times.r(), withinPercentage(0.2));
            assertThat(chances.beta() * period).isCloseTo(times.alpha(), withinPercentage(0.2));
            assertThat(chances.gamma()).isCloseTo(times.s(), withinPercentage(0.2));
            assertThat(chances.delta() * period).isCloseTo(times.beta(), withinPercentage(0.2));
        }
    }
}
