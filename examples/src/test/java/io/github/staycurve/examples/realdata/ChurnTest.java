package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Churn on two public logs, by options of the main job alone; the counts were made by a script of its own. */
class ChurnTest extends ReportOnData {
    private static Stream<Long> training(JsonObject churn, String count) {
        return churn.object("cutoffs").list("training").objects().stream().map(cutoff -> cutoff.whole(count));
    }

    /** With 91 days of holdout, who churned has no purchase there. */
    @Test
    void cdnowBeforeItsHoldout() throws IOException {
        JsonObject churn =
                cdnow("--calibration-end", "1997-12-31", "--end", "1998-04-01").object("churn");
        assertThat(training(churn, "customers")).containsExactly(2357L, 2357L);
        assertThat(training(churn, "churned")).containsExactly(1831L, 1947L);
        assertThat(churn.object("cutoffs").object("check").whole("churned")).isEqualTo(1955);
        assertThat(churn.object("features").list("leftOut").texts())
                .singleElement()
                .asString()
                .contains("refund_share");

        List<String> lines = Files.readAllLines(folder.resolve("out/customers.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        int probability = header.indexOf("churn_probability");
        int holdout = header.indexOf("holdout_purchases");
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        double[] churned = of(rows, probability, holdout, true);
        double[] stayed = of(rows, probability, holdout, false);
        double wins = 0;
        for (double one : churned) {
            for (double other : stayed) {
                wins += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        double auc = wins / churned.length / stayed.length;
        assertThat(churn.object("holdout").object("auc").number("value")).isCloseTo(auc, within(1e-12));
        assertThat(auc).isBetween(0.75, 0.85);
        double brier = Stream.of(churned, stayed)
                        .mapToDouble(side -> Arrays.stream(side)
                                .map(p -> side == churned ? (1 - p) * (1 - p) : p * p)
                                .sum())
                        .sum()
                / rows.size();
        assertThat(churn.object("holdout").object("brier").number("value")).isCloseTo(brier, within(1e-12));
        double base = churned.length / (double) rows.size();
        assertThat(brier).isLessThan(base * (1 - base)); // better than the same number for everybody
    }

    private static double[] of(List<String[]> rows, int probability, int holdout, boolean churned) {
        return rows.stream()
                .filter(cells -> cells[holdout].equals("0") == churned)
                .mapToDouble(cells -> Double.parseDouble(cells[probability]))
                .toArray();
    }

    /** Three months before Christmas: fewer churn than the summer taught. */
    @Test
    void onlineRetailBeforeChristmas() throws IOException {
        JsonObject churn = onlineRetail().object("churn");
        assertThat(training(churn, "customers")).containsExactly(1858L, 2809L);
        assertThat(training(churn, "churned")).containsExactly(823L, 1464L);
        JsonObject check = churn.object("check");
        assertThat(check.whole("customers")).isEqualTo(3369);
        assertThat(check.object("churnRate").number("churned")).isEqualTo(1448);
        assertThat(check.object("auc").number("value")).isBetween(0.72, 0.75);
        assertThat(churn.object("purchaseModel").bool("wins")).isFalse();
        assertThat(churn.object("purchaseModel").object("brierDifference").number("upper"))
                .isNegative();
    }

    /** Simulated customers, of whom a purchase model knows better; the report says so. */
    @Test
    void apparelIsBetterToldByThePurchaseModel() throws IOException {
        JsonObject peer = report(
                        "--transactions",
                        SharedData.file("apparel_sim/data.csv").toString(),
                        "--customer",
                        "customer_id",
                        "--time",
                        "date",
                        "--amount",
                        "price")
                .object("churn")
                .object("purchaseModel");
        assertThat(peer.object("brierDifference").number("lower")).isPositive();
        assertThat(peer.bool("wins")).isTrue();
    }
}
