package io.github.staycurve.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units, horizons, discount rates and observation windows. */
class DurationsTest {
    private static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);
    private static final LocalDate END = LocalDate.of(1998, 6, 30);
    private static final List<PeriodUnit> UNITS = List.of(PeriodUnit.values());

    @ParameterizedTest
    @CsvSource({"DAY, 1, 365.2425", "WEEK, 7, 52.1775", "MONTH, 30.436875, 12", "YEAR, 365.2425, 1"})
    void unitsInDaysAndAYear(PeriodUnit unit, double days, double perYear) {
        assertThat(unit.days()).isEqualTo(days);
        assertThat(unit.perYear()).isCloseTo(perYear, within(Math.ulp(perYear)));
    }

    @ParameterizedTest
    @EnumSource
    void labelsReadBack(PeriodUnit unit) {
        assertThat(PeriodUnit.ofLabel(unit.label())).isSameAs(unit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weeks", "WEEK", "", "fortnight"})
    void otherLabelsAreRefused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodUnit.ofLabel(label))
                .withMessage("unit must be day, week, month or year, was '" + label + "'");
    }

    @Test
    void horizonsConvert() {
        assertThat(Horizon.of(39, PeriodUnit.WEEK).in(PeriodUnit.DAY)).isEqualTo(273);
        assertThat(Horizon.of(273, PeriodUnit.DAY).in(PeriodUnit.WEEK)).isEqualTo(39);
        assertThat(Horizon.of(1, PeriodUnit.YEAR).in(PeriodUnit.MONTH)).isEqualTo(12);
        assertThat(Horizon.of(0.1, PeriodUnit.WEEK).in(PeriodUnit.WEEK)).isEqualTo(0.1);
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Horizon horizon = Horizon.of(random.nextDouble(1e5), UNITS.get(random.nextInt(4)));
            PeriodUnit other = UNITS.get(random.nextInt(4));
            double back = Horizon.of(horizon.in(other), other).in(horizon.unit());
            assertThat(back).as("seed %d", seed).isCloseTo(horizon.length(), within(4 * Math.ulp(horizon.length())));
        }
    }

    @Test
    void aDiscountRateHasTheSameEffectInEveryUnit() {
        DiscountRate rate = DiscountRate.annual(0.10);
        for (PeriodUnit unit : PeriodUnit.values()) {
            assertThat(Math.exp(rate.perUnit(unit) * unit.perYear())).isCloseTo(1.10, within(1e-15));
        }
        assertThat(rate.perUnit(PeriodUnit.YEAR)).isCloseTo(0.0953101798043249, within(1e-16)); // ln 1.1
        assertThat(rate.perUnit(PeriodUnit.WEEK)).isCloseTo(0.0953101798043249 / 52.1775, within(1e-18));
        assertThat(DiscountRate.NONE.perUnit(PeriodUnit.DAY)).isZero();
        assertThat(DiscountRate.annual(1e-12).perUnit(PeriodUnit.YEAR)).isCloseTo(1e-12, within(1e-24)); // not 0
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void lengthsAndRatesAreFiniteAndNotNegative(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Horizon.of(value, PeriodUnit.DAY))
                .withMessage("horizon must be 0 or more and finite, was " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.annual(value))
                .withMessage("discount rate must be 0 or more and finite, was " + value);
    }

    @Test
    void windowsKnowTheirHoldout() {
        ZoneId utc = ZoneOffset.UTC;
        ObservationWindow split = ObservationWindow.split(CALIBRATION_END, END, utc);
        assertThat(split.hasHoldout()).isTrue();
        assertThat(split.holdout()).isEqualTo(Horizon.of(273, PeriodUnit.DAY));
        assertThat(split.describe())
                .isEqualTo("calibration to 1997-09-30 inclusive, holdout to 1998-06-30 inclusive, days in Z");

        ObservationWindow whole = ObservationWindow.until(END, utc);
        assertThat(whole).isEqualTo(ObservationWindow.split(END, END, utc));
        assertThat(whole.hasHoldout()).isFalse();
        assertThat(whole.holdout().length()).isZero();
        assertThat(whole.describe()).isEqualTo("calibration to 1998-06-30 inclusive, days in Z");
    }

    @Test
    void windowsInDisorderOrOutOfTheCalendarAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObservationWindow.split(END, CALIBRATION_END, ZoneOffset.UTC))
                .withMessage("calibration end 1998-06-30 must not lie after the end 1997-09-30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObservationWindow.until(LocalDate.MAX, ZoneOffset.UTC))
                .withMessage("end must lie in the years 1 to 9999, was +999999999-12-31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObservationWindow.split(LocalDate.of(0, 12, 31), END, ZoneOffset.UTC))
                .withMessage("calibration end must lie in the years 1 to 9999, was 0000-12-31");
    }
}
