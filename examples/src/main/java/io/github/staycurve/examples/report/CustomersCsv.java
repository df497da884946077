package io.github.staycurve.examples.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmScores;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Writes {@code customers.csv}: a row a customer, a number such that it reads back equal, nothing where there is none. */
final class CustomersCsv {
    /** A column: its header and the text of a row's cell. */
    private record Column(String header, Cell cell) {}

    private interface Cell {
        String text(int row);
    }

    private final CustomerSummaryTable table;
    private final List<Column> columns = new ArrayList<>();

    CustomersCsv(ScoreTable scores, Segmentation.Result segments) {
        this.table = scores.customers();
        add("customer_id", table::customerId);
        add("purchases", row -> Integer.toString(table.frequency(row) + 1));
        add("frequency", row -> Integer.toString(table.frequency(row)));
        add("recency", row -> Double.toString(table.recency(row)));
        add("age", row -> Double.toString(table.age(row)));
        add("inactivity", row -> Double.toString(table.inactivity(row)));
        add("mean_spend", row -> text(table.meanSpend(row)));
        add("total_spend", row -> Double.toString(table.totalSpend(row)));
        add(scores, ScoreKind.PROBABILITY_ALIVE);
        add(scores, ScoreKind.EXPECTED_PURCHASES);
        add(scores, ScoreKind.EXPECTED_SPEND);
        add(scores, ScoreKind.RESIDUAL_VALUE);
        add("holdout_purchases", row -> table.hasHoldout() ? Integer.toString(table.holdoutPurchases(row)) : "");
        RfmScores rfm = segments.scores();
        add("r_score", row -> Integer.toString(rfm.score(RfmMeasure.INACTIVITY, row)));
        add("f_score", row -> Integer.toString(rfm.score(RfmMeasure.FREQUENCY, row)));
        add("m_score", row -> Integer.toString(rfm.score(RfmMeasure.MONETARY, row)));
        add("segment", row -> segments.segments().get(row).name());
        add("value_tier", row -> segments.tiers().tierOf(table.totalSpend(row)).label());
    }

    /** Writes the header and all rows; leaves the writer open. */
    void writeTo(Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(columns.stream().map(Column::header).toArray(String[]::new));
        String[] cells = new String[columns.size()];
        for (int row = 0; row < table.size(); row++) {
            for (int c = 0; c < cells.length; c++) {
                cells[c] = columns.get(c).cell().text(row);
            }
            csv.writeRecord(cells);
        }
        csv.flush();
    }

    private void add(String header, Cell cell) {
        columns.add(new Column(header, cell));
    }

    private void add(ScoreTable scores, ScoreKind kind) {
        boolean known = scores.kinds().contains(kind);
        add(kind.name(), row -> known ? text(scores.column(kind).value(row)) : "");
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }
}
