package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Interval;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class HeadcountForecastTest {
    private static final StateSpace TWO = StateSpace.of("here", "gone");
    private static final TransitionMatrix LEAVING = TransitionMatrix.of(TWO, new double[][] {{.8, .2}, {0, 1}});

    @Test
    void expectedNumbersFollowTheMatrix() {
        HeadcountForecast forecast =
                HeadcountForecast.by(SixStages.MATRIX).replicates(10).forecast(new long[] {1000, 0, 0, 0, 0, 0}, 3, 1);
        assertThat(forecast.expected(3, "G")).isCloseTo(224.17, within(5e-3));
        assertThat(forecast.expected(3, "C")).isCloseTo(135.10, within(5e-3));
        assertThat(forecast.expected(0, "N")).isEqualTo(1000);
        assertThat(forecast.steps()).isEqualTo(3);
    }

    @Test
    void inflowComesAtTheEndOfEachStep() {
        HeadcountForecast forecast = HeadcountForecast.by(LEAVING)
                .inflow(new long[] {10, 0}, new long[] {0, 5})
                .replicates(50)
                .forecast(new long[] {100, 0}, 3, 1);
        assertThat(forecast.expected(1, "here")).isEqualTo(90);
        assertThat(forecast.expected(2, "here")).isEqualTo(72);
        assertThat(forecast.expected(2, "gone")).isCloseTo(20 + 18 + 5, within(1e-12));
        assertThat(forecast.expected(3, "gone")).isCloseTo(43 + .2 * 72 + 5, within(1e-12)); // the last row goes on
        Interval start = forecast.interval(0, "here");
        assertThat(start).isEqualTo(new Interval(100, 100, .9)); // what is known has no range
    }

    /** One step of one state is a binomial variable: the exact quantiles. */
    @Test
    void theRangeOfOneStepIsThatOfABinomialVariable() {
        HeadcountForecast forecast =
                HeadcountForecast.by(LEAVING).replicates(20_000).forecast(new long[] {1000, 0}, 1, 7);
        BinomialDistribution exact = new BinomialDistribution(null, 1000, .8);
        Interval range = forecast.interval(1, "here");
        assertThat(range.lower()).isCloseTo(exact.inverseCumulativeProbability(.05), within(1.0));
        assertThat(range.upper()).isCloseTo(exact.inverseCumulativeProbability(.95), within(1.0));
        assertThat(range.confidence()).isEqualTo(.9);
    }

    /** Futures that the chain itself makes fall into the range about as often as it says. */
    @Test
    void theRangeHoldsFuturesOfTheChain() {
        long[] start = {50, 80, 60, 30, 40, 100};
        HeadcountForecast forecast = HeadcountForecast.by(SixStages.MATRIX).forecast(start, 6, 3);
        SplittableRandom random = new SplittableRandom(99);
        int futures = 1000;
        double held = 0;
        for (int future = 0; future < futures; future++) {
            int mature = 0;
            for (int state = 0; state < start.length; state++) {
                for (long head = 0; head < start[state]; head++) {
                    mature += RandomChains.path(random, SixStages.MATRIX, state, 7)[6] == 2 ? 1 : 0;
                }
            }
            held += forecast.interval(6, "M").contains(mature) ? 1 : 0;
        }
        assertThat(held / futures).isBetween(.88, .95); // whole numbers hold a little more than .9
    }

    @Test
    void headsAddUpInEveryStep() {
        HeadcountForecast forecast =
                HeadcountForecast.by(SixStages.MATRIX).replicates(1).forecast(new long[] {7, 1, 0, 2, 0, 0}, 5, 1);
        for (int step = 0; step <= 5; step++) {
            double sum = 0;
            for (String state : SixStages.STATES.names()) {
                sum += forecast.interval(step, state).lower(); // of one replicate both ends are its number
            }
            assertThat(sum).isEqualTo(10);
        }
    }

    @Test
    void whatTheEstimateLeavesOpenWidensTheRange() {
        TransitionCounts counts = TransitionCounts.counter(TWO, "made-up steps")
                .add(0, 0, 16)
                .add(0, 1, 4)
                .add(1, 1, 20)
                .counts();
        TransitionEstimate estimate = TransitionEstimate.of(counts, 0);
        long[] start = {10_000, 0};
        Interval known =
                HeadcountForecast.by(estimate.matrix()).forecast(start, 1, 5).interval(1, "here");
        Interval drawn = HeadcountForecast.by(estimate).forecast(start, 1, 5).interval(1, "here");
        Interval probability = estimate.credible("here", "here", .9);
        assertThat(drawn.width()).isGreaterThan(10 * known.width());
        assertThat(drawn.lower()).isCloseTo(10_000 * probability.lower(), within(250.0));
        assertThat(drawn.upper()).isCloseTo(10_000 * probability.upper(), within(150.0));
    }

    @Test
    void equalSeedsGiveEqualForecasts() {
        long[] start = {50, 80, 60, 30, 40, 100};
        HeadcountForecaster forecaster =
                HeadcountForecast.by(SixStages.MATRIX).confidence(.5).replicates(99);
        HeadcountForecast one = forecaster.forecast(start, 4, 12);
        HeadcountForecast other = forecaster.forecast(start, 4, 12);
        boolean differs = false;
        for (String state : SixStages.STATES.names()) {
            assertThat(one.interval(4, state)).isEqualTo(other.interval(4, state));
            differs |= !one.interval(4, state)
                    .equals(forecaster.forecast(start, 4, 13).interval(4, state));
        }
        assertThat(differs).isTrue();
    }

    @Test
    void millionsOfHeadsAreNoTrouble() {
        HeadcountForecast forecast =
                HeadcountForecast.by(LEAVING).replicates(200).forecast(new long[] {4_000_000_000_000L, 0}, 2, 1);
        assertThat(forecast.interval(2, "here").contains(.64 * 4e12)).isTrue();
        assertThat(forecast.interval(2, "here").width()).isLessThan(4e12 * 1e-5);
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        HeadcountForecaster forecaster = HeadcountForecast.by(LEAVING);
        assertThatIllegalArgumentException().isThrownBy(() -> forecaster.forecast(new long[] {1}, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecaster.forecast(new long[] {1, -1}, 1, 1))
                .withMessage("start must lie in [0, 1125899906842624] in every state, was -1");
        assertThatIllegalArgumentException() // whose sum would be negative
                .isThrownBy(() -> forecaster.forecast(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> forecaster.forecast(new long[] {1, 1}, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> forecaster.replicates(0));
        assertThatIllegalArgumentException().isThrownBy(() -> forecaster.confidence(1));
        assertThatIllegalArgumentException().isThrownBy(forecaster::inflow);
        assertThatIllegalArgumentException().isThrownBy(() -> forecaster.inflow(new long[] {1, -1}));
        HeadcountForecast forecast = forecaster.replicates(2).forecast(new long[] {1, 1}, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecast.expected(2, "here"))
                .withMessageContaining("[0, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> forecast.interval(-1, "here"));
        assertThat(forecast.describe())
                .contains("2 replicates")
                .contains("[here, gone]")
                .contains("known");
    }
}
