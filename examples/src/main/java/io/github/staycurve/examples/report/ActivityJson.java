package io.github.staycurve.examples.report;

import io.github.staycurve.core.activity.ActiveUsers;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.activity.GrowthAccounting;
import io.github.staycurve.core.activity.LifecycleFlow;
import io.github.staycurve.core.activity.LifecycleFlows;
import io.github.staycurve.core.activity.StickinessKind;
import io.github.staycurve.core.funnel.FunnelResult;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.retention.RetentionCell;
import io.github.staycurve.core.retention.RetentionTable;
import io.github.staycurve.core.stat.CellStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes {@code activity}, {@code growth}, {@code retention} and {@code funnel} of {@code report.json}. */
final class ActivityJson {
    private static final int DAY = 1;
    private static final int WEEK = 7;
    private static final int MONTH = 28;

    private final ActivityResult result;

    ActivityJson(ActivityResult result) {
        this.result = result;
    }

    /** The active users of each day. */
    JsonObject activity() {
        ActiveUsers daily = result.daily();
        List<JsonObject> days = new ArrayList<>();
        for (int slot = 0; slot < daily.periods(); slot++) {
            days.add(JsonObject.builder()
                    .put("day", periodOf(daily.window(), slot))
                    .put("active", daily.count(slot, DAY))
                    .put("active7", complete(daily, slot, WEEK))
                    .put("active28", complete(daily, slot, MONTH))
                    .put("status", daily.status(slot, DAY).name())
                    .build());
        }
        int last = daily.periods() - 1;
        return JsonObject.builder()
                .put("of", result.of())
                .put("definition", daily.describe())
                .put(
                        "stickiness",
                        daily.status(last, MONTH) == CellStatus.LEFT_CENSORED
                                ? OptionalDouble.empty()
                                : daily.stickiness(StickinessKind.MEAN, last, MONTH)
                                        .value())
                .put("days", days)
                .build();
    }

    /** The actives of a window that lies within the data; the first days have none. */
    private static OptionalLong complete(ActiveUsers daily, int slot, int width) {
        return daily.status(slot, width) == CellStatus.LEFT_CENSORED ? OptionalLong.empty() : daily.count(slot, width);
    }

    private static String periodOf(ActivityWindow window, int slot) {
        return window.grid().firstDay(window.firstPeriod() + slot).toString();
    }

    /** The flows of each period. */
    JsonObject growth() {
        LifecycleFlows flows = result.flows();
        List<JsonObject> periods = new ArrayList<>();
        for (int slot = 0; slot < flows.periods(); slot++) {
            GrowthAccounting growth = flows.growth(slot);
            periods.add(JsonObject.builder()
                    .put("period", periodOf(flows.window(), slot))
                    .put("active", flows.active(slot))
                    .put("new", flows.count(LifecycleFlow.NEW, slot))
                    .put("returning", flows.count(LifecycleFlow.RETURNING, slot))
                    .put("resurrected", flows.count(LifecycleFlow.RESURRECTED, slot))
                    .put("dormant", flows.count(LifecycleFlow.DORMANT, slot))
                    .put("inactive", flows.inactive(slot))
                    .put("quickRatio", growth.quickRatio().value())
                    .put("grossRetention", growth.grossRetention().value())
                    .put("status", flows.status(LifecycleFlow.RETURNING, slot).name())
                    .build());
        }
        return JsonObject.builder()
                .put("definition", flows.describe())
                .put("gap", flows.gap())
                .put("periods", periods)
                .build();
    }

    /** A row a cohort, a count an offset. */
    JsonObject retention() {
        RetentionTable table = result.retention().table();
        List<JsonObject> cohorts = new ArrayList<>();
        for (int cohort = table.firstCohort(); cohort <= table.lastCohort(); cohort++) {
            cohorts.add(cohort(table, cohort));
        }
        List<@Nullable Double> pooled = new ArrayList<>();
        for (int offset = 0; offset < table.columns(); offset++) {
            pooled.add(orNull(table.pooled(offset).value()));
        }
        return JsonObject.builder()
                .put("definition", table.describe())
                .put("cohorts", cohorts)
                .put("pooled", pooled)
                .build();
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static JsonObject cohort(RetentionTable table, int cohort) {
        List<@Nullable Long> counts = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        for (int offset = 0; offset <= table.lastCohort() - cohort; offset++) {
            RetentionCell cell = table.cell(cohort, offset);
            boolean seen = cell.status() != CellStatus.UNOBSERVED;
            counts.add(seen ? Math.round(cell.ratio().numerator()) : null);
            statuses.add(cell.status().name());
        }
        return JsonObject.builder()
                .put("period", table.definition().grid().firstDay(cohort).toString())
                .put("size", table.size(cohort))
                .put("counts", counts)
                .put("status", statuses)
                .build();
    }

    /** How far customers came. */
    static JsonObject funnel(FunnelReport report) {
        FunnelResult funnel = report.all();
        List<JsonObject> steps = new ArrayList<>();
        for (int step = 0; step < funnel.steps(); step++) {
            steps.add(JsonObject.builder()
                    .put("step", funnel.definition().steps().get(step).name())
                    .put("count", funnel.reached(step))
                    .put("pending", funnel.pendingAt(step))
                    .put("conversion", funnel.conversionOfEntered(step).value())
                    .put(
                            "stepConversion",
                            step == 0
                                    ? OptionalDouble.empty()
                                    : funnel.stepConversion(step).value())
                    .build());
        }
        JsonObject.Builder json = JsonObject.builder()
                .put("definition", funnel.describe())
                .put("entered", funnel.entered())
                .put("converted", funnel.converted())
                .put("pending", funnel.pending())
                .put("conversion", funnel.conversion().value());
        report.matured()
                .ifPresentOrElse(
                        matured -> json.putObject(
                                "matured",
                                content -> content.put("entered", matured.entered())
                                        .put("converted", matured.converted())
                                        .put("conversion", matured.conversion().value())),
                        () -> json.putNull("matured"));
        return json.put("medianSecondsToConvert", seconds(funnel))
                .put("steps", steps)
                .build();
    }

    private static OptionalDouble seconds(FunnelResult funnel) {
        return funnel.medianTimeToConvert()
                .map(Duration::toMillis)
                .map(millis -> OptionalDouble.of(millis / 1000.0))
                .orElse(OptionalDouble.empty());
    }
}
