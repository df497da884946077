package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tests stages on the past: on several days, the policy that could have been made then, and what customers did after it.
 *
 * <p>The policy of a day is made by a {@link StagePolicyFitter} that gets the purchases up to that day and no others. One
 * day shows one season only, so there must be three or more.
 *
 * <p>This class is immutable and thread-safe; its {@link Builder} is not.
 */
public final class StageBacktest {
    private static final int FEWEST_DATES = 3;

    private final List<StageBacktestDate> dates;
    private final String definition;

    private StageBacktest(List<StageBacktestDate> dates, String definition) {
        this.dates = List.copyOf(dates);
        this.definition = definition;
    }

    /**
     * Starts a test on a log.
     *
     * @param log all transactions
     * @param zone the zone of the days
     * @param end the last day of which everything is known; later transactions do not count
     * @return a builder with the defaults
     */
    public static Builder builder(TransactionLog log, ZoneId zone, LocalDate end) {
        return new Builder(log, zone, end);
    }

    /**
     * Returns what came out of each day.
     *
     * @return the days, in their order
     */
    public List<StageBacktestDate> dates() {
        return dates;
    }

    /**
     * Returns the test in words.
     *
     * @return one line
     */
    public String describe() {
        return definition;
    }

    /** Collects what a test needs, and runs it. Not thread-safe. */
    public static final class Builder {
        private final TransactionLog log;
        private final ZoneId zone;
        private final LocalDate end;
        private int horizonDays = 90;
        private RefundPolicy refunds = RefundPolicy.NET;
        private CalendarGrid grid;
        private @Nullable LocalDate observedFrom;

        private Builder(TransactionLog log, ZoneId zone, LocalDate end) {
            this.zone = zone;
            this.end = end;
            this.log = until(log, zone, end);
            this.grid = CalendarGrid.monthly(zone);
        }

        /**
         * Sets how far after each day is looked. By default 90 days.
         *
         * @param days h, 1 or more
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder horizonDays(int days) {
            if (days < 1) {
                throw new IllegalArgumentException("horizonDays must be 1 or more, was " + days);
            }
            horizonDays = days;
            return this;
        }

        /**
         * Sets what a refund does. By default it nets into its day, and in the spend.
         *
         * @param policy the policy; refunds that are ignored do not count in the spend either
         * @return this builder
         */
        public Builder refunds(RefundPolicy policy) {
            refunds = policy;
            return this;
        }

        /**
         * Sets the steps of which reactivation and flapping are rates, and on which a trend rule looks. By default calendar
         * months.
         *
         * @param steps the grid
         * @return this builder
         * @throws IllegalArgumentException if it is in another zone
         */
        public Builder grid(CalendarGrid steps) {
            if (!steps.zone().equals(zone)) {
                throw new IllegalArgumentException("grid must be in zone %s, was in %s".formatted(zone, steps.zone()));
            }
            grid = steps;
            return this;
        }

        /**
         * Says that the data are cut off: what happened before this day is missing.
         *
         * @param day the first day of which all purchases are here
         * @return this builder
         */
        public Builder observedFrom(LocalDate day) {
            observedFrom = day;
            return this;
        }

        /**
         * Runs the test.
         *
         * @param asOf the days on which policies are made; three or more that differ, in any order, each at least the
         *     horizon before the end of the data
         * @param fitter makes the policy of each day
         * @return what came out
         * @throws IllegalArgumentException if there are too few days, one has not enough data after it, or nobody had bought
         *     by then, naming it
         */
        public StageBacktest run(List<LocalDate> asOf, StagePolicyFitter fitter) {
            TreeSet<LocalDate> days = new TreeSet<>(asOf);
            if (days.size() < FEWEST_DATES) {
                throw new IllegalArgumentException(
                        "asOf must have %s different days or more, had %s".formatted(FEWEST_DATES, days));
            }
            PurchaseDays whole = purchases(log);
            List<StageBacktestDate> dates = new ArrayList<>();
            for (LocalDate day : days) {
                dates.add(run(day, whole, fitter));
            }
            String definition =
                    "stages as of %s, by policies made with what was known then, against %s days after each; steps are %s; %s"
                            .formatted(days, horizonDays, grid.describe(), whole.describe());
            return new StageBacktest(dates, definition);
        }

        private StageBacktestDate run(LocalDate day, PurchaseDays whole, StagePolicyFitter fitter) {
            if (day.plusDays(horizonDays).isAfter(end)) {
                throw new IllegalArgumentException("asOf %s must lie %s days or more before the end of the data, %s"
                        .formatted(day, horizonDays, end));
            }
            PurchaseDays known = purchases(until(log, zone, day));
            if (known.customers() == 0) {
                throw new IllegalArgumentException("nobody had bought by asOf " + day);
            }
            StagePolicy policy = fitter.fit(known, day);
            StageTable stages = policy.stageAt(known, grid, day);
            Afterwards afterwards = new Afterwards(log, whole, day, horizonDays, refunds == RefundPolicy.IGNORE);
            StageTimeline later = policy.timeline(whole, grid, day, end);
            return StageBacktestDate.of(stages, known, afterwards, later, end);
        }

        private PurchaseDays purchases(TransactionLog transactions) {
            PurchaseDays days = PurchaseDays.of(transactions, zone, refunds);
            return observedFrom == null ? days : days.observedFrom(observedFrom);
        }

        /** Returns the log without what happened after the end of a day. */
        private static TransactionLog until(TransactionLog log, ZoneId zone, LocalDate day) {
            LocalDays days = new LocalDays(zone);
            TransactionLogBuilder builder = TransactionLog.builder();
            for (int customer = 0; customer < log.customers(); customer++) {
                for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                    if (days.epochDay(log.epochMillis(row)) <= day.toEpochDay()) {
                        builder.add(
                                log.customerId(customer), Instant.ofEpochMilli(log.epochMillis(row)), log.amount(row));
                    }
                }
            }
            return builder.build();
        }
    }
}
