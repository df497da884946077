package io.github.staycurve.segmentation.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What every method must satisfy on random tables with ties; each score is derived a second time from its definition. */
class RfmContractTest {
    private static final double[] CUTS = {1, 2.5, 7};

    @RepeatedTest(150)
    void batchFrozenAndStoredScoresFollowTheDefinition(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RfmTable table = RfmTable.of(Tables.random(random));
        for (RfmMethod method : RfmMethod.values()) {
            RfmScorer scorer = scorer(method, random);
            RfmScores scores = scorer.fit(table);
            RfmThresholds stored = RfmThresholdsJson.read(RfmThresholdsJson.write(scores.thresholds()));
            assertThat(stored).isEqualTo(scores.thresholds());
            for (RfmMeasure measure : scores.thresholds().variant().measures()) {
                int[] expected = expected(table, measure, scores.thresholds());
                String what = "seed %s, %s, %s".formatted(seed, measure, scores.thresholds());
                assertThat(scores.column(measure)).as(what).containsExactly(expected);
                for (int row = 0; row < table.size(); row++) {
                    assertThat(stored.score(measure, table.value(measure, row), table.customerId(row)))
                            .as(what)
                            .isEqualTo(expected[row]);
                    int place = scores.thresholds().variant().measures().indexOf(measure);
                    assertThat(stored.score(table.get(row))[place]).as(what).isEqualTo(expected[row]);
                    if (method != RfmMethod.SQL_NTILE) {
                        assertThat(stored.score(measure, table.value(measure, row)))
                                .as(what)
                                .isEqualTo(expected[row]);
                    }
                }
            }
        }
    }

    @RepeatedTest(50)
    void theOrderOfRowsDoesNotMatter(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        List<RfmRow> rows = Tables.random(random);
        List<RfmRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        for (RfmMethod method : RfmMethod.values()) {
            RfmScorer scorer = scorer(method, random);
            RfmScores scores = scorer.fit(RfmTable.of(rows));
            RfmScores others = scorer.fit(RfmTable.of(shuffled));
            assertThat(others.thresholds()).as("seed %s", seed).isEqualTo(scores.thresholds());
            assertThat(codes(others)).as("seed %s", seed).isEqualTo(codes(scores));
        }
    }

    /** Pandas in halves, quarters and eighths: at other fractions numpy's rounding of an edge may depend on the unit. */
    @RepeatedTest(50)
    void theUnitOfMoneyDoesNotMatter(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        List<RfmRow> rows = Tables.random(random);
        double rate = Math.exp(random.nextDouble(-6, 6));
        List<RfmRow> converted = rows.stream()
                .map(r -> RfmRow.of(r.customerId(), r.inactivity(), r.frequency(), r.monetary() * rate))
                .toList();
        for (RfmMethod method :
                List.of(RfmMethod.MID_RANK, RfmMethod.PANDAS_QCUT, RfmMethod.SQL_NTILE, RfmMethod.SPSS)) {
            RfmScorer scorer = RfmScorer.builder()
                    .method(method)
                    .bins(method == RfmMethod.PANDAS_QCUT ? 2 << random.nextInt(3) : 2 + random.nextInt(11))
                    .build();
            assertThat(scorer.fit(RfmTable.of(converted)).column(RfmMeasure.MONETARY))
                    .as("seed %s, %s", seed, method)
                    .containsExactly(scorer.fit(RfmTable.of(rows)).column(RfmMeasure.MONETARY));
        }
    }

    @RepeatedTest(50)
    void aBetterValueNeverScoresLess(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RfmTable table = RfmTable.of(Tables.random(random));
        for (RfmMethod method : RfmMethod.values()) {
            RfmThresholds thresholds = scorer(method, random).fit(table).thresholds();
            RfmMeasure measure = RfmMeasure.FREQUENCY;
            int sign = thresholds.direction(measure) == RfmDirection.HIGH_IS_BEST ? 1 : -1;
            for (int i = 0; i < 50; i++) {
                double low = random.nextInt(40) / 4.0;
                double high = low + random.nextDouble();
                int change = thresholds.score(measure, high, "c5") - thresholds.score(measure, low, "c5");
                assertThat(sign * change)
                        .as("seed %s, %s, %s to %s", seed, thresholds, low, high)
                        .isNotNegative();
            }
            assertThat(thresholds.score(measure, 1e300, "c")).isBetween(1, thresholds.levels(measure));
            assertThat(thresholds.score(measure, 0, "c")).isBetween(1, thresholds.levels(measure));
        }
    }

    /** A value that is not in the table, by the formulas of ranks with E = 0. */
    @RepeatedTest(50)
    void newValuesAreRankedHalfAboveThoseBelow(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RfmTable table = RfmTable.of(Tables.random(random));
        int n = 2 + random.nextInt(11);
        double value = random.nextInt(-20, 200) / 4.0 + 0.1; // money is in quarters
        long below = 0;
        for (int row = 0; row < table.size(); row++) {
            below += table.monetary(row) < value ? 1 : 0;
        }
        int midRank = (int) Math.max(1, Math.min(n, Math.ceil(n * (below + 0.5) / table.size())));
        int spss = (int) Math.floor(1 + n * (below + 0.5) / (table.size() + 1));
        assertThat(score(RfmMethod.MID_RANK, n, table, value))
                .as("seed %s", seed)
                .isEqualTo(midRank);
        assertThat(score(RfmMethod.SPSS, n, table, value)).as("seed %s", seed).isEqualTo(spss);
    }

    private static int score(RfmMethod method, int bins, RfmTable table, double money) {
        return RfmScorer.builder()
                .method(method)
                .bins(bins)
                .build()
                .fit(table)
                .thresholds()
                .score(RfmMeasure.MONETARY, money);
    }

    /** Draws a variant, bins for each measure, and directions. */
    private static RfmScorer scorer(RfmMethod method, SplittableRandom random) {
        RfmScorer.Builder builder = RfmScorer.builder()
                .method(method)
                .variant(List.of(RfmVariant.values()).get(random.nextInt(3)))
                .weight(RfmMeasure.MONETARY, random.nextInt(3));
        for (RfmMeasure measure : RfmMeasure.values()) {
            builder.bins(measure, 2 + random.nextInt(11));
            if (random.nextInt(3) == 0) {
                builder.direction(measure, List.of(RfmDirection.values()).get(random.nextInt(2)));
            }
            if (method == RfmMethod.FIXED) {
                builder.cuts(measure, CUTS);
            }
        }
        return builder.build();
    }

    private static Map<String, String> codes(RfmScores scores) {
        Map<String, String> codes = new HashMap<>();
        for (int row = 0; row < scores.size(); row++) {
            codes.put(scores.customerId(row), scores.code(row));
        }
        return codes;
    }

    /** The scores by the definition of the method, customer against customer. */
    private static int[] expected(RfmTable table, RfmMeasure measure, RfmThresholds thresholds) {
        boolean reversed = thresholds.direction(measure) == RfmDirection.LOW_IS_BEST;
        int n = thresholds.bins(measure);
        double[] values = new double[table.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = table.value(measure, row);
        }
        return switch (thresholds.method()) {
            case MID_RANK, SPSS -> byRank(values, n, reversed, thresholds.method() == RfmMethod.SPSS);
            case R_RFM -> byIntervals(values, rEdges(values, n), true, reversed);
            case PANDAS_QCUT -> byIntervals(values, pandasEdges(values, n), false, reversed);
            case FIXED -> byIntervals(values, new double[] {-1e9, 1, 2.5, 7, 1e9}, true, reversed);
            case SQL_NTILE -> byDealing(table, measure, n, reversed);
        };
    }

    private static int[] byRank(double[] values, int n, boolean reversed, boolean spss) {
        int[] scores = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int worse = 0;
            int equal = 0;
            for (double other : values) {
                worse += (reversed ? other > values[i] : other < values[i]) ? 1 : 0;
                equal += other == values[i] ? 1 : 0;
            }
            double rank = worse + (equal + 1) / 2.0;
            // a quotient that should be whole is: both sides of the division are exact
            double score = spss ? Math.floor(1 + n * rank / (values.length + 1)) : Math.ceil(n * rank / values.length);
            scores[i] = (int) Math.max(1, Math.min(n, score));
        }
        return scores;
    }

    private static int[] byIntervals(double[] values, double[] edges, boolean closedBelow, boolean reversed) {
        int[] scores = new int[values.length];
        int bins = edges.length - 1;
        for (int i = 0; i < values.length; i++) {
            for (int bin = 1; bin <= bins; bin++) {
                double low = edges[bin - 1];
                double high = edges[bin];
                boolean in = closedBelow
                        ? values[i] >= low && values[i] < high
                        : (values[i] > low || (bin == 1 && values[i] == low)) && values[i] <= high;
                if (in) {
                    scores[i] = reversed ? bins + 1 - bin : bin;
                }
            }
        }
        return scores;
    }

    /** R: the least value, the inner quantiles plus 1, the greatest value plus 1. */
    private static double[] rEdges(double[] values, int n) {
        List<Double> sorted = new ArrayList<>();
        for (double value : values) {
            sorted.add(value);
        }
        Collections.sort(sorted);
        double[] edges = new double[n + 1];
        edges[0] = sorted.get(0);
        edges[n] = sorted.get(values.length - 1) + 1;
        for (int i = 1; i < n; i++) {
            double index = (values.length - 1) * (i * (1.0 / n)) + 1;
            int low = (int) index;
            double quantile = sorted.get(low - 1);
            if (index > low && !sorted.get(low).equals(quantile)) {
                quantile = (1 - (index - low)) * quantile + (index - low) * sorted.get(low);
            }
            edges[i] = quantile + 1;
        }
        return edges;
    }

    /** Pandas: the distinct quantiles; its own scores are in {@link RfmGoldenTest}. */
    private static double[] pandasEdges(double[] values, int n) {
        List<Double> sorted = new ArrayList<>();
        for (double value : values) {
            sorted.add(value);
        }
        Collections.sort(sorted);
        TreeSet<Double> edges = new TreeSet<>();
        for (int i = 0; i <= n; i++) {
            double p = i == n ? 1 : i * (1.0 / n);
            double index = (values.length - 1) * (n * p == i ? p : Math.nextUp(p));
            int low = (int) index;
            double from = sorted.get(low);
            double to = sorted.get(Math.min(low + 1, values.length - 1));
            double t = index - low;
            edges.add(t < 0.5 ? from + (to - from) * t : to - (to - from) * (1 - t));
        }
        if (edges.size() == 1) {
            edges.add(edges.first() + 1); // all alike: one bin
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int[] byDealing(RfmTable table, RfmMeasure measure, int n, boolean reversed) {
        Comparator<Integer> byValue = Comparator.comparingDouble(row -> table.value(measure, row));
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            order.add(row);
        }
        order.sort((reversed ? byValue.reversed() : byValue).thenComparing(table::customerId));
        int[] scores = new int[table.size()];
        int next = 0;
        for (int bucket = 1; bucket <= n; bucket++) {
            int rows = table.size() / n + (bucket <= table.size() % n ? 1 : 0);
            for (int i = 0; i < rows; i++) {
                scores[order.get(next++)] = bucket;
            }
        }
        return scores;
    }
}
