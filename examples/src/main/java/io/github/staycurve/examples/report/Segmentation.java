package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmMethod;
import io.github.staycurve.segmentation.rfm.RfmScorer;
import io.github.staycurve.segmentation.rfm.RfmScores;
import io.github.staycurve.segmentation.rfm.RfmTable;
import io.github.staycurve.segmentation.segment.SegmentColumn;
import io.github.staycurve.segmentation.segment.SegmentMap;
import io.github.staycurve.segmentation.segment.SegmentTable;
import io.github.staycurve.segmentation.segment.ValueTierRow;
import io.github.staycurve.segmentation.segment.ValueTierRule;
import io.github.staycurve.segmentation.segment.ValueTiers;
import java.util.List;

/**
 * How the customers of a report are scored and segmented.
 *
 * @param scorer makes the RFM scores
 * @param method its method, of all three measures
 * @param map makes a segment of the scores
 */
record Segmentation(RfmScorer scorer, RfmMethod method, SegmentMap map) {

    /**
     * The scores, segments and tiers of the customers of a table, in its row order.
     *
     * @param method how values became scores
     * @param scores the RFM scores, with the thresholds they were made by
     * @param segments the segments
     * @param table what the customers of each segment are like
     * @param tiers the tiers of value by total spend
     * @param tierRows what the customers of each tier are to the whole
     */
    record Result(
            RfmMethod method,
            RfmScores scores,
            SegmentColumn segments,
            SegmentTable table,
            ValueTiers tiers,
            List<ValueTierRow> tierRows) {}

    /** Scores and segments the customers of a table, as of the end of the calibration. */
    Result of(TransactionLog log, ObservationWindow window, CustomerSummaryTable customers) {
        RfmTable table = rowsOf(customers, RfmTable.of(log, window));
        RfmScores scores = scorer.fit(table);
        SegmentColumn segments = map.assign(
                scores.column(RfmMeasure.INACTIVITY),
                scores.column(RfmMeasure.FREQUENCY),
                scores.column(RfmMeasure.MONETARY));
        int n = table.size();
        double[] inactivity = new double[n];
        double[] frequency = new double[n];
        double[] value = new double[n];
        for (int row = 0; row < n; row++) {
            inactivity[row] = table.inactivity(row);
            frequency[row] = table.frequency(row);
            value[row] = customers.totalSpend(row);
        }
        ValueTiers tiers = ValueTiers.fit(value, ValueTierRule.TOP_20_NEXT_30);
        SegmentTable segmentTable = SegmentTable.of(segments, inactivity, frequency, value);
        return new Result(method, scores, segments, segmentTable, tiers, tiers.summarize(value));
    }

    /**
     * Takes the rows of the customers that the report is about: those with a purchase occasion. A customer all of whose
     * orders were refunded on their day has orders and no occasion. Both tables are in the order of the identifiers.
     */
    private static RfmTable rowsOf(CustomerSummaryTable customers, RfmTable all) {
        int n = customers.size();
        String[] ids = new String[n];
        double[] inactivity = new double[n];
        double[] frequency = new double[n];
        double[] monetary = new double[n];
        int from = 0;
        for (int row = 0; row < n; row++) {
            ids[row] = customers.customerId(row);
            while (!all.customerId(from).equals(ids[row])) {
                from++;
            }
            inactivity[row] = all.inactivity(from);
            frequency[row] = all.frequency(from);
            monetary[row] = all.monetary(from);
        }
        return RfmTable.of(ids, inactivity, frequency, monetary);
    }
}
