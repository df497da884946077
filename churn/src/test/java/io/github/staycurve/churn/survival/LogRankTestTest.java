package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRankTestTest {
    /** R 4.2.2, survival 3.5-3: survdiff with rho 0 and 1. */
    @ParameterizedTest
    @CsvSource({
        "km_rossi, week, arrest, fin, logrank",
        "km_rossi, week, arrest, fin, peto_peto_rho1",
        "km_waltons, T, E, group, logrank",
        "km_waltons, T, E, group, peto_peto_rho1",
    })
    void golden(String file, String time, String event, String group, String test) {
        JsonObject golden = Golden.read(file);
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, time), Golden.flags(rows, event));
        List<String> groups = rows.stream()
                .map(row -> group.equals("group") ? row.text(group) : String.valueOf((int) row.number(group)))
                .toList();
        LogRankWeights weights = test.equals("logrank") ? LogRankWeights.logRank() : LogRankWeights.petoPeto();
        LogRankTest actual = LogRankTest.of(data, groups, weights);

        JsonObject expected = golden.object("tests").object(test);
        assertThat(actual.degreesOfFreedom()).isEqualTo((int) expected.number("df"));
        assertThat(actual.chiSquare()).isCloseTo(expected.number("chisq"), near(expected.number("chisq"), 1e-12));
        assertThat(actual.pValue().orElseThrow()).isCloseTo(expected.number("p"), near(expected.number("p"), 1e-9));
        for (int g = 0; g < 2; g++) {
            String name = actual.groups().get(g);
            double observed = expected.list("observed").number(g);
            assertThat(expected.list("groups").text(g)).endsWith("=" + name);
            assertThat(actual.observed(name)).isCloseTo(observed, near(observed, 1e-12));
            double mean = expected.list("expected").number(g);
            assertThat(actual.expected(name)).isCloseTo(mean, near(mean, 1e-12));
            double variance = expected.list("var").list(g).number(g);
            assertThat(actual.variance()[g][g]).isCloseTo(variance, near(variance, 1e-12));
        }
    }

    /** Every weight, late entries, weights, strata and three groups, against sums over all rows at every time. */
    @RepeatedTest(60)
    void againstCounting(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = 5 + random.nextInt(40);
        Sample sample = Sample.draw(random, n);
        List<LogRankWeights> all = List.of(
                LogRankWeights.logRank(),
                LogRankWeights.petoPeto(),
                LogRankWeights.flemingHarrington(0.5, 1.5),
                LogRankWeights.gehan(),
                LogRankWeights.taroneWare());
        LogRankWeights weights = all.get(random.nextInt(all.size()));
        LogRankTest actual = LogRankTest.stratified(sample.data(), sample.groups, sample.strata, weights);
        double[][] naive = sample.naive(actual.groups(), weights);
        for (int g = 0; g < actual.groups().size(); g++) {
            String name = actual.groups().get(g);
            assertThat(actual.observed(name)).as("seed %d", seed).isCloseTo(naive[0][g], near(naive[0][g], 1e-12));
            assertThat(actual.expected(name)).as("seed %d", seed).isCloseTo(naive[1][g], near(naive[1][g], 1e-12));
            assertThat(actual.variance()[g][0]).as("seed %d", seed).isCloseTo(naive[2][g], near(naive[2][g], 1e-11));
        }
        assertThat(actual.degreesOfFreedom())
                .as("seed %d", seed)
                .isLessThan(actual.groups().size());
        assertThat(actual.chiSquare()).as("seed %d", seed).isGreaterThanOrEqualTo(0);
    }

    @RepeatedTest(20)
    void weightsAreRepetitionAndOrderIsNothing(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        Sample sample = Sample.draw(random, 30);
        Sample repeated = sample.repeated();
        LogRankTest once = LogRankTest.of(sample.data(), sample.groups, LogRankWeights.gehan());
        LogRankTest often = LogRankTest.of(repeated.data(), repeated.groups, LogRankWeights.gehan());
        assertThat(once.chiSquare()).as("seed %d", seed).isCloseTo(often.chiSquare(), near(often.chiSquare(), 1e-9));
        assertThat(once.degreesOfFreedom()).isEqualTo(often.degreesOfFreedom());
    }

    /** Simulation: with one curve for all, p-values below 0.05 come in about 5 of 100 samples. */
    @Test
    void levelIsKept() {
        SplittableRandom random = new SplittableRandom(7);
        int rejected = 0;
        int samples = 2000;
        for (int s = 0; s < samples; s++) {
            double[] times = new double[120];
            boolean[] ended = new boolean[120];
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                double life = -Math.log(1 - random.nextDouble());
                double seen = 2 * random.nextDouble();
                times[i] = Math.min(life, seen);
                ended[i] = life <= seen;
                groups.add("g" + i % 3);
            }
            LogRankTest test = LogRankTest.of(CensoredDurations.of(times, ended), groups);
            rejected += test.pValue().orElseThrow() < 0.05 ? 1 : 0;
        }
        // 100 expected, standard deviation 9.7
        assertThat(rejected).isBetween(65, 135);
    }

    @Test
    void edges() {
        CensoredDurations nothingEnded = CensoredDurations.of(new double[] {1, 2}, new boolean[2]);
        LogRankTest none = LogRankTest.of(nothingEnded, List.of("a", "b"));
        assertThat(none.pValue()).isEmpty();
        assertThat(none.chiSquare()).isZero();
        assertThat(none.describe()).contains("nothing to compare");

        CensoredDurations tied = CensoredDurations.of(new double[] {3, 3}, new boolean[] {true, true});
        assertThat(LogRankTest.of(tied, List.of("a", "b")).degreesOfFreedom()).isZero();

        // b is watched only after all of a have ended: they never meet
        CensoredDurations apart = CensoredDurations.of(
                        new double[] {1, 2, 8, 9}, new boolean[] {true, true, true, true})
                .withEntries(new double[] {0, 0, 5, 5});
        assertThat(LogRankTest.of(apart, List.of("a", "a", "b", "b")).pValue()).isEmpty();

        LogRankTest two = LogRankTest.of(
                CensoredDurations.of(new double[] {1, 2, 3, 4}, new boolean[] {true, true, true, true}),
                List.of("b", "b", "a", "a"));
        assertThat(two.groups()).containsExactly("a", "b");
        assertThat(two.observed("a")).isEqualTo(2);
        assertThat(two.describe()).startsWith("log-rank test of [a, b] in CensoredDurations[4 rows]: chi-square ");
    }

    @Test
    void badInputIsNamed() {
        CensoredDurations data = CensoredDurations.of(new double[] {1, 2}, new boolean[] {true, false});
        assertThatThrownBy(() -> LogRankTest.of(data, List.of("a"))).hasMessageContaining("groups");
        assertThatThrownBy(() -> LogRankTest.of(data, List.of("a", "a")))
                .hasMessageContaining("two at least, were [a]");
        assertThatThrownBy(() -> LogRankTest.of(data, List.of("a", " ")))
                .hasMessageContaining("groups must not be blank");
        assertThatThrownBy(() -> LogRankTest.of(data, List.of("a", "b")).observed("c"))
                .hasMessageContaining("no group 'c' here");
        assertThatThrownBy(() -> LogRankWeights.flemingHarrington(-1, 0)).hasMessageContaining("rho");
        assertThatThrownBy(() -> LogRankWeights.flemingHarrington(0, Double.NaN))
                .hasMessageContaining("gamma");
        CensoredDurations sampled = data.withWeights(new double[] {0.5, 1}, WeightKind.SAMPLING);
        assertThatThrownBy(() -> LogRankTest.of(sampled, List.of("a", "b"))).hasMessageContaining("frequencies");
    }

    /** Both groups' means and errors are R's; independent, so their variances add. */
    @Test
    void restrictedMeanDifferenceOfWaltons() {
        JsonObject golden = Golden.read("km_waltons");
        List<JsonObject> rows = golden.list("input").objects();
        KaplanMeier control = curve(rows, "control");
        KaplanMeier treated = curve(rows, "miR-137");
        JsonObject a = golden.object("by_group").object("control").object("rmst");
        JsonObject b = golden.object("by_group").object("miR-137").object("rmst");
        double upTo = Math.min(a.number("tau"), b.number("tau"));
        RestrictedMeanDifference difference =
                RestrictedMeanDifference.of(control, treated, upTo).orElseThrow();
        assertThat(difference.difference().value())
                .isEqualTo(difference.first().value() - difference.second().value());
        double se = Math.sqrt(Math.pow(difference.first().standardError().orElseThrow(), 2)
                + Math.pow(difference.second().standardError().orElseThrow(), 2));
        assertThat(difference.difference().standardError().orElseThrow()).isCloseTo(se, near(se, 1e-14));
        assertThat(difference.interval(0.95).orElseThrow().lower()).isGreaterThan(0);
        assertThat(difference.pValue().orElseThrow()).isLessThan(1e-10);
        assertThat(difference.describe())
                .startsWith("restricted mean up to " + upTo)
                .contains("95 %")
                .contains(", p ");
        if (upTo == a.number("tau")) {
            assertThat(difference.first().value()).isCloseTo(a.number("value"), near(a.number("value"), 1e-12));
        }
        assertThat(RestrictedMeanDifference.of(control, curve(rows.subList(0, 1), "miR-137"), 1)
                        .isPresent())
                .isTrue();
        KaplanMeier censored = KaplanMeier.of(new double[] {2}, new boolean[1]);
        assertThat(RestrictedMeanDifference.of(control, censored, 5)).isEmpty();
        RestrictedMeanDifference same =
                RestrictedMeanDifference.of(censored, censored, 1).orElseThrow();
        assertThat(same.pValue()).isEmpty();
        assertThat(same.describe()).contains("1.000 less 1.000 is 0.000").doesNotContain(", p ");
    }

    private static KaplanMeier curve(List<JsonObject> rows, String group) {
        List<JsonObject> own =
                rows.stream().filter(row -> row.text("group").equals(group)).toList();
        return KaplanMeier.of(Golden.column(own, "T"), Golden.flags(own, "E"));
    }

    static Offset<Double> near(double value, double relative) {
        return within(relative * Math.max(Math.abs(value), 1e-3));
    }

    /** Rows of few distinct times, so that everything is tied with something. */
    private record Sample(
            List<Double> times,
            List<Boolean> ended,
            List<Double> entries,
            List<Integer> counts,
            List<String> groups,
            List<String> strata) {
        static Sample draw(SplittableRandom random, int n) {
            Sample sample = new Sample(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            for (int i = 0; i < n; i++) {
                int time = 1 + random.nextInt(8);
                sample.times.add((double) time);
                sample.ended.add(random.nextInt(3) > 0);
                sample.entries.add(random.nextInt(3) == 0 ? (double) random.nextInt(time) : 0.0);
                sample.counts.add(random.nextInt(4));
                sample.groups.add("g" + (i < 2 ? i : random.nextInt(3)));
                sample.strata.add("s" + random.nextInt(2));
            }
            return sample;
        }

        CensoredDurations data() {
            boolean[] flags = new boolean[times.size()];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = ended.get(i);
            }
            return CensoredDurations.of(times.stream().mapToDouble(t -> t).toArray(), flags)
                    .withEntries(entries.stream().mapToDouble(t -> t).toArray())
                    .withWeights(counts.stream().mapToDouble(c -> c).toArray(), WeightKind.FREQUENCY);
        }

        Sample repeated() {
            Sample all = new Sample(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            for (int i = times.size() - 1; i >= 0; i--) {
                int copies = i < 2 ? Math.max(1, counts.get(i)) : counts.get(i);
                all.times.addAll(Collections.nCopies(copies, times.get(i)));
                all.ended.addAll(Collections.nCopies(copies, ended.get(i)));
                all.entries.addAll(Collections.nCopies(copies, entries.get(i)));
                all.counts.addAll(Collections.nCopies(copies, counts.get(i) == 0 ? 0 : 1));
                all.groups.addAll(Collections.nCopies(copies, groups.get(i)));
                all.strata.addAll(Collections.nCopies(copies, strata.get(i)));
            }
            return all;
        }

        /** Observed, expected and the first column of the variance, from the definition. */
        double[][] naive(List<String> names, LogRankWeights weights) {
            double[][] sums = new double[3][names.size()];
            for (String stratum : List.of("s0", "s1")) {
                double survival = 1;
                for (double t = 0; t <= 9; t++) {
                    double[] n = new double[names.size()];
                    double[] d = new double[names.size()];
                    double all = 0;
                    double gone = 0;
                    for (int i = 0; i < times.size(); i++) {
                        boolean here = strata.get(i).equals(stratum)
                                && times.get(i) >= t
                                && (entries.get(i) == 0 || entries.get(i) < t);
                        if (here) {
                            int g = names.indexOf(groups.get(i));
                            n[g] += counts.get(i);
                            all += counts.get(i);
                            if (ended.get(i) && times.get(i) == t) {
                                d[g] += counts.get(i);
                                gone += counts.get(i);
                            }
                        }
                    }
                    if (gone > 0) {
                        double w = weights.at(all, survival);
                        for (int g = 0; g < n.length; g++) {
                            sums[0][g] += w * d[g];
                            sums[1][g] += w * n[g] * gone / all;
                            double product = (g == 0 ? n[0] / all : 0) - n[g] * n[0] / (all * all);
                            sums[2][g] += all > 1 ? w * w * product * gone * (all - gone) / (all - 1) : 0;
                        }
                        survival *= 1 - gone / all;
                    }
                }
            }
            return sums;
        }
    }
}
