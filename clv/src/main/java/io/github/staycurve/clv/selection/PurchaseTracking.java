package io.github.staycurve.clv.selection;

import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.PurchaseHistories;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Repeat purchases of a cohort week by week, made and expected, summed up from the beginning and each week on its own.
 *
 * <p>The cohort is every customer who first bought by the end of the calibration. Expected are, for each from the day of the
 * first purchase on, the repeat purchases of a new customer: nothing of what a customer did later enters, so that the sums show
 * whether the model as a whole follows the cohort, in the calibration and beyond. Weeks begin on the day after the first
 * purchase of all; one that the window ends within is left out.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param customers the size of the cohort
 * @param weeks the whole weeks of the window
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy
 *     Way, Marketing Science 24(2), figures 2 and 3</a>
 */
public record PurchaseTracking(int customers, List<Week> weeks) {
    private static final int DAYS_A_WEEK = 7;

    /**
     * Keeps a copy of the weeks.
     *
     * @param customers the size of the cohort
     * @param weeks the whole weeks of the window
     */
    public PurchaseTracking {
        weeks = List.copyOf(weeks);
    }

    /**
     * One week. Immutable and thread-safe.
     *
     * @param end its last day
     * @param calibration whether it lies in the calibration as a whole
     * @param actual repeat purchases of the cohort in this week
     * @param expected those that the model expects in this week
     * @param actualToDate repeat purchases from the beginning to the end of this week
     * @param expectedToDate those that the model expects from the beginning to the end of this week
     */
    public record Week(
            LocalDate end,
            boolean calibration,
            long actual,
            double expected,
            long actualToDate,
            double expectedToDate) {}

    /**
     * Tracks the customers of a log, by the default rule: one occasion a local day, refunds net into theirs.
     *
     * @param log the purchases
     * @param window the calibration, by whose end the cohort has joined, and the holdout to follow it over
     * @param model the model
     * @return the tracking, without weeks if nobody joined
     */
    public static PurchaseTracking of(TransactionLog log, ObservationWindow window, PurchaseModel model) {
        return of(part -> log.summarize(part, PeriodUnit.DAY).table(), window, model);
    }

    /**
     * Tracks the customers of histories kept event by event.
     *
     * @param histories the purchases
     * @param window the calibration, by whose end the cohort has joined, and the holdout to follow it over; in the zone of the
     *     histories
     * @param model the model
     * @return the tracking, without weeks if nobody joined
     */
    public static PurchaseTracking of(PurchaseHistories histories, ObservationWindow window, PurchaseModel model) {
        return of(part -> histories.summarize(part, PeriodUnit.DAY), window, model);
    }

    private static PurchaseTracking of(SummarySource source, ObservationWindow window, PurchaseModel model) {
        LocalDate calibrationEnd = window.calibrationEnd();
        CustomerSummaryTable cohort = source.summarize(ObservationWindow.until(calibrationEnd, window.zone()));
        TreeMap<Long, Integer> joined = new TreeMap<>();
        for (int row = 0; row < cohort.size(); row++) {
            joined.merge(calibrationEnd.toEpochDay() - Math.round(cohort.age(row)), 1, Integer::sum);
        }
        List<Week> weeks = new ArrayList<>();
        if (joined.isEmpty()) {
            return new PurchaseTracking(0, weeks);
        }
        long actualBefore = 0;
        double expectedBefore = 0;
        LocalDate end = LocalDate.ofEpochDay(joined.firstKey()).plusDays(DAYS_A_WEEK);
        for (; !end.isAfter(window.end()); end = end.plusDays(DAYS_A_WEEK)) {
            long actual = actualTo(end, source, window);
            double expected = expectedTo(end, joined, model);
            weeks.add(new Week(
                    end,
                    !end.isAfter(calibrationEnd),
                    actual - actualBefore,
                    expected - expectedBefore,
                    actual,
                    expected));
            actualBefore = actual;
            expectedBefore = expected;
        }
        return new PurchaseTracking(cohort.size(), weeks);
    }

    /** Beyond the calibration, who joins later is in no table: its last day decides who has a row. */
    private static long actualTo(LocalDate day, SummarySource source, ObservationWindow window) {
        LocalDate known = day.isAfter(window.calibrationEnd()) ? window.calibrationEnd() : day;
        CustomerSummaryTable table = source.summarize(ObservationWindow.split(known, day, window.zone()));
        long repeats = 0;
        for (int row = 0; row < table.size(); row++) {
            repeats += table.frequency(row) + (table.hasHoldout() ? table.holdoutPurchases(row) : 0);
        }
        return repeats;
    }

    private static double expectedTo(LocalDate day, TreeMap<Long, Integer> joined, PurchaseModel model) {
        CompensatedSum expected = new CompensatedSum();
        for (Map.Entry<Long, Integer> entry :
                joined.headMap(day.toEpochDay(), true).entrySet()) {
            double days = day.toEpochDay() - entry.getKey();
            expected.add(entry.getValue()
                    * model.expectedPurchasesOfNewCustomer(days / model.unit().days()));
        }
        return expected.value();
    }

    /**
     * Returns the weeks as text.
     *
     * @return a heading and a line a week
     */
    public String describe() {
        StringBuilder text = new StringBuilder("Repeat purchases of %d customers by week\n".formatted(customers))
                .append("      to the end of     actual   expected     to date   expected");
        for (Week week : weeks) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n%s %s %10d %10.2f  %10d %10.2f",
                    week.end(),
                    week.calibration() ? "fitted " : "holdout",
                    week.actual(),
                    week.expected(),
                    week.actualToDate(),
                    week.expectedToDate()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}
