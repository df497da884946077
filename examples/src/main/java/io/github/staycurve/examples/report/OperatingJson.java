package io.github.staycurve.examples.report;

import io.github.staycurve.core.activity.LifecycleFlow;
import io.github.staycurve.core.activity.LifecycleFlows;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.metric.BuyerCohort;
import io.github.staycurve.core.metric.Decomposition;
import io.github.staycurve.core.metric.MetricChange;
import io.github.staycurve.core.metric.OperatingMetrics;
import io.github.staycurve.core.metric.SeasonalForecast;
import io.github.staycurve.core.metric.Trend;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.stat.SurvivalIntervalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Writes {@code operating} of {@code report.json}. */
final class OperatingJson {
    private static final double CONFIDENCE = 0.95;
    private static final int[] DAYS_TO_SECOND_PURCHASE = {30, 60, 90};
    private static final double MEDIAN = 0.5;

    private final Operating operating;
    private final JsonObject.Builder json;

    private OperatingJson(Operating operating, JsonObject.Builder json) {
        this.operating = operating;
        this.json = json;
    }

    /** Writes the metrics that the input allows: those of sales need purchases, those of users take events. */
    static JsonObject of(ReportResult result) {
        OptionalLong activeUsers = result.input().activeUsers(result.window());
        JsonObject.Builder json = JsonObject.builder()
                .put("activeUsers", activeUsers)
                .put("userGrowthRate", userGrowth(result.activity().flows()));
        result.purchases()
                .ifPresent(p -> new OperatingJson(p.operating(), json)
                        .purchases(p.distinctOrders(result.window()), activeUsers));
        return json.build();
    }

    private void purchases(OptionalLong orders, OptionalLong activeUsers) {
        sales(orders, activeUsers);
        repeats();
        change("gmvChange28Days", operating.last28Days());
        operating.factors().ifPresentOrElse(this::factors, () -> json.putNull("gmvFactors28Days"));
        change("gmvChangeYearBefore", operating.sameDaysLastYear());
        trend();
    }

    private void sales(OptionalLong distinctOrders, OptionalLong activeUsers) {
        OperatingMetrics whole = operating.whole();
        double orders = distinctOrders.isPresent() ? distinctOrders.getAsLong() : whole.orders();
        json.put("definition", whole.describe())
                .put("from", whole.period().firstDay().toString())
                .put("to", whole.period().lastDay().toString())
                .put("gmv", whole.gmv())
                .put("refunds", whole.refunds())
                .put("nmv", whole.nmv())
                .put("orders", Math.round(orders))
                .put("ordersAre", distinctOrders.isPresent() ? "distinct order numbers" : "purchase rows")
                .put("averageOrderValue", Ratio.of(whole.gmv(), orders).value())
                .put("buyers", whole.buyers());
        if (activeUsers.isPresent()) {
            json.put("arpu", whole.revenuePerUser(activeUsers.getAsLong()).value());
            rate(
                    "conversionRate",
                    whole.conversionOfUsers(activeUsers.getAsLong()).rate());
        } else {
            json.putNull("arpu").putNull("conversionRate");
        }
        json.put("arppu", whole.revenuePerPayingUser().value())
                .put("purchaseFrequency", whole.purchaseFrequency().value());
    }

    private void repeats() {
        rate("repeatPurchaseRate", operating.whole().repeatPurchaseRate());
        rate("returningCustomerRate", operating.whole().returningCustomerRate());
        BuyerCohort buyers = operating.buyers();
        List<JsonObject> within = new ArrayList<>();
        for (int days : DAYS_TO_SECOND_PURCHASE) {
            JsonObject.Builder each = JsonObject.builder().put("days", days);
            Optional<PointEstimate> probability = buyers.secondPurchaseWithin(days);
            each.put("probability", number(probability.map(PointEstimate::value)));
            interval(each, buyers.secondPurchaseInterval(days, CONFIDENCE));
            each.put("cohortRepeatRate", buyers.repeatRate(days).value());
            within.add(each.build());
        }
        json.put("secondPurchaseWithin", within)
                .put("medianDaysToSecondPurchase", buyers.medianDaysToSecondPurchase())
                .put("medianDaysBetweenPurchases", operating.rhythm().gapCurve().median());
        interval(
                json,
                "medianDaysBetweenPurchasesInterval",
                operating.rhythm().gapCurve().quantileInterval(MEDIAN, CONFIDENCE, SurvivalIntervalKind.LOG_LOG));
        json.put(
                "meanTenureDays",
                IntStream.range(0, operating.rhythm().size())
                        .mapToDouble(operating.rhythm()::tenureDays)
                        .average());
    }

    /** How many users came in the last whole period, to those seen before it. */
    private static OptionalDouble userGrowth(LifecycleFlows flows) {
        for (int slot = flows.periods() - 1; slot > 0; slot--) {
            OptionalLong came = flows.count(LifecycleFlow.NEW, slot);
            OptionalLong before = flows.everSeen(slot - 1);
            if (flows.status(LifecycleFlow.NEW, slot) == CellStatus.COMPLETE
                    && came.isPresent()
                    && before.isPresent()) {
                return Ratio.of((double) came.getAsLong(), (double) before.getAsLong())
                        .value();
            }
        }
        return OptionalDouble.empty();
    }

    private void trend() {
        Optional<Trend> trend = operating.trend();
        json.put("gmvTrendPerPeriod", number(trend.map(Trend::slope)));
        interval(json, "gmvTrendInterval", trend.map(t -> t.slopeInterval(CONFIDENCE)));
        json.put("gmvTrendPValue", number(trend.map(Trend::pValue)));
        operating.forecast().ifPresentOrElse(this::forecast, () -> json.putNull("gmvForecast"));
    }

    private void forecast(SeasonalForecast forecast) {
        List<JsonObject> steps = new ArrayList<>();
        for (int step = 1; step <= forecast.horizon(); step++) {
            JsonObject.Builder each = JsonObject.builder().put("step", step).put("value", forecast.value(step));
            interval(each, Optional.of(forecast.interval(step, CONFIDENCE)));
            steps.add(each.put("baseline", forecast.baseline(step)).build());
        }
        json.putObject(
                "gmvForecast",
                content -> content.put("definition", forecast.describe())
                        .put("beatsBaseline", forecast.beatsBaseline())
                        .put("steps", steps));
    }

    private void factors(Decomposition factors) {
        json.putObject("gmvFactors28Days", content -> {
            content.put("difference", factors.difference());
            for (int factor = 0; factor < factors.factors().size(); factor++) {
                content.put(factors.factors().get(factor), factors.effect(factor));
            }
        });
    }

    private void change(String name, Optional<MetricChange> change) {
        json.put(name, change.map(c -> c.rate().value()).orElse(OptionalDouble.empty()));
    }

    /** A share with its Wilson interval. */
    private void rate(String name, Ratio ratio) {
        json.putObject(name, content -> {
            content.put("value", ratio.value())
                    .put("numerator", ratio.numerator())
                    .put("denominator", ratio.denominator());
            interval(content, ratio.wilson(CONFIDENCE));
        });
    }

    private static void interval(JsonObject.Builder target, Optional<Interval> interval) {
        target.put("lower", number(interval.map(Interval::lower))).put("upper", number(interval.map(Interval::upper)));
    }

    private static void interval(JsonObject.Builder target, String name, Optional<Interval> interval) {
        target.putObject(name, content -> interval(content, interval));
    }

    /** A number, none where there is none or it has no bound. */
    private static OptionalDouble number(Optional<Double> value) {
        return value.filter(Double::isFinite).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
