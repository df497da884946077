package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.json.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResampledEstimateTest {
    /** 25 folds of two models of one data set, by other software: 18 folds favour the boosted trees, p is 0.27. */
    @Test
    void boostedTreesAndLogisticRegressionAreNotToldApart() {
        JsonObject file = Golden.read("cv_telco_auc_by_fold");
        double[] logit = file.list("logit").numbers();
        double[] boosted = file.list("boosted").numbers();
        ResampledEstimate test = ResampledEstimate.of(boosted, 4, 1).minus(ResampledEstimate.of(logit, 4, 1));
        assertThat(Arrays.stream(test.values()).filter(d -> d > 0).count()).isEqualTo(18);
        assertThat(test.mean()).isCloseTo(0.00217, within(0.000005));
        // by scipy 1.10.1: 2 t.sf(mean / (sqrt(1/25 + 1/4) sd), 24)
        assertThat(test.pValue().orElseThrow()).isCloseTo(0.26921690347327637, within(1e-9));
        assertThat(test.interval(0.95).orElseThrow().contains(0)).isTrue();
        assertThat(test.describe()).contains("25 folds").contains("p of 0 0.2692");
    }

    /** Student's quantile at 0.975 with 4 degrees of freedom is 2.776445105 (any table). */
    @Test
    void resampledTestByHand() {
        double[] differences = {1, 2, 3, 4, 5};
        ResampledEstimate test = ResampledEstimate.of(differences, 80, 20);
        double error = Math.sqrt((0.2 + 0.25) * 2.5);
        assertThat(test.mean()).isEqualTo(3);
        assertThat(test.standardError()).isCloseTo(error, within(1e-14));
        assertThat(test.t().orElseThrow()).isCloseTo(3 / error, within(1e-14));
        assertThat(test.interval(0.95).orElseThrow().upper()).isCloseTo(3 + 2.776445105 * error, within(1e-8));
        double shift = 2.776445105 * error - 3;
        ResampledEstimate atEdge = ResampledEstimate.of(
                Arrays.stream(differences).map(d -> d + shift).toArray(), 80, 20);
        assertThat(atEdge.pValue().orElseThrow()).isCloseTo(0.05, within(1e-9));
        ResampledEstimate alike = ResampledEstimate.of(new double[] {0.5, 0.5}, 4, 1);
        assertThat(alike.pValue()).isEmpty();
        assertThat(alike.interval(0.9)).isEmpty();
        assertThat(alike.describe()).contains("no test");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResampledEstimate.of(new double[] {1}, 4, 1))
                .withMessageContaining("number of values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResampledEstimate.of(new double[] {1, Double.NaN}, 4, 1))
                .withMessageContaining("values[1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResampledEstimate.of(differences, 0, 1))
                .withMessageContaining("trainingRows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> test.minus(ResampledEstimate.of(differences, 40, 20)))
                .withMessageContaining("same folds");
        assertThatIllegalArgumentException().isThrownBy(() -> test.minus(alike)).withMessageContaining("same folds");
        assertThatIllegalArgumentException().isThrownBy(() -> test.interval(1)).withMessageContaining("confidence");
    }

    /** s = 0.1, k = 4, three training rows a test row; Student's quantile at 0.975 with 3 degrees of freedom is 3.182446305. */
    @Test
    void theErrorIsTheCorrectedOne() {
        double half = Math.sqrt(0.03 / 4);
        double[] values = {0.7 - half, 0.7 + half, 0.7 - half, 0.7 + half};
        ResampledEstimate estimate = ResampledEstimate.of(values, 3, 1);
        assertThat(estimate.mean()).isCloseTo(0.7, within(1e-15));
        assertThat(estimate.standardDeviation()).isCloseTo(0.1, within(1e-15));
        assertThat(estimate.standardError()).isCloseTo(0.1 * Math.sqrt(7 / 12.0), within(1e-15));
        assertThat(estimate.interval(0.95).orElseThrow().upper() - 0.7)
                .isCloseTo(3.182446305 * 0.1 * Math.sqrt(7 / 12.0), within(1e-8));
        assertThat(estimate.minus(estimate).values()).containsOnly(0);
        assertThat(estimate.minus(estimate).t()).isEmpty();
        values[0] = 5;
        assertThat(estimate.values()[0]).isEqualTo(0.7 - half);
        assertThat(estimate.toString()).contains("4 folds").contains("95 % in [");
    }
}
