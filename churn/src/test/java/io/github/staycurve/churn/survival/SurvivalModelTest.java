package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a model need not say itself. */
class SurvivalModelTest {
    /** Everyone left leaves at 5; until then the hazard is constant. */
    private static final SurvivalModel CLIFF = new SurvivalModel() {
        @Override
        public List<String> featureNames() {
            return List.of();
        }

        @Override
        public double knownUpTo() {
            return 10;
        }

        @Override
        public double cumulativeHazardAt(double[] row, double t) {
            return t < 5 ? 0.01 * t : Double.POSITIVE_INFINITY;
        }

        @Override
        public OptionalDouble quantile(double[] row, double share) {
            return OptionalDouble.of(Math.min(5, -Math.log1p(-share) / 0.01));
        }

        @Override
        public double restrictedMean(double[] row, double upTo) {
            return -Math.expm1(-0.01 * Math.min(5, upTo)) / 0.01;
        }

        @Override
        public double riskScore(double[] row) {
            return 0;
        }

        @Override
        public String describe() {
            return "cliff";
        }
    };

    @Test
    void churnComesFromTheHazards() {
        double[] row = {};
        assertThat(CLIFF.survivalAt(row, 2)).isEqualTo(Math.exp(-0.02));
        assertThat(CLIFF.churnProbability(row, 1, 2)).isCloseTo(-Math.expm1(-0.02), within(1e-16));
        assertThat(CLIFF.churnProbability(row, 4, 0)).isZero();
        assertThat(CLIFF.churnProbability(row, 4, 1)).isEqualTo(1);
        // nobody is left at 6; the one who is asked about leaves at once
        assertThat(CLIFF.churnProbability(row, 6, 1)).isEqualTo(1);
        assertThat(CLIFF.churnProbability(row, 6, 0)).isZero();
        assertThatThrownBy(() -> CLIFF.churnProbability(row, -1, 1)).hasMessageContaining("aliveAt");
        assertThatThrownBy(() -> CLIFF.churnProbability(row, 1, -1)).hasMessageContaining("length");
    }
}
