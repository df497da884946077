package io.github.staycurve.clv.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.internal.SearchPrior.Quantity;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SearchPriorTest {
    private static final Objective NOTHING = (point, gradient) -> {
        Arrays.fill(gradient, 0);
        return 0;
    };

    private static SearchPrior prior(Prior prior) {
        return SearchPrior.of(prior, Quantity.of("rate", 2, 0.3, 0, 1, 2), Quantity.of("shape", 1, 0, 1));
    }

    /** 95 % within a factor: at its ends the density is e^(−1.96²/2) of that at the usual value. */
    @Test
    void isLogNormalAboutTheUsualValue() {
        for (double factor : new double[] {1.1, 10, 1000}) {
            SearchPrior prior = prior(Prior.withinFactor(factor));
            double usual = Math.log(2) - 0.3;
            assertThat(prior.at(new double[] {0, usual, 0})).isZero();
            for (int side = -1; side <= 1; side += 2) {
                assertThat(prior.at(new double[] {side * Math.log(factor), usual, 0}))
                        .isCloseTo(1.959963984540054 * 1.959963984540054 / 2, within(1e-12));
                assertThat(prior.at(new double[] {0, usual + side * Math.log(factor), 0}))
                        .isCloseTo(1.959963984540054 * 1.959963984540054 / 2, within(1e-12));
                assertThat(prior.at(new double[] {0, usual, side * Math.log(factor) / 2}))
                        .isCloseTo(1.959963984540054 * 1.959963984540054 / 2, within(1e-12));
            }
        }
    }

    @RepeatedTest(20)
    void gradientIsThatOfThePenalty(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        SearchPrior prior = prior(Prior.weak());
        double[] point = random.doubles(4, -4, 4).toArray();
        double[] gradient = new double[4];
        assertThat(prior.with(NOTHING).value(point, gradient)).isEqualTo(prior.at(point));
        for (int i = 0; i < 4; i++) {
            double[] high = point.clone();
            double[] low = point.clone();
            high[i] += 1e-3;
            low[i] -= 1e-3;
            // exact for a quadratic but for rounding
            assertThat(gradient[i])
                    .as("%s, coordinate %d", Arrays.toString(point), i)
                    .isCloseTo((prior.at(high) - prior.at(low)) / 2e-3, within(1e-8));
        }
    }

    @Test
    void withoutAPriorNothingIsAdded() {
        SearchPrior none = SearchPrior.of(null, Quantity.of("shape", 1, 0, 1));
        assertThat(none.isPresent()).isFalse();
        assertThat(none.with(NOTHING)).isSameAs(NOTHING);
        assertThat(none.at(new double[] {5})).isZero();
        assertThat(none.text()).isEmpty();
        assertThat(none.insideText()).startsWith("The likelihood has a maximum");
    }

    @Test
    void saysWhatItIsOn() {
        assertThat(prior(Prior.withinFactor(4)).isPresent()).isTrue();
        assertThat(prior(Prior.withinFactor(4)).text())
                .contains("posterior mode")
                .contains("within a factor of 4 of the usual value")
                .contains("Usual values: rate (2), shape (1).");
    }
}
