package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.selection.BacktestResult;
import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.clv.selection.LikelihoodRatioTest;
import io.github.staycurve.clv.selection.ModelComparison;
import io.github.staycurve.clv.selection.PurchaseTracking;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Choosing among models on CDNOW, against what other tools and the literature say of it; see docs/model-choice.md. */
class ModelChoiceTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("staycurve.root", ".."), "docs", "model-choice.md");

    private static Path data() {
        return SharedData.file("cdnow_sample/data.csv");
    }

    @Test
    void everyFigureOfOursIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        ModelChoiceTables.blocks(data())
                .forEach((name, block) -> assertThat(document).as(name).contains(block));
    }

    @Test
    void everyFigureOfOtherToolsIsDocumented() throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains(ModelChoiceTables.peers());
    }

    /** The errors of lifetimes 0.11.3 and CLVTools 0.12.1, whose searches stop a little earlier than ours. */
    @Test
    void errorsAreThoseOfOtherTools() throws IOException {
        BacktestResult result = ModelChoiceTables.holdout(ModelChoiceTables.log(data()));
        HoldoutErrors bg = result.score("bg-nbd").orElseThrow().errors();
        assertThat(bg.meanAbsoluteError()).isCloseTo(0.785454, within(5e-7));
        assertThat(bg.rootMeanSquaredError()).isCloseTo(1.607982, within(5e-7));
        assertThat(bg.predicted()).isCloseTo(1653.41, within(5e-3));
        assertThat(bg.actual()).isEqualTo(1882);
        same(result, "bg-nbd", ModelChoiceTables.peer("lifetimes 0.11.3", "BG/NBD"), 1e-6);
        same(result, "mbg-nbd", ModelChoiceTables.peer("lifetimes 0.11.3", "MBG/NBD"), 1e-6);
        same(result, "pareto-nbd", ModelChoiceTables.peer("lifetimes 0.11.3", "Pareto/NBD"), 1e-6);
        same(result, "ggompertz-nbd", ModelChoiceTables.peer("CLVTools 0.12.1", "ggomnbd"), 1e-4);
        // k = 1 is chosen, with which they are the models they generalise
        same(result, "bg-cnbd-k", ModelChoiceTables.peer("lifetimes 0.11.3", "BG/NBD"), 1e-6);
        same(result, "mbg-cnbd-k", ModelChoiceTables.peer("lifetimes 0.11.3", "MBG/NBD"), 1e-6);
    }

    private static void same(BacktestResult result, String model, ToDoubleFunction<String> peer, double tolerance) {
        HoldoutErrors ours = result.score(model).orElseThrow().errors();
        assertThat(ours.meanAbsoluteError()).as(model).isCloseTo(peer.applyAsDouble("mae"), within(tolerance));
        assertThat(ours.rootMeanSquaredError()).as(model).isCloseTo(peer.applyAsDouble("rmse"), within(tolerance));
        assertThat(ours.predicted() / peer.applyAsDouble("pred_total"))
                .as(model)
                .isCloseTo(1, within(tolerance));
        assertThat((double) ours.actual()).isEqualTo(peer.applyAsDouble("actual_total"));
    }

    /** AIC by hand from log-likelihoods of a careful optimiser: 8 + 2 * 9582.135716 and so on. */
    @Test
    void criteriaAndTheRatioTest() {
        BacktestResult result = ModelChoiceTables.holdout(ModelChoiceTables.log(data()));
        Map<String, FitReport> reports = result.reports(ModelChoiceTables.WINDOW.calibrationEnd());
        ModelComparison comparison = ModelComparison.of(reports);
        ModelComparison.Row worst = comparison.rows().get(5);
        assertThat(worst.name()).isEqualTo("ggompertz-nbd");
        assertThat(worst.report().boundaryParameters()).containsExactly("b", "beta");
        assertThat(comparison.rows().get(4).aicDifference())
                .isCloseTo(2 * (9594.976178939543 - 9582.135715553748), within(1e-5));
        LikelihoodRatioTest test = LikelihoodRatioTest.ofBoundary(
                "b goes to 0", report(reports, "pareto-nbd"), report(reports, "ggompertz-nbd"));
        assertThat(test.statistic()).isCloseTo(0, within(1e-4));
        assertThat(test.parametersAtBoundary()).containsExactly("GGompertz/NBD b", "GGompertz/NBD beta");
    }

    private static FitReport report(Map<String, FitReport> reports, String name) {
        return Objects.requireNonNull(reports.get(name));
    }

    /**
     * With the published parameters E[X(t)] of Pareto/NBD is r beta / (alpha (s - 1)) (1 - (beta / (beta + t))^(s - 1)); the
     * cohort bought 2,457 times again in the calibration and 1,882 times in the holdout.
     */
    @Test
    void trackingFollowsTheCohort() {
        TransactionLog log = ModelChoiceTables.log(data());
        ParetoNbdParameters published = new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669);
        PurchaseTracking tracking =
                PurchaseTracking.of(log, ModelChoiceTables.WINDOW, ParetoNbdModel.of(published, PeriodUnit.WEEK));
        PurchaseTracking.Week last = tracking.weeks().get(tracking.weeks().size() - 1);
        assertThat(tracking.customers()).isEqualTo(2357);
        assertThat(tracking.weeks()).hasSize(77);
        assertThat(last.end()).isEqualTo(LocalDate.of(1998, 6, 24));
        assertThat(last.actualToDate()).isBetween(2457L + 1882 - 40, 2457L + 1882);
        CustomerSummaryTable table =
                log.summarize(ModelChoiceTables.WINDOW, PeriodUnit.WEEK).table();
        double expected = 0;
        for (int row = 0; row < table.size(); row++) {
            double weeks = table.age(row) + 267 / 7.0; // 1997-09-30 to 1998-06-24
            expected += 0.553 * 11.669 / (10.578 * (0.606 - 1)) * (1 - Math.pow(11.669 / (11.669 + weeks), 0.606 - 1));
        }
        assertThat(last.expectedToDate()).isCloseTo(expected, within(1e-7));
    }
}
