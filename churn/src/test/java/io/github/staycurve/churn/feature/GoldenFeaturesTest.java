package io.github.staycurve.churn.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.json.JsonList;
import io.github.staycurve.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** golden/point_in_time_features.json: 8 customers at 7 cutoffs, 123 purchases, computed in Python. */
class GoldenFeaturesTest {
    private static final JsonObject GOLDEN = Golden.read("point_in_time_features");
    private static final FeatureSet SET = FeatureSet.of(
            ZoneOffset.UTC,
            Feature.inactivity(),
            Feature.tenure(),
            Feature.orders(),
            Feature.orders(30),
            Feature.orders(90),
            Feature.spend(90),
            Feature.meanGap(),
            Feature.medianGap(),
            Feature.orderTrend(30));
    private static final List<String> NAMES =
            List.of("recency", "tenure", "n_all", "n_30", "n_90", "sum_90", "mean_gap", "median_gap", "trend_30");

    @Test
    void featuresAreThoseOfTheReference() {
        CustomerFeatures found = SET.at(CustomerLogs.of(log()), cutoffs());
        List<JsonObject> rows = GOLDEN.list("rows").objects();

        assertThat(found.size()).isEqualTo(rows.size());
        for (JsonObject row : rows) {
            int at = found.indexOf(row.text("customer"), day(row.number("cutoff")));
            for (int feature = 0; feature < NAMES.size(); feature++) {
                OptionalDouble expected = row.optionalNumber(NAMES.get(feature));
                double value = found.table().value(at, feature);
                if (NAMES.get(feature).equals("sum_90")) {
                    value = Math.round(value * 100) / 100.0; // the file has its sums in whole cents
                }
                assertThat(value)
                        .as("%s %s", NAMES.get(feature), row)
                        .isEqualTo(expected.orElse(Double.NaN), offset(0.0));
            }
        }
    }

    @Test
    void labelsAreThoseOfTheReference() {
        LocalDate end = day(GOLDEN.number("observation_end"));
        FixedWindow definition = new FixedWindow((int) GOLDEN.whole("horizon_H"));
        LabelledFeatures found = SET.at(CustomerLogs.of(log()), cutoffs(), definition, end);
        int labelled = 0;
        int unobserved = 0;
        for (JsonObject row : GOLDEN.list("rows").objects()) {
            int at = found.rows().indexOf(row.text("customer"), day(row.number("cutoff")));
            OptionalDouble label = row.optionalNumber("churn_label");
            if (label.isPresent()) {
                assertThat(found.isChurned(at)).as("%s", row).isEqualTo(label.getAsDouble() == 1);
                labelled++;
            } else {
                assertThat(at).as("%s", row).isEqualTo(-1);
                unobserved++;
            }
        }
        assertThat(found.size()).isEqualTo(labelled);
        assertThat(found.audit().notObserved()).isEqualTo(unobserved).isEqualTo(8);
        assertThat(found.audit().considered()).isEqualTo(7 * 8);
        assertThat(found.audit(day(30))).isEqualTo(new FeatureAudit(8, 3, 5, 0, 0, 0));
    }

    private static List<LocalDate> cutoffs() {
        return Arrays.stream(GOLDEN.list("cutoffs").numbers())
                .mapToObj(GoldenFeaturesTest::day)
                .toList();
    }

    private static TransactionLog log() {
        TransactionLogBuilder log = TransactionLog.builder();
        JsonList events = GOLDEN.list("events");
        for (int i = 0; i < events.size(); i++) {
            JsonList event = events.list(i);
            Instant time = day(event.number(1)).atTime(12, 0).toInstant(ZoneOffset.UTC);
            log.add(event.text(0), time, event.number(2));
        }
        return log.build();
    }

    private static LocalDate day(double day) {
        return LocalDate.ofEpochDay(Math.round(day));
    }
}
