package io.github.staycurve.clv.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.fit.FitReport;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;

/** Samples of customers whose truth is known, for the tests of the spend fit. */
final class SpendSamples {
    private SpendSamples() {}

    /** Repeat customers with their number of purchases and mean spend. */
    static final class Customers {
        private final int[] x;
        private final double[] meanSpend;

        Customers(int[] x, double[] meanSpend) {
            this.x = x;
            this.meanSpend = meanSpend;
        }

        int[] x() {
            return x;
        }

        double[] meanSpend() {
            return meanSpend;
        }

        GammaGammaFit fit() {
            return GammaGamma.withDefaults().fit(x, meanSpend);
        }
    }

    /** Draws customers of the model with whole shapes, whose gamma variates are sums of exponential ones. */
    static Customers simulate(long seed, int customers, int p, int q, double gamma) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] x = new int[customers];
        double[] meanSpend = new double[customers];
        for (int i = 0; i < customers; i++) {
            double rate = erlang(random, q) / gamma;
            x[i] = 1 + (int) (8 * Math.pow(random.nextDouble(), 2));
            meanSpend[i] = erlang(random, p * x[i]) / rate / x[i];
        }
        return new Customers(x, meanSpend);
    }

    static double erlang(SplittableRandom random, int shape) {
        double sum = 0;
        for (int k = 0; k < shape; k++) {
            sum -= Math.log1p(-random.nextDouble());
        }
        return sum;
    }

    static Offset<Double> relative(double value, double tolerance) {
        return within(Math.abs(value) * tolerance);
    }

    static void assertSame(GammaGammaParameters actual, GammaGammaParameters expected, double tolerance) {
        assertThat(actual.p()).isCloseTo(expected.p(), relative(expected.p(), tolerance));
        assertThat(actual.q()).isCloseTo(expected.q(), relative(expected.q(), tolerance));
        assertThat(actual.gamma()).isCloseTo(expected.gamma(), relative(expected.gamma(), tolerance));
    }

    /** Returns the error of a number with these derivatives in the estimates. */
    static double error(FitReport report, double... gradient) {
        double variance = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                variance += gradient[i] * report.covariance()[i][j] * gradient[j];
            }
        }
        return Math.sqrt(variance);
    }
}
