package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final CustomerSummaryTable CUSTOMERS = CustomerSummaryTable.of(
            PeriodUnit.DAY, List.of(CustomerSummary.of("a", 0, 0, 1), CustomerSummary.of("b", 0, 0, 2)));

    @Test
    void aColumnKeepsUndefinedScoresApart() {
        double[] values = {3.5, Double.NaN};
        ScoreColumn column = ScoreColumn.of(ScoreKind.EXPECTED_SPEND, values);
        values[0] = 99;
        assertThat(column.kind()).isEqualTo(ScoreKind.EXPECTED_SPEND);
        assertThat(column.size()).isEqualTo(2);
        assertThat(column.value(0)).hasValue(3.5);
        assertThat(column.value(1)).isEmpty();
        assertThat(column.isDefined(1)).isFalse();
        assertThat(column.valueOrNaN(1)).isNaN();
        assertThat(column.sum()).isEqualTo(3.5);
        column.toArray()[0] = 99;
        assertThat(column.toArray()).containsExactly(3.5, Double.NaN);
        assertThat(ScoreColumn.of(ScoreKind.RESIDUAL_VALUE, new double[0]).sum())
                .isZero();
    }

    @Test
    void sumsDoNotRoundAwaySmallScores() {
        assertThat(ScoreColumn.of(ScoreKind.RESIDUAL_VALUE, new double[] {1, 1e17, -1e17})
                        .sum())
                .isEqualTo(1);
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(ScoreColumn.of(ScoreKind.EXPECTED_PURCHASES, new double[] {1, infinity})
                        .sum())
                .isEqualTo(infinity);
    }

    @Test
    void scoresOutOfTheirRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreColumn.of(ScoreKind.PROBABILITY_ALIVE, new double[] {0, 1, Math.nextUp(1.0)}))
                .withMessage("score 'p_alive' must lie in [0.0, 1.0], was 1.0000000000000002 in row 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreColumn.of(ScoreKind.EXPECTED_SPEND, new double[] {-0.01}));
    }

    @Test
    void aTableHoldsAColumnAKind() {
        ScoreColumn alive = ScoreColumn.of(ScoreKind.PROBABILITY_ALIVE, new double[] {0.5, 1});
        ScoreColumn purchases = ScoreColumn.of(ScoreKind.EXPECTED_PURCHASES, new double[] {2, 3});
        ScoreTable empty = ScoreTable.of(CUSTOMERS);
        ScoreTable table = empty.with(purchases).with(alive);
        assertThat(empty.kinds()).isEmpty();
        assertThat(table.kinds()).containsExactly(ScoreKind.EXPECTED_PURCHASES, ScoreKind.PROBABILITY_ALIVE);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.customers()).isSameAs(CUSTOMERS);
        assertThat(table.column(ScoreKind.probability("p_alive"))).isSameAs(alive); // an equal kind is the same
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.with(alive))
                .withMessage("score 'p_alive' is in the table already");
        ScoreKind otherRange = new ScoreKind("p_alive", "per cent", 0, 100);
        assertThatIllegalArgumentException() // or documents would have two columns of one name
                .isThrownBy(() -> table.with(ScoreColumn.of(otherRange, new double[] {50, 100})))
                .withMessage("score 'p_alive' is in the table already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.with(ScoreColumn.of(ScoreKind.RESIDUAL_VALUE, new double[3])))
                .withMessage("score 'residual_value' has 3 rows, the table has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column(ScoreKind.RESIDUAL_VALUE))
                .withMessage("no score 'residual_value' here; there are [expected_purchases, p_alive]");
    }

    @Test
    void kindsNeedANameAUnitAndARange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScoreKind(" ", "money", 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScoreKind("a", "", 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoreKind("a", "money", 1, 1))
                .withMessage("score 'a': low 1.0 must lie below high 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ScoreKind("a", "money", Double.NaN, 1));
    }
}
