package io.github.staycurve.examples.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.staycurve.churn.score.ChurnModel;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.lifecycle.ActivityState;
import io.github.staycurve.core.lifecycle.StageTable;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmScores;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes {@code customers.csv}: a row a customer, a number such that it reads back equal, nothing where there is none. */
final class CustomersCsv {
    /** A column: its header and the text of a row's cell. */
    private record Column(String header, Cell cell) {}

    /** The text of a row. */
    private interface Cell {
        String text(int row);
    }

    /** The text of a row of a source. */
    private interface CellOf<T> {
        String text(T source, int row);
    }

    private final int rows;
    private final List<Column> columns = new ArrayList<>();

    /** Takes the customers; without purchases there are none, and the file is its header. */
    CustomersCsv(Optional<PurchaseResult> purchases) {
        this.rows = purchases.map(p -> p.scores().size()).orElse(0);
        addSummary(purchases.map(p -> p.scores().customers()));
        Optional<ScoreTable> scores = purchases.map(PurchaseResult::scores);
        addScore(scores, ScoreKind.PROBABILITY_ALIVE);
        addScore(scores, ScoreKind.EXPECTED_PURCHASES);
        addScore(scores, ScoreKind.EXPECTED_SPEND);
        addScore(scores, ScoreKind.RESIDUAL_VALUE);
        add(
                "holdout_purchases",
                scores.map(ScoreTable::customers),
                (table, row) -> table.hasHoldout() ? Integer.toString(table.holdoutPurchases(row)) : "");
        addSegments(purchases);
        addStages(purchases.map(PurchaseResult::stages));
        addChurn(purchases.map(PurchaseResult::churn));
    }

    private void addSummary(Optional<CustomerSummaryTable> table) {
        add("customer_id", table, CustomerSummaryTable::customerId);
        add("purchases", table, (t, row) -> Integer.toString(t.frequency(row) + 1));
        add("frequency", table, (t, row) -> Integer.toString(t.frequency(row)));
        add("recency", table, (t, row) -> Double.toString(t.recency(row)));
        add("age", table, (t, row) -> Double.toString(t.age(row)));
        add("inactivity", table, (t, row) -> Double.toString(t.inactivity(row)));
        add("mean_spend", table, (t, row) -> text(t.meanSpend(row)));
        add("total_spend", table, (t, row) -> Double.toString(t.totalSpend(row)));
    }

    private void addSegments(Optional<PurchaseResult> purchases) {
        Optional<RfmScores> rfm = purchases.map(p -> p.segments().scores());
        add("r_score", rfm, (scores, row) -> Integer.toString(scores.score(RfmMeasure.INACTIVITY, row)));
        add("f_score", rfm, (scores, row) -> Integer.toString(scores.score(RfmMeasure.FREQUENCY, row)));
        add("m_score", rfm, (scores, row) -> Integer.toString(scores.score(RfmMeasure.MONETARY, row)));
        add("segment", purchases, (p, row) -> p.segments().segments().get(row).name());
        add(
                "value_tier",
                purchases,
                (p, row) -> p.segments()
                        .tiers()
                        .tierOf(p.scores().customers().totalSpend(row))
                        .label());
    }

    private void addStages(Optional<Stages> stages) {
        add("stage", stages, (s, row) -> s.stage(row).lifecycle().label());
        add(
                "activity_state",
                stages,
                (s, row) -> s.stage(row).activity().map(ActivityState::label).orElse(""));
        add("value_stage", stages, (s, row) -> s.stage(row).value().label());
        add(StageTable.SILENCE_SCORE.name(), stages, (s, row) -> text(s.silenceScore(row)));
    }

    private void addChurn(Optional<ChurnResult> churn) {
        add(
                ChurnModel.CHURN_PROBABILITY.name(),
                churn,
                (c, row) -> c.probability().map(p -> text(p.value(row))).orElse(""));
        add("churn_definition", churn, (c, row) -> c.definition());
        add("top_reason", churn, (c, row) -> c.topReason().apply(row));
    }

    /** Writes the header and all rows; leaves the writer open. */
    void writeTo(Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(columns.stream().map(Column::header).toArray(String[]::new));
        String[] cells = new String[columns.size()];
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < cells.length; c++) {
                cells[c] = columns.get(c).cell().text(row);
            }
            csv.writeRecord(cells);
        }
        csv.flush();
    }

    private <T> void add(String header, Optional<T> source, CellOf<T> cell) {
        columns.add(new Column(header, row -> source.map(s -> cell.text(s, row)).orElse("")));
    }

    private void addScore(Optional<ScoreTable> scores, ScoreKind kind) {
        Optional<ScoreColumn> column =
                scores.filter(table -> table.kinds().contains(kind)).map(table -> table.column(kind));
        add(kind.name(), column, (c, row) -> text(c.value(row)));
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }
}
