package io.github.staycurve.clv.realdata;

import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Summaries of the public data sets that lie beside the project, where they are: they are read there and never copied. */
final class SharedTables {
    private SharedTables() {}

    /** Returns the CDNOW sample with durations in whole days, in weeks: calibration to 1997-09-30, 39 weeks of holdout. */
    static CustomerSummaryTable cdnow() {
        return CsvTransactions.builder("sample_id", "date", "amount")
                .build()
                .read(SharedData.file("cdnow_sample/data.csv"))
                .orThrow()
                .summarize(
                        ObservationWindow.split(LocalDate.of(1997, 9, 30), LocalDate.of(1998, 6, 30), ZoneOffset.UTC),
                        PeriodUnit.WEEK)
                .table();
    }

    /** Returns the CDNOW sample with durations rounded as in the published table, to hundredths of a week. */
    static CustomerSummaryTable cdnowRounded() {
        return CustomerSummaryTable.of(
                PeriodUnit.WEEK,
                cdnow().rows().stream()
                        .map(c -> CustomerSummary.of(
                                c.customerId(), c.frequency(), hundredths(c.recency()), hundredths(c.age())))
                        .toList());
    }

    private static double hundredths(double weeks) {
        return Math.rint(100 * weeks) / 100;
    }

    /** Returns the simulated apparel retailer up to a day. */
    static CustomerSummaryTable apparel(LocalDate end) {
        return CsvTransactions.builder("customer_id", "date", "price")
                .build()
                .read(SharedData.file("apparel_sim/data.csv"))
                .orThrow()
                .summarize(ObservationWindow.until(end, ZoneOffset.UTC), PeriodUnit.WEEK)
                .table();
    }
}
