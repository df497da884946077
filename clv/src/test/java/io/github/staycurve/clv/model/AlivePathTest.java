package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlivePathTest {
    private static final BgNbdModel MODEL = BgNbdModel.of(SimulatedTables.CDNOW, PeriodUnit.WEEK);
    private static final LocalDate FIRST = LocalDate.of(2024, 2, 1);
    // out of order, and two purchases on one day, which count once
    private static final AlivePath PATH =
            AlivePath.of(MODEL, List.of(FIRST.plusDays(70), FIRST, FIRST.plusDays(14), FIRST.plusDays(14)));

    @Test
    void everyPointKnowsThePurchasesUpToItAndNoneAfter() {
        assertThat(PATH.on(FIRST.minusDays(1))).isEmpty();
        assertThat(PATH.on(FIRST)).hasValue(1);
        assertThat(PATH.on(FIRST.plusDays(13))).hasValue(1);
        assertThat(PATH.on(FIRST.plusDays(14))).hasValue(MODEL.probabilityAlive(1, 2, 2));
        assertThat(PATH.on(FIRST.plusDays(69))).hasValue(MODEL.probabilityAlive(1, 2, 69 / 7.0));
        assertThat(PATH.on(FIRST.plusDays(70))).hasValue(MODEL.probabilityAlive(2, 10, 10));
        assertThat(PATH.on(FIRST.plusYears(30)).orElseThrow()).isLessThan(0.01);
        assertThat(PATH.atAge(9.999)).isEqualTo(MODEL.probabilityAlive(1, 2, 9.999));
        assertThat(PATH.atAge(0)).isEqualTo(1);
    }

    @Test
    void manyDaysAreTheSameAsEach() {
        ScoreColumn column = PATH.on(List.of(FIRST.plusDays(100), FIRST.minusDays(3), FIRST.plusDays(20)));

        assertThat(column.value(0)).isEqualTo(PATH.on(FIRST.plusDays(100)));
        assertThat(column.isDefined(1)).isFalse();
        assertThat(column.value(2)).isEqualTo(PATH.on(FIRST.plusDays(20)));
    }

    @Test
    void aPathNeedsAPurchaseAndAnAge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlivePath.of(MODEL, List.of()))
                .withMessage("purchaseDays must hold the first purchase, was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PATH.atAge(-1))
                .withMessage("age must be 0 or more and finite, was -1.0");
    }
}
