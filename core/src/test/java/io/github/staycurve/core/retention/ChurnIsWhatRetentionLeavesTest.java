package io.github.staycurve.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.activity.LifecycleCounter;
import io.github.staycurve.core.activity.LifecycleFlows;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.metric.CustomerFlow;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class ChurnIsWhatRetentionLeavesTest {
    /** Of everyone active in a period, those retained in the next and those lost by it are all: in one pass over a table. */
    @RepeatedTest(30)
    void churnOfThePeriodIsOneMinusRetentionOfTheActiveSet(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        EventLog log = RetentionOracleTest.log(RetentionOracleTest.events(random, 90));
        CalendarGrid days = CalendarGrid.weekly(ZoneOffset.UTC, java.time.DayOfWeek.MONDAY);
        ActivityWindow window = ActivityWindow.of(days, LocalDate.of(2011, 10, 10), LocalDate.of(2012, 1, 8));
        ActivityTable table = ActivityTable.of(log, window);
        RetentionCounter retention = new RetentionCounter(
                table,
                RetentionDefinition.builder(days, window.asOf())
                        .entry(CohortEntry.EVERY)
                        .build());
        LifecycleCounter lifecycle = new LifecycleCounter(table, 1, 0);
        table.scan(lifecycle, retention);
        RetentionTable retained = retention.table();
        LifecycleFlows flows = lifecycle.flows();

        for (int slot = 1; slot < table.periods(); slot++) {
            CustomerFlow flow = CustomerFlow.of(flows.growth(slot));
            Ratio stayed = retained.cell(table.firstPeriod() + slot - 1, 1).ratio();
            String at = "seed %s slot %s".formatted(run.getCurrentRepetition(), slot);
            assertThat(flow.start()).as(at).isEqualTo((long) stayed.denominator());
            assertThat(flow.end()).as(at).isEqualTo(flows.active(slot).orElseThrow());
            assertThat(flow.churnRate())
                    .as(at)
                    .isEqualTo(Ratio.of(stayed.denominator() - stayed.numerator(), stayed.denominator()));
        }
    }
}
