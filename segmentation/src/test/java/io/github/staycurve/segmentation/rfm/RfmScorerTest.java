package io.github.staycurve.segmentation.rfm;

import static io.github.staycurve.segmentation.rfm.RfmMeasure.ENGAGEMENT;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.FREQUENCY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.INACTIVITY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.MONETARY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.TENURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RfmScorerTest {
    /** Five customers, the best of each measure in another place. */
    private static final RfmTable TABLE = RfmTable.of(List.of(
            RfmRow.of("a", 0, 1, 30).withEngagement(5).withTenure(100),
            RfmRow.of("b", 10, 2, 40).withEngagement(4).withTenure(90),
            RfmRow.of("c", 20, 3, 50).withEngagement(3).withTenure(80),
            RfmRow.of("d", 30, 4, 10).withEngagement(2).withTenure(70),
            RfmRow.of("e", 40, 5, 20).withEngagement(1).withTenure(60)));

    @Test
    void codesAndTotals() {
        RfmScores scores = RfmScorer.withDefaults().fit(TABLE);
        assertThat(scores.code(0)).isEqualTo("513");
        assertThat(scores.code(4)).isEqualTo("152");
        assertThat(scores.total(0)).isEqualTo(9);
        assertThat(scores.score(MONETARY, 2)).isEqualTo(5);
        assertThat(scores.table()).isSameAs(TABLE);
        assertThat(scores.customerId(3)).isEqualTo("d");
        assertThat(scores.thresholds().describe())
                .isEqualTo(
                        "RFM by mid-rank: inactivity 1 to 5, frequency 1 to 5, monetary 1 to 5; fitted to 5 customers;"
                                + " measured by the caller");
        assertThat(scores)
                .hasToString("RfmScores[5 customers; " + scores.thresholds().describe() + "]");
    }

    @Test
    void weightsMultiplyScores() {
        RfmScores scores = RfmScorer.builder()
                .weight(INACTIVITY, 0.5)
                .weight(FREQUENCY, 0)
                .weight(MONETARY, 2)
                .build()
                .fit(TABLE);
        assertThat(scores.total(0)).isEqualTo(0.5 * 5 + 0 * 1 + 2 * 3);
        assertThat(scores.thresholds().total(5, 1, 3)).isEqualTo(8.5);
        assertThat(scores.thresholds().weight(MONETARY)).isEqualTo(2);
        assertThatThrownBy(() -> scores.thresholds().total(5, 1)).hasMessage("RFM has 3 scores, not 2");
    }

    @Test
    void variantsScoreOtherMeasures() {
        RfmScores rfe = RfmScorer.builder().variant(RfmVariant.RFE).build().fit(TABLE);
        assertThat(rfe.code(0)).isEqualTo("515");
        assertThatThrownBy(() -> rfe.score(MONETARY, 0)).hasMessage("RFE does not score the monetary");
        RfmScores rfmt = RfmScorer.builder().variant(RfmVariant.RFMT).build().fit(TABLE);
        assertThat(rfmt.code(1)).isEqualTo("4244");
        RfmScores newest = RfmScorer.builder()
                .variant(RfmVariant.RFMT)
                .direction(TENURE, RfmDirection.LOW_IS_BEST)
                .build()
                .fit(TABLE);
        assertThat(newest.code(1)).isEqualTo("4242");
        assertThat(newest.thresholds().direction(TENURE)).isEqualTo(RfmDirection.LOW_IS_BEST);
        RfmTable without = Tables.same(1, 2);
        assertThatThrownBy(() ->
                        RfmScorer.builder().variant(RfmVariant.RFE).build().fit(without))
                .hasMessageContaining("no engagement");
        assertThat(without.has(ENGAGEMENT)).isFalse();
    }

    @Test
    void codesOfManyBinsDoNotCollide() {
        RfmThresholds thresholds = RfmScorer.builder()
                .bins(3)
                .bins(FREQUENCY, 12)
                .build()
                .fit(TABLE)
                .thresholds();
        Set<String> codes = new HashSet<>();
        for (int r = 1; r <= 3; r++) {
            for (int f = 1; f <= 12; f++) {
                for (int m = 1; m <= 3; m++) {
                    codes.add(thresholds.code(r, f, m));
                }
            }
        }
        assertThat(codes).hasSize(3 * 12 * 3).contains("1-11-2", "1-1-2");
        assertThatThrownBy(() -> thresholds.code(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneMeasureMayHaveCutsOfItsOwn() {
        RfmThresholds thresholds =
                RfmScorer.builder().cuts(INACTIVITY, 15).build().fit(TABLE).thresholds();
        assertThat(thresholds.method(INACTIVITY)).isEqualTo(RfmMethod.FIXED);
        assertThat(thresholds.method(FREQUENCY)).isEqualTo(thresholds.method()).isEqualTo(RfmMethod.MID_RANK);
        assertThat(thresholds.score(INACTIVITY, 14)).isEqualTo(2);
        assertThat(thresholds).asString().contains("inactivity 1 to 2 by fixed");
    }

    @Test
    void frozenThresholdsScoreAnotherTable() {
        RfmThresholds thresholds = RfmScorer.withDefaults().fit(TABLE).thresholds();
        RfmScores one = thresholds.score(RfmTable.of(List.of(RfmRow.of("new", 12, 9, 5))));
        // inactivity: 3 are worse: ceil(5 * 3.5/5) = 4; frequency above all; money below all: ceil(5 * 0.5/5) = 1
        assertThat(one.code(0)).isEqualTo("451");
        assertThat(one.thresholds()).isSameAs(thresholds);
        assertThat(thresholds.score(RfmRow.of("new", 12, 9, 5))).containsExactly(4, 5, 1);
        RfmThresholds rfe =
                RfmScorer.builder().variant(RfmVariant.RFE).build().fit(TABLE).thresholds();
        assertThat(rfe.score(TABLE.get(1))).containsExactly(4, 2, 4);
        assertThatThrownBy(() -> rfe.score(RfmRow.of("new", 12, 9, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("customer 'new' has no engagement");
    }

    @Test
    void whatCannotBeScoredIsRefused() {
        RfmThresholds thresholds = RfmScorer.withDefaults().fit(TABLE).thresholds();
        assertThatThrownBy(() -> thresholds.score(MONETARY, Double.NaN)).hasMessageContaining("monetary");
        assertThatThrownBy(() -> thresholds.score(INACTIVITY, -1)).hasMessageContaining("inactivity");
        assertThatThrownBy(() -> thresholds.score(FREQUENCY, Double.NaN, "a")).hasMessageContaining("frequency");
        assertThatThrownBy(() -> thresholds.score(TENURE, 1)).hasMessageContaining("does not score the tenure");
        assertThatThrownBy(() -> RfmScorer.withDefaults().fit(RfmTable.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty table");
    }

    @Test
    void badSettingsAreRefused() {
        RfmScorer.Builder builder = RfmScorer.builder();
        assertThatThrownBy(() -> builder.bins(1)).hasMessage("bins must be from 2 to 1000, were 1");
        assertThatThrownBy(() -> builder.bins(MONETARY, 1001)).hasMessageContaining("1001");
        assertThatThrownBy(() -> builder.weight(MONETARY, -1)).hasMessageContaining("weight of monetary");
        assertThatThrownBy(() -> builder.weight(MONETARY, Double.NaN)).hasMessageContaining("weight of monetary");
        assertThatThrownBy(() -> builder.cuts(MONETARY)).hasMessageContaining("bins");
        assertThatThrownBy(() -> builder.cuts(MONETARY, 1, 1)).hasMessageContaining("must ascend, were 1.0, then 1.0");
        assertThatThrownBy(() -> builder.cuts(MONETARY, Double.NaN)).hasMessageContaining("monetary");
        assertThatThrownBy(() -> RfmScorer.builder()
                        .method(RfmMethod.FIXED)
                        .cuts(INACTIVITY, 30)
                        .build())
                .hasMessageContaining("cuts of the frequency");
        assertThat(RfmScorer.withDefaults()).hasToString("RfmScorer[RFM by mid-rank, bins {}]");
    }
}
