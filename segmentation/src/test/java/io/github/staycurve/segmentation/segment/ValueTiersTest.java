package io.github.staycurve.segmentation.segment;

import static io.github.staycurve.segmentation.segment.ValueTierRule.ABC;
import static io.github.staycurve.segmentation.segment.ValueTierRule.TOP_20_NEXT_30;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTiersTest {
    private static String letters(ValueTierRule rule, double... values) {
        StringBuilder letters = new StringBuilder();
        for (ValueTier tier : ValueTiers.fit(values, rule).tiersOf(values)) {
            letters.append(tier.letter());
        }
        return letters.toString();
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "1 2 3 4 5 6 7 8 9 10, CCCCCBBBAA",
        "10 9 9 9 5 4 3 2 1 1, AAAABCCCCC", // the second customer has 9, and so have two more
        "9 9 9 9 9 9 4 3 2 1, AAAAAACCCC", // the second and the fifth have 9: nobody is between
        "7 7 7, AAA",
        "7, A",
        "3 2 1, ABC", // the 0.6th customer is the first, the 1.5th the second
        "0 0 0, CCC",
        "0 0 0 0 0 0 0 0 0 5, CCCCCCCCCA",
        "0 0 0 0 0 0 0 5 6 7, CCCCCCCBAA", // the fifth has nothing, so whoever brought something is at least middle
        "-1 -2 4 5 6, CCBBA"
    })
    void theTopFifthAndTheNextThreeTenths(String values, String tiers) {
        assertThat(letters(TOP_20_NEXT_30, numbers(values))).isEqualTo(tiers);
    }

    @ParameterizedTest
    @CsvSource({
        "50 30 10 5 3 2, AABBCC", // 80 and 95 of 100 are reached exactly
        "50 29 11 5 3 2, AAABCC",
        "50 30 10 5 3 2 -40, AABBCCC", // who brought less than nothing doesn't count in the 100
        "0.5 0.3 0.1 0.05 0.03 0.02, AABBCC", // the same in money that doubles can't hold exactly
        "1 1 1 1 1, AAAAA", // four would do, but the fifth is no different
        "100 1, AC",
        "7, A",
        "0 0, CC",
        "-3 -4, CC",
        "-3 1, CA"
    })
    void theFewestWhoBringFourFifths(String values, String tiers) {
        assertThat(letters(ABC, numbers(values))).isEqualTo(tiers);
    }

    @Test
    void frozenCutsTierOneNewCustomer() {
        ValueTiers tiers = ValueTiers.fit(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, TOP_20_NEXT_30);
        assertThat(tiers).isEqualTo(new ValueTiers(TOP_20_NEXT_30, 9, 6));
        assertThat(tiers.highCut()).hasValue(9);
        assertThat(tiers.middleCut()).hasValue(6);
        assertThat(tiers.tierOf(9)).isEqualTo(ValueTier.HIGH);
        assertThat(tiers.tierOf(1e300)).isEqualTo(ValueTier.HIGH);
        assertThat(tiers.tierOf(Math.nextDown(9.0))).isEqualTo(ValueTier.MIDDLE);
        assertThat(tiers.tierOf(5.99)).isEqualTo(ValueTier.LOW);
        assertThat(tiers.tierOf(-5)).isEqualTo(ValueTier.LOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tiers.tierOf(Double.NaN))
                .withMessage("value must be a number, was NaN");
    }

    @Test
    void withoutValueThereAreNoCuts() {
        for (double[] values : List.of(new double[0], new double[] {0, -1})) {
            ValueTiers tiers = ValueTiers.fit(values, ABC);
            assertThat(tiers.highCut()).isEmpty();
            assertThat(tiers.middleCut()).isEmpty();
            assertThat(tiers.tierOf(1e9)).isEqualTo(ValueTier.LOW);
            assertThat(tiers.tierOf(Double.POSITIVE_INFINITY)).isEqualTo(ValueTier.LOW);
        }
    }

    @Test
    void tiersComeFromScoresAndTablesToo() {
        ScoreColumn scores = ScoreColumn.of(ScoreKind.RESIDUAL_VALUE, new double[] {1, 2, 3});
        assertThat(ValueTiers.fit(scores, TOP_20_NEXT_30)).isEqualTo(new ValueTiers(TOP_20_NEXT_30, 3, 2));
        CustomerSummaryTable table = CustomerSummaryTable.of(
                PeriodUnit.DAY,
                List.of(new CustomerSummary("a", 0, 0, 10, 4, 0, 4), new CustomerSummary("b", 1, 5, 10, 4, 6, 10)));
        assertThat(ValueTiers.fit(table, TOP_20_NEXT_30)).isEqualTo(new ValueTiers(TOP_20_NEXT_30, 10, 10));
        ScoreColumn undefined = ScoreColumn.of(ScoreKind.EXPECTED_SPEND, new double[] {1, Double.NaN});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTiers.fit(undefined, ABC))
                .withMessage("value must be finite, was NaN in row 1");
    }

    @Test
    void tiersSumUp() {
        double[] values = {50, 30, 10, 5, 3, 2, -40};
        List<ValueTierRow> rows = ValueTiers.fit(values, ABC).summarize(values);
        assertThat(rows)
                .containsExactly(
                        new ValueTierRow(ValueTier.HIGH, 2, 80, Ratio.of(2, 7), Ratio.of(80, 60)),
                        new ValueTierRow(ValueTier.MIDDLE, 2, 15, Ratio.of(2, 7), Ratio.of(15, 60)),
                        new ValueTierRow(ValueTier.LOW, 3, -35, Ratio.of(3, 7), Ratio.of(-35, 60)));
        double[] nothing = {0, -1};
        assertThat(ValueTiers.fit(nothing, ABC).summarize(nothing).get(2))
                .isEqualTo(new ValueTierRow(ValueTier.LOW, 2, -1, Ratio.of(2, 2), Ratio.EMPTY));
    }

    @Test
    void rulesAndCutsOutOfOrderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValueTierRule(ValueTierRule.Basis.VALUE, 0.8, 0.7))
                .withMessage("middle must lie in [0.8, 1.0], was 0.7");
        assertThatIllegalArgumentException().isThrownBy(() -> new ValueTierRule(ValueTierRule.Basis.VALUE, 20, 50));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValueTiers(ABC, 3, 4))
                .withMessage("value tiers: middleFrom 4.0 must lie above 0 and not above highFrom 3.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ValueTiers(ABC, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ValueTiers(ABC, Double.NaN, 1));
        assertThat(ABC.describe())
                .isEqualTo("tiers of customers by value, as a share of value: high to 0.8, middle to 0.95, ties in the "
                        + "higher tier");
        assertThat(TOP_20_NEXT_30.describe()).startsWith("tiers of customers by value: high to 0.2, middle to 0.5");
        assertThat(ValueTier.MIDDLE.label()).isEqualTo("middle");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 10, 15, 30, 35, 55, 1000, 99_999, 100_000})
    void aFifthOfARoundNumberIsNotOneMore(int n) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> i + 1);
        ValueTiers tiers = ValueTiers.fit(values, TOP_20_NEXT_30);
        assertThat(tiers.highFrom()).isEqualTo(n + 1 - (n + 4) / 5);
        assertThat(tiers.middleFrom()).isEqualTo(n + 1 - (n + 1) / 2);
    }

    /** Against the definition in whole numbers: a customer's tier depends on those who brought more. */
    @RepeatedTest(200)
    void tiersFollowTheirDefinition(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 60);
        int[] cents = random.ints(n, -3, random.nextInt(1, 40)).toArray();
        double[] values = Arrays.stream(cents).mapToDouble(c -> c).toArray();
        ValueTiers byCustomers = ValueTiers.fit(values, TOP_20_NEXT_30);
        ValueTiers byValue = ValueTiers.fit(values, ABC);
        int total = Arrays.stream(cents).filter(c -> c > 0).sum();
        for (int c : cents) {
            int above = (int) Arrays.stream(cents).filter(other -> other > c).count();
            int valueAbove = Arrays.stream(cents).filter(other -> other > c).sum();
            assertThat(byCustomers.tierOf(c))
                    .as("seed %d, value %d", seed, c)
                    .isEqualTo(tier(c, 5 * above < n, 2 * above < n));
            assertThat(byValue.tierOf(c))
                    .as("seed %d, value %d", seed, c)
                    .isEqualTo(tier(c, 10 * valueAbove < 8 * total, 20 * valueAbove < 19 * total));
        }
        int customers = 0;
        for (ValueTierRow row : byValue.summarize(values)) {
            customers += row.customers();
        }
        assertThat(customers).isEqualTo(n);
    }

    private static ValueTier tier(int value, boolean high, boolean middle) {
        if (value <= 0) {
            return ValueTier.LOW;
        }
        return high ? ValueTier.HIGH : middle ? ValueTier.MIDDLE : ValueTier.LOW;
    }
}
