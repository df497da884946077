package io.github.staycurve.segmentation.rfm;

import static io.github.staycurve.segmentation.rfm.RfmMeasure.FREQUENCY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.INACTIVITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The scores that the tools themselves gave to columns with ties, of 5 to 46 customers in 2 to 10 bins. */
class RfmGoldenTest {
    private static RfmScores fit(RfmMethod method, int bins, String values) {
        double[] column = Arrays.stream(values.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return RfmScorer.builder().method(method).bins(bins).build().fit(Tables.same(column));
    }

    private static int[] codes(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /** Scores of pandas 3.0.6, numpy 2.4.6: {@code qcut(Series(values), q=bins, labels=False, duplicates="drop") + 1}. */
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/pandas-qcut.csv", delimiter = ';', numLinesToSkip = 1)
    void pandas(String values, int bins, String codes) {
        RfmScores scores = fit(RfmMethod.PANDAS_QCUT, bins, values);
        assertThat(scores.column(FREQUENCY)).containsExactly(codes(codes));
        int levels = scores.thresholds().levels(INACTIVITY);
        int[] reversed =
                Arrays.stream(codes(codes)).map(code -> levels + 1 - code).toArray();
        assertThat(scores.column(INACTIVITY)).containsExactly(reversed);
    }

    /** Scores of SQLite 3.40: {@code ntile(bins) over (order by value desc, id)}, identifiers c0, c1 and on. */
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/sql-ntile.csv", delimiter = ';', numLinesToSkip = 1)
    void ntile(String values, int bins, String codes) {
        assertThat(fit(RfmMethod.SQL_NTILE, bins, values).column(INACTIVITY)).containsExactly(codes(codes));
    }
}
