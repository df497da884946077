package io.github.staycurve.segmentation.rfm;

import static io.github.staycurve.segmentation.rfm.RfmMeasure.FREQUENCY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.INACTIVITY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.MONETARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Cases worked by hand from the definition of each method; the comment derives the numbers. */
class RfmMethodTest {
    private static RfmScores fit(RfmMethod method, int bins, double... values) {
        return RfmScorer.builder().method(method).bins(bins).build().fit(Tables.same(values));
    }

    @Test
    void midRankOfDistinctValues() {
        // ceil(5 (L + 1) / 10): 1/2 -> 1, 1 -> 1, 3/2 -> 2, ...; inactivity is ranked from the greatest
        RfmScores scores = fit(RfmMethod.MID_RANK, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(scores.column(FREQUENCY)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(scores.column(INACTIVITY)).containsExactly(5, 5, 4, 4, 3, 3, 2, 2, 1, 1);
        assertThat(scores.counts(FREQUENCY)).containsExactly(2, 2, 2, 2, 2);
        assertThat(scores.thresholds().cuts(FREQUENCY)[0]).isEqualTo(Math.nextUp(2.0)); // L = 2: ceil(5 * 2.5/10) = 2
    }

    @Test
    void midRankOfTies() {
        // 1: L 0, E 6: 5 * 3.5/10 = 1.75 -> 2.  2: L 6, E 1: 3.5 -> 4.  3: L 7, E 2: 4.25 -> 5.  5: L 9, E 1: 5 -> 5
        RfmScores scores = fit(RfmMethod.MID_RANK, 5, 1, 1, 1, 1, 1, 1, 2, 3, 3, 5);
        assertThat(scores.column(FREQUENCY)).containsExactly(2, 2, 2, 2, 2, 2, 4, 5, 5, 5);
        // from the greatest: 5: L 0, E 1: 0.5 -> 1.  3: L 1, E 2: 1.25 -> 2.  2: L 3, E 1: 2 -> 2.  1: L 4, E 6: 3.75
        // -> 4
        assertThat(scores.column(INACTIVITY)).containsExactly(4, 4, 4, 4, 4, 4, 2, 2, 2, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,   1", // L 0: 5 * 0.5/10 = 0.25
        "1.5, 4", // L 6: 5 * 6.5/10 = 3.25
        "2.5, 4", // L 7: 5 * 7.5/10 = 3.75
        "4,   5", // L 9: 5 * 9.5/10 = 4.75
        "6,   5" // L 10: 5.25, clamped
    })
    void midRankOfValuesThatWereNotThere(double value, int score) {
        RfmThresholds thresholds =
                fit(RfmMethod.MID_RANK, 5, 1, 1, 1, 1, 1, 1, 2, 3, 3, 5).thresholds();
        assertThat(thresholds.score(FREQUENCY, value)).isEqualTo(score);
    }

    @Test
    void neighbouringDoublesAreToldApart() {
        // no double lies between the first two: ceil(3 (L + 1) / 3), floor(1 + 3 (L + 1) / 4)
        double[] values = {1, Math.nextUp(1.0), 2};
        assertThat(fit(RfmMethod.MID_RANK, 3, values).column(FREQUENCY)).containsExactly(1, 2, 3);
        assertThat(fit(RfmMethod.SPSS, 3, values).column(FREQUENCY)).containsExactly(1, 2, 3);
        assertThat(fit(RfmMethod.MID_RANK, 3, values).column(INACTIVITY)).containsExactly(3, 2, 1);
    }

    @Test
    void rGivesEverybodyOneForAmountsBelowOne() {
        // type 7 at p = 0.2 and 10 values is at position 1.8: 0.28; plus 1 is above all amounts
        RfmScores scores = fit(RfmMethod.R_RFM, 5, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
        assertThat(scores.column(MONETARY)).containsOnly(1);
        assertThat(scores.column(INACTIVITY)).containsOnly(5); // the same bin, reversed
        assertThat(scores.thresholds().cuts(MONETARY))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(1.28, 1.46, 1.64, 1.82);
    }

    @Test
    void rSkipsScoresWhereSixtyPercentBoughtOnce() {
        // positions 1.8, 3.6, 5.4, 7.2: quantiles 1, 1, 1.4, 2; cuts 2, 2, 2.4, 3; a 2 reaches two of them
        RfmScores scores = fit(RfmMethod.R_RFM, 5, 1, 1, 1, 1, 1, 1, 2, 2, 2, 4);
        assertThat(scores.column(FREQUENCY)).containsExactly(1, 1, 1, 1, 1, 1, 3, 3, 3, 5);
        assertThat(scores.counts(FREQUENCY)).containsExactly(6, 0, 3, 0, 1);
    }

    @Test
    void rReversesTheBinsOfInactivity() {
        // quantiles 28, 46, 64, 82; cuts 29, 47, 65, 83, each in the bin above
        RfmScores scores = fit(RfmMethod.R_RFM, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
        assertThat(scores.column(INACTIVITY)).containsExactly(5, 5, 4, 4, 3, 3, 2, 2, 1, 1);
        assertThat(scores.thresholds().score(INACTIVITY, 28.5)).isEqualTo(5);
        assertThat(scores.thresholds().score(INACTIVITY, 29)).isEqualTo(4);
        assertThat(scores.thresholds().score(FREQUENCY, 28.5)).isEqualTo(1);
        assertThat(scores.thresholds().score(FREQUENCY, 29)).isEqualTo(2);
    }

    @Test
    void pandasDropsEdgesThatCoincide() {
        // positions 1.75, 3.5, 5.25 of 8: edges 1, 1, 1, 2.25, 4; distinct 1, 2.25, 4: the labels are 1 and 2
        RfmScores scores = fit(RfmMethod.PANDAS_QCUT, 4, 1, 1, 1, 1, 1, 2, 3, 4);
        assertThat(scores.column(FREQUENCY)).containsExactly(1, 1, 1, 1, 1, 1, 2, 2);
        assertThat(scores.column(INACTIVITY)).containsExactly(2, 2, 2, 2, 2, 2, 1, 1);
        assertThat(scores.thresholds().levels(INACTIVITY)).isEqualTo(2);
        assertThat(scores.thresholds().bins(INACTIVITY)).isEqualTo(4);
        assertThat(scores.thresholds().score(FREQUENCY, 2.25)).isEqualTo(1); // closed above
        assertThat(scores.thresholds().score(INACTIVITY, 2.25)).isEqualTo(2);
        assertThat(scores.thresholds().score(FREQUENCY, 0)).isEqualTo(1);
        assertThat(scores.thresholds().score(FREQUENCY, 99)).isEqualTo(2);
    }

    @Test
    void pandasPutsAValueAtAnEdgeBelow() {
        // positions 1, 2, 3 of 5: edges 1, 2, 3, 4, 5; 1 is included in the first bin
        RfmScores scores = fit(RfmMethod.PANDAS_QCUT, 4, 1, 2, 3, 4, 5);
        assertThat(scores.column(FREQUENCY)).containsExactly(1, 1, 2, 3, 4);
        assertThat(scores.column(INACTIVITY)).containsExactly(4, 4, 3, 2, 1);
    }

    @Test
    void ntileSplitsTiesByIdentifier() {
        // 7 rows in 3 buckets: 3, 2 and 2
        RfmScores alike = fit(RfmMethod.SQL_NTILE, 3, 5, 5, 5, 5, 5, 5, 5);
        assertThat(alike.column(FREQUENCY)).containsExactly(1, 1, 1, 2, 2, 3, 3);
        assertThat(alike.column(INACTIVITY)).containsExactly(1, 1, 1, 2, 2, 3, 3);
        // by inactivity, from the greatest: c1 c2 (9), c5 (7) | c0 c3 (4) | c4 c6 (4)
        RfmScores mixed = fit(RfmMethod.SQL_NTILE, 3, 4, 9, 9, 4, 4, 7, 4);
        assertThat(mixed.column(INACTIVITY)).containsExactly(2, 1, 1, 2, 3, 1, 3);
        assertThat(mixed.thresholds().score(INACTIVITY, 4, "c3a")).isEqualTo(2); // after c3, before c4
        assertThat(mixed.thresholds().score(INACTIVITY, 4, "c9")).isEqualTo(3);
        assertThat(mixed.thresholds().score(INACTIVITY, 5, "c9")).isEqualTo(1); // after c5 (7), before c0 (4)
        assertThat(mixed.thresholds().score(INACTIVITY, 0, "a")).isEqualTo(3);
        assertThatThrownBy(() -> mixed.thresholds().score(INACTIVITY, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("score(measure, value, customerId)");
    }

    @Test
    void ntileLeavesTheLastBucketsEmpty() {
        assertThat(fit(RfmMethod.SQL_NTILE, 5, 30, 10, 20).column(FREQUENCY)).containsExactly(3, 1, 2);
    }

    @Test
    void spssGivesTiesTheirMeanRank() {
        // floor(1 + 5 r/6): 1.83, 2.67, 3.5, 4.33, 5.17
        assertThat(fit(RfmMethod.SPSS, 5, 1, 2, 3, 4, 5).column(FREQUENCY)).containsExactly(1, 2, 3, 4, 5);
        // ranks 2, 2, 2, 4, 5: 2.67, 4.33, 5.17; from the greatest: ranks 4, 4, 4, 2, 1: 4.33, 2.67, 1.83
        RfmScores ties = fit(RfmMethod.SPSS, 5, 1, 1, 1, 2, 3);
        assertThat(ties.column(FREQUENCY)).containsExactly(2, 2, 2, 4, 5);
        assertThat(ties.column(INACTIVITY)).containsExactly(4, 4, 4, 2, 1);
        assertThat(ties.thresholds().score(FREQUENCY, 1.5)).isEqualTo(3); // L 3: r 3.5: 3.92
    }

    @Test
    void fixedCutsBelongToTheBinAbove() {
        RfmScorer scorer = RfmScorer.builder()
                .method(RfmMethod.FIXED)
                .cuts(INACTIVITY, 30, 90)
                .cuts(FREQUENCY, 2, 5)
                .cuts(MONETARY, 0)
                .build();
        RfmScores scores = scorer.fit(RfmTable.of(
                new String[] {"a", "b", "c", "d", "e"},
                new double[] {29, 30, 89, 90, 400},
                new double[] {1, 2, 4, 5, 6},
                new double[] {-0.01, -0.0, 0, 1, 2}));
        assertThat(scores.column(INACTIVITY)).containsExactly(3, 2, 2, 1, 1);
        assertThat(scores.column(FREQUENCY)).containsExactly(1, 2, 2, 3, 3);
        assertThat(scores.column(MONETARY)).containsExactly(1, 2, 2, 2, 2);
        assertThat(scores.thresholds().cuts(FREQUENCY)).containsExactly(2, 5);
        assertThat(scores.thresholds().cuts(INACTIVITY)).containsExactly(Math.nextDown(90.0), Math.nextDown(30.0));
        assertThat(scores.thresholds().bins(INACTIVITY)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        // one customer: ceil(5 * 1) = 5; the cut lies above the only value; one label; first bucket; floor(1 + 5/2) = 3
        "MID_RANK,    1, 5, 5",
        "R_RFM,       1, 5, 1",
        "PANDAS_QCUT, 1, 1, 1",
        "SPSS,        1, 3, 3",
        "SQL_NTILE,   1, 1, 1",
        // four alike: ceil(5 * 2.5/4) = 4; the rest as before; floor(1 + 5 * 2.5/5) = 3
        "MID_RANK,    4, 4, 4",
        "R_RFM,       4, 5, 1",
        "PANDAS_QCUT, 4, 1, 1",
        "SPSS,        4, 3, 3",
    })
    void everyoneAlike(RfmMethod method, int customers, int inactivity, int frequency) {
        double[] values = new double[customers];
        RfmScores scores = fit(method, 5, values);
        assertThat(scores.column(INACTIVITY)).containsOnly(inactivity);
        assertThat(scores.column(FREQUENCY)).containsOnly(frequency);
    }

    @ParameterizedTest
    @EnumSource
    void namesComeBack(RfmMethod method) {
        assertThat(RfmMethod.ofLabel(method.label())).isEqualTo(method);
    }

    @Test
    void namesAreThoseOfTheOptions() {
        assertThat(RfmMethod.values())
                .extracting(RfmMethod::label)
                .containsExactly("mid-rank", "fixed", "r-rfm", "pandas", "ntile", "spss");
        assertThatThrownBy(() -> RfmMethod.ofLabel("quintile")).hasMessageContaining("quintile");
        assertThatThrownBy(() -> RfmMeasure.ofLabel("recency")).hasMessageContaining("recency");
        assertThatThrownBy(() -> RfmDirection.ofLabel("up")).hasMessageContaining("up");
        assertThat(RfmMeasure.values()).extracting(RfmMeasure::letter).containsExactly('R', 'F', 'M', 'E', 'T');
    }
}
