package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.Cnbd;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Among models fitted to simulated customers, the one that made them has the best log score on average over seeds. */
class TrueModelTest {
    private static final int SEEDS = 4;

    private static final Map<String, PurchaseModelFitter> FITTERS = Map.of(
            "bg-nbd", BgNbd.withDefaults()::fit,
            "mbg-nbd", MbgNbd.withDefaults()::fit,
            "pareto-nbd", ParetoNbd.withDefaults()::fit,
            "mbg-cnbd-4", table -> Cnbd.of(DropoutTiming.AFTER_EVERY_PURCHASE).fit(table, 4));

    private static final Map<String, LongFunction<PurchaseSimulator>> SIMULATORS = Map.of(
            "bg-nbd",
                    seed -> new PurchaseSimulator(
                            new BgNbdParameters(0.9, 4, 0.8, 1.5), SimulatedTables.CDNOW_SPEND, seed),
            "mbg-nbd",
                    seed -> new PurchaseSimulator(
                            new MbgNbdParameters(2, 8, 0.6, 1), SimulatedTables.CDNOW_SPEND, seed),
            "pareto-nbd",
                    seed -> new PurchaseSimulator(
                            new ParetoNbdParameters(2, 8, 1.5, 20), SimulatedTables.CDNOW_SPEND, seed),
            "mbg-cnbd-4",
                    seed -> new PurchaseSimulator(
                            new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 4, 2, 3, 0.6, 2),
                            SimulatedTables.CDNOW_SPEND,
                            seed));

    @ParameterizedTest
    @ValueSource(strings = {"bg-nbd", "mbg-nbd", "pareto-nbd", "mbg-cnbd-4"})
    void theModelThatMadeTheCustomersWins(String truth) {
        Map<String, Double> total = new TreeMap<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            PurchaseSimulator simulator =
                    Objects.requireNonNull(SIMULATORS.get(truth)).apply(seed);
            BacktestResult result = Backtest.of(
                            Logs.simulated(simulator, 2000, 52),
                            ObservationWindow.until(Logs.day(7 * 52), ZoneOffset.UTC),
                            PeriodUnit.WEEK)
                    .origins(List.of(Logs.day(7 * 26)))
                    .horizon(Horizon.of(26, PeriodUnit.WEEK))
                    .models(FITTERS)
                    .build()
                    .run();
            assertThat(result.failures()).as("seed %d", seed).isEmpty();
            for (String name : FITTERS.keySet()) {
                total.merge(name, result.score(name).orElseThrow().logScore().orElseThrow() / SEEDS, Double::sum);
            }
        }
        for (String other : FITTERS.keySet()) {
            if (!other.equals(truth)) {
                assertThat(total.get(truth))
                        .as("%s over seeds 1 to %d: %s", truth, SEEDS, total)
                        .isGreaterThan(total.get(other));
            }
        }
    }
}
