package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.lifecycle.ActivityEngine;
import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.CustomerStage;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.GapPopulation;
import io.github.staycurve.core.lifecycle.GapPopulationFit;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.StageProjection;
import io.github.staycurve.core.lifecycle.StageTable;
import io.github.staycurve.core.lifecycle.StageTimeline;
import io.github.staycurve.core.lifecycle.StageTransitions;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.ObservationWindow;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The stages of the customers of a report, as of the end of the calibration.
 *
 * <p>The policy is the default one: each customer's silence against their own rhythm, where the times between purchases
 * allow to estimate it, and 30, 60 and 90 days otherwise.
 */
final class Stages {
    /** Customers who take longer between purchases, by the median, show no rhythm in days. */
    private static final double LONGEST_MEDIAN_DAYS = 3650;

    private final GapPopulationFit fit;
    private final StageTable table;
    /** For each customer of the report, their row in the table. */
    private final int[] rows;

    private final StageTransitions transitions;

    private Stages(GapPopulationFit fit, StageTable table, int[] rows, StageTransitions transitions) {
        this.fit = fit;
        this.table = table;
        this.rows = rows;
        this.transitions = transitions;
    }

    static Stages of(TransactionLog log, ObservationWindow window, CustomerSummaryTable customers) {
        LocalDate asOf = window.calibrationEnd();
        PurchaseDays days = PurchaseDays.of(log, window.zone());
        GapPopulationFit fit = GapPopulation.fit(days, asOf);
        StagePolicy policy = StagePolicy.of(engine(fit));
        StageTable table = policy.stageAt(days, asOf);
        int[] rows = new int[customers.size()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = table.indexOf(customers.customerId(row));
        }
        StageTimeline timeline = policy.timeline(days, CalendarGrid.monthly(window.zone()), firstDay(days), asOf);
        return new Stages(fit, table, rows, StageTransitions.of(timeline, StageProjection.LIFECYCLE));
    }

    /** The customers' own rhythms, unless nobody or hardly anybody came back: then nobody has one. */
    private static ActivityEngine engine(GapPopulationFit fit) {
        return fit.population()
                .map(AdaptiveSilence::of)
                .filter(adaptive -> adaptive.medianGapDays() <= LONGEST_MEDIAN_DAYS)
                .<ActivityEngine>map(adaptive -> adaptive)
                .orElse(FixedSilence.DEFAULT);
    }

    private static LocalDate firstDay(PurchaseDays days) {
        int first = Integer.MAX_VALUE;
        for (int customer = 0; customer < days.customers(); customer++) {
            if (days.purchases(customer) > 0) {
                first = Math.min(first, days.day(days.start(customer)));
            }
        }
        return LocalDate.ofEpochDay(first);
    }

    /** Returns how the times between purchases were estimated. */
    GapPopulationFit fit() {
        return fit;
    }

    /** Returns the stage of every customer who has bought, in the report or not. */
    StageTable table() {
        return table;
    }

    /** Returns how customers moved between stages from month to month. */
    StageTransitions transitions() {
        return transitions;
    }

    /** Returns how much of a customer's usual silence is left. */
    OptionalDouble silenceScore(int row) {
        return table.silenceScore().value(rows[row]);
    }

    /** Returns the stage of a customer of the report, all of whom have bought. */
    CustomerStage stage(int row) {
        return table.stage(rows[row]).orElseThrow();
    }

    /** Returns how many customers of the report are in each part of their stage; also those with none. */
    <E extends Enum<E>> Map<E, Long> count(Function<CustomerStage, E> part, E[] all) {
        Map<E, Long> counts = new LinkedHashMap<>();
        for (E each : all) {
            counts.put(each, 0L);
        }
        for (int row = 0; row < rows.length; row++) {
            counts.merge(part.apply(stage(row)), 1L, Long::sum);
        }
        return counts;
    }
}
