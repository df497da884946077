package io.github.staycurve.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activity, growth, retention, funnel and operating metrics of the main job, from outside. */
class ReportEventsTest extends ReportRuns {
    private Path events() throws IOException {
        return file(
                "who,at,what",
                "a,2024-01-05T10:00:00Z,view",
                "a,2024-01-05T10:05:00Z,cart",
                "a,2024-01-05T10:10:00Z,buy",
                "b,2024-01-20T09:00:00Z,view",
                "b,2024-03-02T09:00:00Z,cart",
                "c,2024-02-11T23:30:00Z,view",
                "a,2024-02-28T10:00:00Z,view",
                ",2024-02-28T10:00:00Z,view",
                "c,2024-03-10,");
    }

    private String[] options(Path events, String... more) {
        return with(
                with(
                        new String[] {
                            "--event-customer",
                            "who",
                            "--event-time",
                            "at",
                            "--event-type",
                            "what",
                            "--end",
                            "2024-03-15"
                        },
                        more),
                "--events",
                events.toString(),
                "--out",
                folder.resolve("out").toString());
    }

    @Test
    void eventsAloneAreLegal() throws IOException {
        assertThat(run(options(events(), "--funnel", "view,cart,buy", "--funnel-window", "2h")))
                .as(err.toString())
                .isZero();
        List<String> customers = Files.readAllLines(folder.resolve("out/customers.csv"));
        assertThat(customers).hasSize(1);
        assertThat(customers.get(0))
                .startsWith("customer_id,purchases")
                .endsWith(",stage,activity_state,value_stage,silence_score,"
                        + "churn_probability,churn_definition,top_reason");

        JsonObject report = report(folder.resolve("out"));
        for (String part : List.of("models", "holdout", "segmentation", "totals", "stages")) {
            assertThat(report.optionalObject(part)).as(part).isEmpty();
        }
        JsonObject read = report.object("input").object("events");
        assertThat(read.whole("rows")).isEqualTo(9);
        assertThat(read.whole("accepted")).isEqualTo(7);
        assertThat(read.object("refusedByReason").whole("missingCustomer")).isEqualTo(1);
        assertThat(read.object("refusedByReason").whole("missingType")).isEqualTo(1);
        assertThat(report.object("operating").whole("activeUsers")).isEqualTo(3);
        assertThat(report.object("operating").has("gmv")).isFalse();
    }

    @Test
    void activityGrowthRetentionAndFunnelByHand() throws IOException {
        assertThat(run(options(events(), "--funnel", "view,cart,buy", "--funnel-window", "2h")))
                .isZero();
        JsonObject report = report(folder.resolve("out"));

        List<JsonObject> days = report.object("activity").list("days").objects();
        assertThat(days).hasSize(71); // 5 January to 15 March 2024
        assertThat(days.get(0).text("day")).isEqualTo("2024-01-05");
        assertThat(days.get(0).whole("active")).isEqualTo(1);
        assertThat(days.get(1).whole("active")).isZero();
        assertThat(days.get(0).optionalNumber("active28")).isEmpty();
        assertThat(days.get(70).whole("active28")).isEqualTo(2); // a on 28 February, b on 2 March

        List<JsonObject> growth = report.object("growth").list("periods").objects();
        assertThat(growth).hasSize(3);
        assertThat(flows(growth.get(0))).containsExactly(2L, 0L, 0L, 0L);
        assertThat(flows(growth.get(1))).containsExactly(1L, 1L, 0L, 1L); // c new, a again, b not
        assertThat(flows(growth.get(2))).containsExactly(0L, 0L, 1L, 2L); // b again
        assertThat(growth.get(1).text("status")).isEqualTo("COMPLETE");
        assertThat(growth.get(2).text("status")).isEqualTo("PARTIAL");

        List<JsonObject> cohorts = report.object("retention").list("cohorts").objects();
        assertThat(cohorts.get(0).text("period")).isEqualTo("2024-01-01");
        assertThat(cohorts.get(0).whole("size")).isEqualTo(2);
        assertThat(cohorts.get(0).list("counts").numbers()).containsExactly(2, 1, 1);
        assertThat(cohorts.get(0).list("status").texts()).containsExactly("COMPLETE", "COMPLETE", "PARTIAL");
        assertThat(cohorts.get(1).list("counts").numbers()).containsExactly(1, 0);

        JsonObject funnel = report.object("funnel");
        assertThat(funnel.list("steps").objects().stream().map(step -> step.whole("count")))
                .containsExactly(3L, 1L, 1L); // b's cart came weeks later
        assertThat(funnel.list("steps").objects().get(1).number("stepConversion"))
                .isEqualTo(1 / 3.0);
        assertThat(funnel.optionalNumber("medianSecondsToConvert")).isEmpty(); // one of three converts
        assertThat(report.object("activity").number("stickiness")).isEqualTo(2 / (2 * 28.0)); // a and b, a day each
        assertThat(out.toString()).doesNotContain("check the spelling");
    }

    @Test
    void theMedianTimeToConvertIsInSeconds() throws IOException {
        assertThat(run(options(events(), "--funnel", "cart,buy", "--funnel-window", "2h")))
                .isZero();
        assertThat(report(folder.resolve("out")).object("funnel").number("medianSecondsToConvert"))
                .isEqualTo(300); // a after five minutes, b not at all
    }

    /** Fewer than 28 days have no stickiness of 28 days. */
    @Test
    void aShortLogHasNoStickiness() throws IOException {
        assertThat(run(options(events(), "--start", "2024-02-18"))).isZero(); // 27 days
        assertThat(report(folder.resolve("out")).object("activity").optionalNumber("stickiness"))
                .isEmpty();
        assertThat(run(options(events(), "--start", "2024-02-17"))).isZero();
        assertThat(report(folder.resolve("out")).object("activity").number("stickiness"))
                .isEqualTo(2 / (2 * 28.0));
    }

    /** Of late entries only the quick ones are decided, so conversion is too high; that of entries whose window is over is not. */
    @Test
    void maturedConversionIsOfEntriesWhoseWindowIsOver() throws IOException {
        Path events = file(
                "who,at,what",
                "a,2024-03-01T10:00:00Z,view",
                "a,2024-03-01T11:00:00Z,buy",
                "b,2024-03-02T10:00:00Z,view",
                "b,2024-03-15T10:00:00Z,view",
                "c,2024-03-03T23:59:59.999Z,view",
                "d,2024-03-14T10:00:00Z,view",
                "d,2024-03-14T10:01:00Z,buy",
                "e,2024-03-09T00:00:00Z,view");
        assertThat(run(options(events, "--funnel", "view,buy", "--funnel-window", "7d")))
                .isZero();
        JsonObject funnel = report(folder.resolve("out")).object("funnel");
        assertThat(funnel.whole("entered")).isEqualTo(5);
        assertThat(funnel.whole("pending")).isEqualTo(2); // b's second view, and e's
        assertThat(funnel.number("conversion")).isEqualTo(2 / 3.0);
        assertThat(funnel.object("matured").whole("entered")).isEqualTo(3);
        assertThat(funnel.object("matured").number("conversion")).isEqualTo(1 / 3.0);

        assertThat(run(options(events, "--funnel", "view,buy", "--funnel-window", "12d")))
                .isZero();
        funnel = report(folder.resolve("out")).object("funnel");
        assertThat(funnel.object("matured").whole("entered")).isEqualTo(3); // c's window ends with the last instant

        assertThat(run(options(events, "--funnel", "view,buy"))).isZero();
        assertThat(report(folder.resolve("out")).object("funnel").optionalObject("matured"))
                .isEmpty();
    }

    @Test
    void aStepThatDoesNotOccurIsTold() throws IOException {
        assertThat(run(options(events(), "--funnel", "view,Cart,pay,buy"))).isZero();
        assertThat(out.toString()).contains("no event has the type 'Cart', 'pay'; check the spelling");
        assertThat(report(folder.resolve("out")).object("funnel").list("steps").objects().stream()
                        .map(step -> step.whole("count")))
                .containsExactly(3L, 0L, 0L, 0L);
    }

    /** GMV of 28 days is buyers x purchases a buyer x value a purchase; what each did to the change adds up. */
    @Test
    void theChangeOfGmvIsTakenApart() throws IOException {
        Path purchases = file(
                "customer,time,amount",
                "a,2024-01-01,100",
                "a,2024-01-02,40",
                "a,2024-01-02,60",
                "b,2024-01-28,100",
                "a,2024-01-29,130",
                "b,2024-02-05,130",
                "c,2024-02-25,130");
        assertThat(run(
                        "--transactions",
                        purchases.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject operating = report(folder.resolve("out")).object("operating");
        assertThat(operating.number("gmvChange28Days")).isEqualTo(0.3, within(1e-15)); // 300 to 390
        JsonObject factors = operating.object("gmvFactors28Days");
        assertThat(factors.number("difference")).isEqualTo(90);
        // 2 x 1.5 x 100 to 3 x 1 x 130: a factor's effect is the mean over the six orders of replacing them
        assertThat(factors.number("buyers")).isEqualTo(142.5, within(1e-9));
        assertThat(factors.number("purchasesPerBuyer")).isEqualTo(-145, within(1e-9));
        assertThat(factors.number("valuePerPurchase")).isEqualTo(92.5, within(1e-9));
    }

    /** More days than a trend takes: the report is made, and says that there is none. */
    @Test
    void tooManyDaysHaveNoTrend() throws IOException {
        Path purchases = file("customer,time,amount", "a,2010-01-01,10", "a,2022-01-01,10", "b,2022-01-02,10");
        assertThat(run(
                        "--transactions",
                        purchases.toString(),
                        "--grid",
                        "day",
                        "--start",
                        "2021-12-01",
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject operating = report(folder.resolve("out")).object("operating");
        assertThat(operating.optionalNumber("gmvTrendPerPeriod")).isEmpty();
        assertThat(operating.optionalObject("gmvForecast")).isEmpty();
        assertThat(operating.number("gmv")).isEqualTo(30);
    }

    @Test
    void anEndBeforeAllEventsIsNamedWhateverTheStart() throws IOException {
        Path events = file("customer,time,type", "a,2024-01-05,view");
        assertThat(run("--events", events.toString(), "--start", "2023-01-01", "--end", "2024-01-04"))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains("nothing happened up to 2024-01-04").hasLineCount(1);
    }

    @Test
    void daysThatNoReportCanCoverAreNamed() throws IOException {
        Path purchases = file("customer,time,amount", "a,2010-01-01,10", "b,2010-01-02,10");
        assertThat(run("--transactions", purchases.toString(), "--end", "9999-12-31"))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains("--start and --end").hasLineCount(1);
    }

    private static List<Long> flows(JsonObject period) {
        return List.of(
                period.whole("new"), period.whole("returning"), period.whole("resurrected"), period.whole("dormant"));
    }

    @Test
    void withoutEventsActivityIsPurchases() throws IOException {
        Path purchases = file(
                "customer,time,amount", "a,2024-01-31,10", "a,2024-02-01,10", "a,2024-02-20,-10", "b,2024-02-10,30");
        assertThat(run(
                        "--transactions",
                        purchases.toString(),
                        "--end",
                        "2024-03-31",
                        "--grid",
                        "month",
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject report = report(folder.resolve("out"));
        assertThat(report.object("activity").text("of")).isEqualTo("purchases");
        List<JsonObject> growth = report.object("growth").list("periods").objects();
        assertThat(flows(growth.get(1))).containsExactly(1L, 1L, 0L, 0L);
        assertThat(flows(growth.get(2))).containsExactly(0L, 0L, 0L, 2L);
        JsonObject operating = report.object("operating");
        assertThat(operating.number("gmv")).isEqualTo(50);
        assertThat(operating.number("refunds")).isEqualTo(10);
        assertThat(operating.number("nmv")).isEqualTo(40);
        assertThat(operating.whole("orders")).isEqualTo(3);
        assertThat(operating.number("arppu")).isEqualTo(20);
        assertThat(operating.optionalNumber("arpu")).isEmpty();
        assertThat(operating.object("repeatPurchaseRate").number("value")).isEqualTo(0.5);
        assertThat(report.optionalObject("funnel")).isEmpty();
    }

    /** Lines of a basket are one order, a refund is none, and an order after the end is not there yet. */
    @Test
    void ordersAreDistinctNumbersUpToTheEnd() throws IOException {
        Path purchases = file(
                "customer,time,amount,no",
                "a,2024-01-05,10,o1",
                "a,2024-01-05,20,o1",
                "a,2024-01-06,-5,c1",
                "b,2024-01-10,30,o2",
                "b,2024-02-10,30,o3");
        assertThat(run(
                        "--transactions",
                        purchases.toString(),
                        "--order",
                        "no",
                        "--end",
                        "2024-01-31",
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject operating = report(folder.resolve("out")).object("operating");
        assertThat(operating.text("ordersAre")).isEqualTo("distinct order numbers");
        assertThat(operating.whole("orders")).isEqualTo(2);
        assertThat(operating.number("averageOrderValue")).isEqualTo(30);
    }

    @Test
    void purchasesAndEventsTogether() throws IOException {
        Path purchases = file("customer,time,amount", "a,2024-01-05,10", "d,2024-01-06,30");
        assertThat(run(options(events(), "--transactions", purchases.toString())))
                .as(err.toString())
                .isZero();
        JsonObject report = report(folder.resolve("out"));
        assertThat(report.object("activity").text("of")).isEqualTo("events");
        assertThat(report.object("operating").whole("activeUsers")).isEqualTo(4); // d did nothing but buy
        assertThat(report.object("operating").number("arpu")).isEqualTo(10);
        assertThat(report.object("operating").object("conversionRate").number("value"))
                .isEqualTo(0.5);
        assertThat(Files.readAllLines(folder.resolve("out/customers.csv"))).hasSize(3);
    }

    @Test
    void theEndIsTheLastPurchaseOrEvent() throws IOException {
        Path events = file("customer,time,type", "a,2024-01-05,view", "a,2024-04-09,view");
        assertThat(run(
                        "--events",
                        events.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .isZero();
        JsonObject window = report(folder.resolve("out")).object("window");
        assertThat(window.text("end")).isEqualTo("2024-04-09");
        assertThat(window.text("endIs")).isEqualTo("the day of the last purchase or event");
    }

    /** Days start at local midnight; a clock that was off by decades does not stretch the report if the start is named. */
    @Test
    void daysAreThoseOfTheZoneFromTheFirstThatCounts() throws IOException {
        Path events = file(
                "customer,time,type",
                "a,1960-01-01T00:00:00Z,view",
                "a,2024-01-05T20:00:00Z,view",
                "b,2024-01-06T10:00:00Z,view");
        assertThat(run(
                        "--events",
                        events.toString(),
                        "--zone",
                        "Asia/Shanghai",
                        "--grid",
                        "day",
                        "--start",
                        "2024-01-01",
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        List<JsonObject> days =
                report(folder.resolve("out")).object("activity").list("days").objects();
        assertThat(days).hasSize(6);
        assertThat(days.get(5).whole("active")).isEqualTo(2); // 20:00 UTC is 4:00 of the next day
        List<JsonObject> growth =
                report(folder.resolve("out")).object("growth").list("periods").objects();
        assertThat(growth.get(5).whole("new")).isEqualTo(1); // a was seen before
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--grid year | --grid must be day, week or month",
                "--funnel view | --funnel must be 2 to 64 event types",
                "--funnel view,,buy | --funnel must be 2 to 64 event types",
                "--funnel-window 2h | --funnel-window goes with --funnel",
                "--funnel view,buy --funnel-window 0d | --funnel-window must be a time above 0",
                "--funnel view,buy --funnel-window soon | --funnel-window must be a time above 0",
                "--start 2024-13-01 | --start must be a date",
                "--funnel view,buy,view | --funnel must not name a type twice",
                "--start 2025-01-01 | --start 2025-01-01 must not lie after the last day, 2024-03-15"
            })
    void wrongOptionsAreNamedAndNothingIsWritten(String options, String message) throws IOException {
        assertThat(run(options(events(), options.split(" ", -1)))).isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains(message).hasLineCount(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFunnelNeedsEvents() throws IOException {
        Path purchases = file("customer,time,amount", "a,2024-01-05,10");
        assertThat(run("--transactions", purchases.toString(), "--funnel", "a,b"))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains("--funnel needs --events");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Path events = file("customer,time,kind", "a,2024-01-05,view");
        assertThat(run("--events", events.toString())).isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains("'type'").hasLineCount(1);
    }

    @Test
    void theEventsAreNotWrittenOver() throws IOException {
        Path events = Files.write(folder.resolve("report.json"), List.of("customer,time,type", "a,2024-01-05,view"));
        assertThat(run("--events", events.toString(), "--out", folder.toString()))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains("is the input");
    }

    @Test
    void theMadeUpShopHasAFunnel() throws IOException {
        assertThat(run(
                        "--funnel",
                        "visit,cart,purchase",
                        "--funnel-window",
                        "1d",
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject funnel = report(folder.resolve("out")).object("funnel");
        List<Long> counts = funnel.list("steps").objects().stream()
                .map(s -> s.whole("count"))
                .toList();
        assertThat(counts.get(0)).isGreaterThanOrEqualTo(counts.get(1));
        assertThat(counts.get(1)).isGreaterThanOrEqualTo(counts.get(2));
        assertThat(counts.get(2)).isEqualTo(4000); // every customer of the shop orders, from a cart, within a day
    }
}
