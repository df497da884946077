package io.github.staycurve.segmentation.segment;

import static io.github.staycurve.segmentation.segment.SegmentRule.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Ratio;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SegmentTableTest {
    private static final SegmentMap MAP = SegmentMap.builder("two", 3)
            .segment("Here", "Bought of late", ANY.withR(3))
            .segment("Slipping", "Not so long ago", ANY.withR(2))
            .segment("Gone", "Long ago", ANY.withR(1))
            .build();
    private static final int[] R = {3, 1, 3, 1, 3};
    private static final int[] F = {2, 2, 2, 1, 3};
    private static final SegmentColumn COLUMN = MAP.assign(R, F, new int[] {1, 1, 1, 1, 1});
    private static final double[] INACTIVITY = {1, 90, 3, 70, 2};
    private static final double[] FREQUENCY = {4, 1, 2, 2, 3};

    @Test
    void everySegmentHasItsFigures() {
        SegmentTable table = SegmentTable.of(COLUMN, INACTIVITY, FREQUENCY, new double[] {50, 10, 20, 5, 15});
        assertThat(table.customers()).isEqualTo(5);
        assertThat(table.totalValue()).isEqualTo(100);
        assertThat(table.map()).isEqualTo(MAP);
        assertThat(table.rows()).extracting(row -> row.segment().name()).containsExactly("Here", "Slipping", "Gone");
        SegmentRow here = table.row("Here");
        assertThat(here.customers()).isEqualTo(3);
        assertThat(here.totalValue()).isEqualTo(85);
        assertThat(here.meanInactivity()).isEqualTo(Ratio.of(6, 3));
        assertThat(here.meanFrequency()).isEqualTo(Ratio.of(9, 3));
        assertThat(here.meanValue()).isEqualTo(Ratio.of(85, 3));
        assertThat(here.shareOfCustomers()).isEqualTo(Ratio.of(3, 5));
        assertThat(here.shareOfValue()).isEqualTo(Ratio.of(85, 100));
        SegmentRow nobody = table.row("Slipping");
        assertThat(nobody.customers()).isZero();
        assertThat(nobody.meanValue().value()).isEmpty();
        assertThat(nobody.shareOfValue()).isEqualTo(Ratio.of(0, 100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("Lost"))
                .withMessage("segment map 'two' has no segment 'Lost'; there are Here, Slipping, Gone");
    }

    @Test
    void aWholeOfNothingOrLessHasNoShares() {
        SegmentTable table = SegmentTable.of(COLUMN, INACTIVITY, FREQUENCY, new double[] {50, -60, 20, -30, 15});
        assertThat(table.totalValue()).isEqualTo(-5);
        assertThat(table.row("Gone").totalValue()).isEqualTo(-90);
        assertThat(table.row("Gone").shareOfValue().value()).isEmpty();
        SegmentTable none = SegmentTable.of(
                MAP.assign(new int[0], new int[0], new int[0]), new double[0], new double[0], new double[0]);
        assertThat(none.customers()).isZero();
        assertThat(none.row("Here").shareOfCustomers().value()).isEmpty();
    }

    @Test
    void columnsFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentTable.of(COLUMN, INACTIVITY, FREQUENCY, new double[4]))
                .withMessage("value: 4 rows where 5 are expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentTable.of(COLUMN, new double[] {1, 2, Double.NaN, 4, 5}, FREQUENCY, FREQUENCY))
                .withMessage("inactivity must be finite, was NaN in row 2");
        double huge = Double.MAX_VALUE;
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SegmentTable.of(COLUMN, INACTIVITY, FREQUENCY, new double[] {huge, huge, huge, huge, huge}));
    }

    @Test
    void theMatrixCountsPairsOfScores() {
        ScoreMatrix matrix = ScoreMatrix.of(3, R, F, new double[] {50, 10, 20, 5, 15});
        assertThat(matrix.bins()).isEqualTo(3);
        assertThat(matrix.customers(3, 2)).isEqualTo(2);
        assertThat(matrix.meanValue(3, 2)).isEqualTo(Ratio.of(70, 2));
        assertThat(matrix.customers(2, 2)).isZero();
        assertThat(matrix.meanValue(2, 2).value()).isEmpty();
        int all = 0;
        for (int r = 1; r <= 3; r++) {
            for (int f = 1; f <= 3; f++) {
                all += matrix.customers(r, f);
            }
        }
        assertThat(all).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.customers(4, 1))
                .withMessage("r and f must be scores from 1 to 3, were 4 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreMatrix.of(2, R, F, INACTIVITY))
                .withMessage("row 0: r and f must be scores from 1 to 2, were 3 and 2");
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreMatrix.of(0, R, F, INACTIVITY));
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreMatrix.of(3, R, F, new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreMatrix.of(3, R, F, new double[] {1, 1, Double.NaN, 1, 1}));
    }

    @RepeatedTest(50)
    void segmentsAddUpToTheWholeInAnyOrder(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int n = random.nextInt(1, 300);
        int[] r = random.ints(n, 1, 6).toArray();
        int[] f = random.ints(n, 1, 6).toArray();
        int[] m = random.ints(n, 1, 6).toArray();
        double[] value = random.doubles(n, 0, 1e6).toArray();
        SegmentTable table = SegmentTable.of(SegmentMaps.eleven().assign(r, f, m), value, value, value);
        Ratio customers = Ratio.EMPTY;
        double total = 0;
        for (SegmentRow row : table.rows()) {
            customers = customers.plus(Ratio.of(row.customers(), 0));
            total += row.totalValue();
        }
        assertThat(customers.numerator())
                .as("seed %d", run.getCurrentRepetition())
                .isEqualTo(n);
        assertThat(total)
                .as("seed %d", run.getCurrentRepetition())
                .isCloseTo(table.totalValue(), within(1e-13 * total));

        int[][] turned = {r.clone(), f.clone(), m.clone()};
        double[] turnedValue = new double[n];
        for (int i = 0; i < n; i++) {
            turned[0][n - 1 - i] = r[i];
            turned[1][n - 1 - i] = f[i];
            turned[2][n - 1 - i] = m[i];
            turnedValue[n - 1 - i] = value[i];
        }
        SegmentTable again = SegmentTable.of(
                SegmentMaps.eleven().assign(turned[0], turned[1], turned[2]), turnedValue, turnedValue, turnedValue);
        for (SegmentRow row : table.rows()) {
            SegmentRow other = again.row(row.segment().name());
            assertThat(other.customers()).isEqualTo(row.customers());
            assertThat(other.totalValue()).isCloseTo(row.totalValue(), within(1e-13 * total));
        }
    }
}
