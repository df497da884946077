package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published counts of three logs, by options of the main job alone. */
class EventsTest extends ReportOnData {
    /** 410 customers viewed, 294 of them put something into a cart after that, 195 of these bought. */
    @Test
    void funnelOfAMarketplaceInItsZone() throws IOException {
        JsonObject report = report(
                "--events",
                SharedData.file("taobao_events/data_even.csv.gz").toString(),
                "--event-customer",
                "user_id",
                "--event-time",
                "event_time",
                "--event-type",
                "behavior",
                "--zone",
                "Asia/Shanghai",
                "--grid",
                "day",
                "--funnel",
                "pv,cart,buy");
        assertThat(report.object("funnel").list("steps").objects().stream().map(step -> step.whole("count")))
                .containsExactly(410L, 294L, 195L);
        assertThat(report.object("input").object("events").whole("accepted")).isEqualTo(44_995);
    }

    @Test
    void monthlyActiveUsersOfALoginLog() throws IOException {
        JsonObject report = report(
                "--events",
                SharedData.file("relax_saas/data.csv.gz").toString(),
                "--event-customer",
                "user_id",
                "--event-time",
                "date",
                "--event-type",
                "user_id");
        List<JsonObject> months = report.object("growth").list("periods").objects();
        assertThat(months.stream()
                        .filter(month -> month.text("period").compareTo("2014-03-01") >= 0)
                        .limit(3)
                        .map(month -> month.whole("active")))
                .containsExactly(1738L, 1852L, 2095L);
        JsonObject busiest = report.object("activity").list("days").objects().stream()
                .max(java.util.Comparator.comparingLong(day -> day.whole("active")))
                .orElseThrow();
        assertThat(busiest.text("day")).isEqualTo("2014-05-21");
        assertThat(busiest.whole("active")).isEqualTo(712);
    }

    /** The December 2010 cohort of the published clean set. */
    @Test
    void firstCohortOfOnlineRetail() throws IOException {
        JsonObject report = onlineRetail("--refunds", "ignore", "--zero-amounts", "refuse");
        JsonObject cohort = report.object("retention").list("cohorts").objects().get(0);
        assertThat(cohort.text("period")).isEqualTo("2010-12-01");
        assertThat(cohort.list("counts").numbers())
                .containsExactly(885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235);
        assertThat(cohort.list("status").texts()).endsWith("COMPLETE", "PARTIAL");
        // 8,911,407.904 of 18,532 invoices
        assertThat(report.object("operating").whole("orders")).isEqualTo(18_532);
        assertThat(report.object("operating").number("averageOrderValue")).isEqualTo(8_911_407.904 / 18_532);
    }

    /** CDNOW's January cohort. */
    @Test
    void firstCohortOfCdnow() throws IOException {
        JsonObject report = cdnow("--end", "1998-06-30");
        JsonObject cohort = report.object("retention").list("cohorts").objects().get(0);
        assertThat(cohort.list("counts").numbers()).startsWith(781, 124, 95, 70, 65, 77, 65);
    }
}
