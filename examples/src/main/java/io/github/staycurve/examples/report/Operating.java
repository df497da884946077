package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.metric.BuyerCohort;
import io.github.staycurve.core.metric.Decomposition;
import io.github.staycurve.core.metric.MetricChange;
import io.github.staycurve.core.metric.MetricPeriod;
import io.github.staycurve.core.metric.MetricSeries;
import io.github.staycurve.core.metric.OperatingMetrics;
import io.github.staycurve.core.metric.PurchaseRhythm;
import io.github.staycurve.core.metric.SeasonalForecast;
import io.github.staycurve.core.metric.Trend;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.ObservationWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The operating metrics of a report, over everything from the first purchase to the end.
 *
 * @param whole over all days
 * @param buyers when the customers bought a second time
 * @param rhythm the times between purchases
 * @param last28Days the last 28 days against the 28 before, where the data covers both
 * @param factors how much of that change is due to each of {@link #FACTORS}, where both have sales
 * @param sameDaysLastYear the last 28 days against the same weekdays a year before, where the data covers both
 * @param gmv the gross merchandise value of each period of the grid
 * @param trend its trend over the complete periods, where there are enough
 * @param forecast its next season, where there are enough
 */
record Operating(
        OperatingMetrics whole,
        BuyerCohort buyers,
        PurchaseRhythm rhythm,
        Optional<MetricChange> last28Days,
        Optional<Decomposition> factors,
        Optional<MetricChange> sameDaysLastYear,
        MetricSeries gmv,
        Optional<Trend> trend,
        Optional<SeasonalForecast> forecast) {

    /** GMV is their product; a purchase is all that a customer buys on one day. */
    static final List<String> FACTORS = List.of("buyers", "purchasesPerBuyer", "valuePerPurchase");

    private static final int FOUR_WEEKS = 28;
    /** A forecast needs more than two seasons to tell a season from chance. */
    private static final int SPARE_PERIODS = 5;

    private static final String GMV = "gmv";

    static Operating of(TransactionLog log, ObservationWindow window, LocalDate firstDay, CalendarGrid grid) {
        LocalDate end = window.end();
        MetricPeriod whole = MetricPeriod.of(firstDay, end, window.zone()).withDataFrom(firstDay);
        MetricPeriod recent = recent(whole);
        MetricSeries gmv = series(log, firstDay, end, grid);
        return new Operating(
                OperatingMetrics.of(log, whole),
                BuyerCohort.of(log, whole),
                PurchaseRhythm.of(log, whole),
                change(log, recent, recent.before()),
                factors(log, recent, recent.before()),
                change(log, recent, recent.yearBefore()),
                gmv,
                isWithin(complete(gmv), Trend.MIN_PERIODS) ? Optional.of(Trend.of(gmv)) : Optional.empty(),
                forecast(gmv, grid));
    }

    private static MetricPeriod recent(MetricPeriod whole) {
        return MetricPeriod.of(whole.lastDay().minusDays(FOUR_WEEKS - 1), whole.lastDay(), whole.zone())
                .withDataFrom(whole.firstDay());
    }

    private static Optional<MetricChange> change(TransactionLog log, MetricPeriod late, MetricPeriod early) {
        if (!areComplete(late, early)) {
            return Optional.empty();
        }
        return Optional.of(MetricChange.between(
                GMV, OperatingMetrics.of(log, early), OperatingMetrics.of(log, late), OperatingMetrics::gmv));
    }

    private static boolean areComplete(MetricPeriod late, MetricPeriod early) {
        return early.status() == CellStatus.COMPLETE && late.status() == CellStatus.COMPLETE;
    }

    private static Optional<Decomposition> factors(TransactionLog log, MetricPeriod late, MetricPeriod early) {
        if (!areComplete(late, early)) {
            return Optional.empty();
        }
        OperatingMetrics before = OperatingMetrics.of(log, early);
        OperatingMetrics after = OperatingMetrics.of(log, late);
        return before.buyers() > 0 && after.buyers() > 0
                ? Optional.of(Decomposition.of(FACTORS, factors(before), factors(after)))
                : Optional.empty();
    }

    private static double[] factors(OperatingMetrics metrics) {
        Ratio frequency = metrics.purchaseFrequency();
        double purchases = frequency.numerator();
        double buyers = frequency.denominator();
        return new double[] {buyers, purchases / buyers, metrics.gmv() / purchases};
    }

    /** Gross sales of each period, in one pass; a period before the first purchase or still running is not complete. */
    private static MetricSeries series(TransactionLog log, LocalDate firstDay, LocalDate end, CalendarGrid grid) {
        int first = grid.indexOf(firstDay);
        double[] values = new double[grid.indexOf(end) - first + 1];
        long endMillis = end.plusDays(1).atStartOfDay(grid.zone()).toInstant().toEpochMilli();
        for (int row = 0; row < log.size(); row++) {
            if (!log.isRefund(row) && log.epochMillis(row) < endMillis) {
                values[grid.indexOf(Instant.ofEpochMilli(log.epochMillis(row))) - first] += log.amount(row);
            }
        }
        List<CellStatus> statuses = IntStream.range(0, values.length)
                .mapToObj(i -> MetricPeriod.of(grid, first + i, end)
                        .withDataFrom(firstDay)
                        .status())
                .toList();
        return MetricSeries.of(GMV, values, statuses);
    }

    private static int complete(MetricSeries series) {
        int complete = 0;
        for (int i = 0; i < series.size(); i++) {
            complete += series.status(i) == CellStatus.COMPLETE ? 1 : 0;
        }
        return complete;
    }

    /** More periods than a trend takes are days of more than ten years: take weeks. */
    private static boolean isWithin(int complete, int least) {
        return complete >= least && complete <= Trend.MAX_PERIODS;
    }

    /** A season is a week of days, or a year of weeks or months; without two of them there is no forecast. */
    private static Optional<SeasonalForecast> forecast(MetricSeries series, CalendarGrid grid) {
        int season = switch (grid.unit()) {
            case DAY -> 7;
            case WEEK -> 52;
            default -> 12;
        };
        return isWithin(complete(series), 2 * season + SPARE_PERIODS)
                ? Optional.of(SeasonalForecast.of(series, season, season))
                : Optional.empty();
    }
}
