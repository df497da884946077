package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.discrete.BgBb;
import io.github.staycurve.clv.discrete.BgBbFit;
import io.github.staycurve.clv.discrete.BgBbModel;
import io.github.staycurve.clv.discrete.BgBbParameters;
import io.github.staycurve.clv.discrete.OpportunityTable;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** BG/BB on the yearly donations of 11,104 donors, as in Fader, Hardie and Shang (2010). */
class DonationsTest {
    /** x, t_x, n, donors and what they gave in the next five years. */
    private static int[][] rows() throws IOException {
        return Files.readAllLines(SharedData.file("donations_bgbb/data.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[] column(int[][] rows, int index) {
        return Arrays.stream(rows).mapToInt(row -> row[index]).toArray();
    }

    private static BgBbFit fit(int[][] rows) {
        double[] donors = Arrays.stream(column(rows, 3)).asDoubleStream().toArray();
        return BgBb.fit(
                OpportunityTable.of(PeriodUnit.YEAR, column(rows, 0), column(rows, 1), column(rows, 2), donors));
    }

    // table 2 of the paper: 1.204, 0.750, 0.657, 2.783; more digits from two independent optimisers, which agree in
    // them
    @Test
    void parametersAsPublished() throws IOException {
        BgBbFit fit = fit(rows());
        BgBbParameters p = fit.model().parameters();
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(p.alpha()).isCloseTo(1.2035, within(6e-5));
        assertThat(p.beta()).isCloseTo(0.7497, within(6e-5));
        assertThat(p.gamma()).isCloseTo(0.6567, within(6e-5));
        assertThat(p.delta()).isCloseTo(2.7834, within(6e-5));
        assertThat(fit.report().logLikelihood()).isCloseTo(-33225.5813, within(5e-5));
        assertThat(fit.report().observations()).isEqualTo(11104);
        for (String name : List.of("alpha", "beta", "gamma", "delta")) {
            assertThat(fit.report().estimate(name).orElseThrow().standardError())
                    .isPresent();
        }
    }

    @Test
    void theNextFiveYears() throws IOException {
        int[][] rows = rows();
        BgBbModel model = fit(rows).model();
        double expected = 0;
        for (int[] row : rows) {
            expected += row[3] * model.expectedPurchases(row[0], row[1], row[2], 5);
        }
        int actual = Arrays.stream(column(rows, 4)).sum();
        assertThat(actual).isEqualTo(13260);
        assertThat(expected).isCloseTo(actual, withinPercentage(4));
    }
}
