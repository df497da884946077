package io.github.staycurve.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.json.JsonList;
import io.github.staycurve.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R 4.2.2, survival 3.5-3: the files say how. Closed forms agree to 1e-12, relatively, and R printed 15 digits. */
class KaplanMeierGoldenTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void tinyTies() throws IOException {
        JsonObject golden = golden("km_tiny_ties");
        CensoredDurations data = data(golden.list("input").objects(), "t", "e", row -> true);
        assertCurve(data, golden.object("result"));
        assertRestrictedMean(KaplanMeier.of(data), golden.object("rmst"));
    }

    @Test
    void frequencyWeights() throws IOException {
        JsonObject golden = golden("km_frequency_weights");
        List<JsonObject> rows = golden.list("input").objects();
        double[] weights = rows.stream().mapToDouble(row -> row.number("w")).toArray();
        CensoredDurations data = data(rows, "t", "e", row -> true).withWeights(weights, WeightKind.FREQUENCY);
        assertCounts(KaplanMeier.of(data), golden);
        NelsonAalen hazard = NelsonAalen.of(data);
        for (int j = 0; j < hazard.size(); j++) {
            assertThat(hazard.cumulativeHazard(j))
                    .isCloseTo(golden.list("na_cumhaz").number(j), near(1));
        }
    }

    @Test
    void rossi() throws IOException {
        JsonObject golden = golden("km_rossi");
        CensoredDurations data = data(golden.list("input").objects(), "week", "arrest", row -> true);
        assertThat(data.size()).isEqualTo(432);
        assertCurve(data, golden.object("overall"));
        assertThat(KaplanMeier.of(data).median()).isEmpty(); // 74 % were not arrested again
        assertThat(KaplanMeier.of(data).quantileInterval(0.5, 0.95, SurvivalIntervalKind.LOG))
                .isEmpty();
        assertRestrictedMean(KaplanMeier.of(data), golden.object("rmst"));
    }

    @ParameterizedTest
    @CsvSource({"control", "miR-137"})
    void waltonsByGroup(String group) throws IOException {
        JsonObject golden = golden("km_waltons");
        CensoredDurations data = data(
                golden.list("input").objects(),
                "T",
                "E",
                row -> row.text("group").equals(group));
        JsonObject expected = golden.object("by_group").object(group);
        assertCurve(data, expected);
        assertRestrictedMean(KaplanMeier.of(data), expected.object("rmst"));
    }

    @Test
    void waltonsMergedFromItsGroups() throws IOException {
        JsonObject golden = golden("km_waltons");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = data(rows, "T", "E", row -> row.text("group").equals("control"))
                .plus(data(rows, "T", "E", row -> !row.text("group").equals("control")));
        assertCurve(data, golden.object("overall"));
        assertRestrictedMean(KaplanMeier.of(data), golden.object("rmst"));
    }

    private static void assertCurve(CensoredDurations data, JsonObject golden) {
        KaplanMeier curve = KaplanMeier.of(data);
        assertCounts(curve, golden);
        NelsonAalen pooled = NelsonAalen.of(data);
        NelsonAalen spread = NelsonAalen.of(data, HazardTies.SPREAD);
        for (int j = 0; j < curve.size(); j++) {
            assertThat(curve.censored(j)).isEqualTo(golden.list("n_censor").number(j));
            assertClose(pooled.cumulativeHazard(j), golden.list("na_cumhaz"), j);
            assertClose(pooled.variance(j), golden.list("na_var"), j);
            assertClose(spread.cumulativeHazard(j), golden.list("fh_cumhaz"), j);
            assertClose(spread.variance(j), golden.list("fh_var"), j);
        }
        assertIntervals(curve, golden, SurvivalIntervalKind.LOG, "log");
        assertIntervals(curve, golden, SurvivalIntervalKind.LOG_LOG, "loglog");
        assertIntervals(curve, golden, SurvivalIntervalKind.PLAIN, "plain");
    }

    private static void assertCounts(KaplanMeier curve, JsonObject golden) {
        JsonList times = golden.list("time");
        assertThat(curve.size()).isEqualTo(times.size());
        for (int j = 0; j < curve.size(); j++) {
            assertThat(curve.time(j)).isEqualTo(times.number(j));
            assertThat(curve.atRisk(j)).isEqualTo(golden.list("n_risk").number(j));
            assertThat(curve.ended(j)).isEqualTo(golden.list("n_event").number(j));
            assertThat(curve.survivalAt(curve.time(j))).hasValue(curve.survival(j));
            if (curve.survival(j) == 0) {
                assertThat(curve.variance(j)).isEmpty();
                assertThat(curve.survival(j)).isEqualTo(golden.list("surv").number(j));
            } else {
                assertClose(curve.survival(j), golden.list("surv"), j);
                assertClose(curve.variance(j).orElseThrow(), golden.list("greenwood_var"), j);
            }
        }
    }

    private static void assertIntervals(KaplanMeier curve, JsonObject golden, SurvivalIntervalKind kind, String name) {
        JsonObject expected = golden.object("ci_" + name);
        for (int j = 0; j < curve.size(); j++) {
            if (curve.survival(j) == 0) {
                assertThat(curve.interval(j, 0.95, kind)).isEmpty();
                continue;
            }
            Interval interval = curve.interval(j, 0.95, kind).orElseThrow();
            assertClose(interval.lower(), expected.list("lower"), j);
            assertClose(interval.upper(), expected.list("upper"), j);
        }
        JsonObject median = golden.object("median");
        assertThat(curve.median()).isEqualTo(median.optionalNumber("value"));
        if (curve.median().isPresent()) {
            Interval interval = curve.quantileInterval(0.5, 0.95, kind).orElseThrow();
            assertThat(interval.lower()).isEqualTo(median.list(name).number(0));
            if (interval.upper() < Double.POSITIVE_INFINITY) {
                assertThat(interval.upper()).isEqualTo(median.list(name).number(1));
            } else {
                assertThat(median.list(name).toString()).contains("null");
            }
        }
    }

    private static void assertRestrictedMean(KaplanMeier curve, JsonObject golden) {
        PointEstimate mean = curve.restrictedMean(golden.number("tau")).orElseThrow();
        assertThat(mean.value()).isCloseTo(golden.number("value"), near(golden.number("value")));
        assertThat(mean.standardError().orElseThrow()).isCloseTo(golden.number("se"), near(golden.number("se")));
    }

    private static void assertClose(double actual, JsonList expected, int index) {
        assertThat(actual).isCloseTo(expected.number(index), near(expected.number(index)));
    }

    private static Offset<Double> near(double value) {
        return within(TOLERANCE * Math.max(Math.abs(value), 1e-3));
    }

    private static CensoredDurations data(
            List<JsonObject> rows, String duration, String ended, Predicate<JsonObject> filter) {
        List<JsonObject> taken = rows.stream().filter(filter).toList();
        boolean[] flags = new boolean[taken.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = taken.get(i).number(ended) == 1;
        }
        return CensoredDurations.of(
                taken.stream().mapToDouble(row -> row.number(duration)).toArray(), flags);
    }

    private static JsonObject golden(String name) throws IOException {
        try (InputStream file = KaplanMeierGoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return JsonObject.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
