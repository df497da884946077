package io.github.staycurve.clv.internal;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Prior} in the coordinates of a search: what it adds to a negative log-likelihood, and to its gradient. Without a
 * prior it adds nothing.
 *
 * <p>The logarithm of each quantity is a constant and a sum of coordinates, so that the penalty is a quadratic form. This class
 * is immutable and thread-safe.
 */
public final class SearchPrior {
    /** 95 % of a normal distribution lie within this many deviations. */
    private static final double NINETY_FIVE = 1.959963984540054;

    private final @Nullable Prior prior;
    private final double precision;
    private final List<Quantity> quantities;

    private SearchPrior(@Nullable Prior prior, List<Quantity> quantities) {
        this.prior = prior;
        double deviation = prior == null ? Double.POSITIVE_INFINITY : Math.log(prior.factor()) / NINETY_FIVE;
        this.precision = 1 / (deviation * deviation);
        this.quantities = quantities;
    }

    /** A quantity without a unit, of which the prior has an opinion. Immutable. */
    public static final class Quantity {
        private final String name;
        private final double usual;
        private final double offset;
        private final double[] factors;

        private Quantity(String name, double usual, double offset, double[] factors) {
            this.name = name;
            this.usual = usual;
            this.offset = offset;
            this.factors = factors;
        }

        /**
         * Returns a quantity.
         *
         * @param name what it is, in words
         * @param usual its usual value, positive
         * @param offset its logarithm where all coordinates are 0
         * @param factors the factor of each coordinate in its logarithm; further ones have none
         * @return the quantity
         */
        public static Quantity of(String name, double usual, double offset, double... factors) {
            return new Quantity(name, usual, offset, factors.clone());
        }

        /** Returns the logarithm of the quantity over its usual value. */
        private double away(double[] point) {
            double log = offset - Math.log(usual);
            for (int i = 0; i < factors.length; i++) {
                log += factors[i] * point[i];
            }
            return log;
        }

        private String describe() {
            return name + " (" + String.format(Locale.ROOT, "%.0f", usual) + ")";
        }
    }

    /**
     * Returns what a prior says of some quantities.
     *
     * @param prior the prior; null for none
     * @param quantities the quantities, independent of each other
     * @return what it adds to a search
     */
    public static SearchPrior of(@Nullable Prior prior, Quantity... quantities) {
        return new SearchPrior(prior, List.copyOf(Arrays.asList(quantities)));
    }

    /**
     * Returns whether there is a prior.
     *
     * @return false if nothing is added
     */
    public boolean isPresent() {
        return prior != null;
    }

    /**
     * Returns what to minimise where there is a prior.
     *
     * @param negativeLogLikelihood what to minimise where there is none
     * @return the sum of it and the penalty; itself without a prior
     */
    public Objective with(Objective negativeLogLikelihood) {
        return prior == null
                ? negativeLogLikelihood
                : (point, gradientOut) -> {
                    double value = negativeLogLikelihood.value(point, gradientOut);
                    return value + add(point, gradientOut);
                };
    }

    /**
     * Returns the negative logarithm of the prior's density less its greatest, and adds its gradient.
     *
     * @param point the coordinates
     * @param gradient to which the derivatives in the coordinates are added
     * @return the penalty, 0 or more; 0 without a prior
     */
    double add(double[] point, double[] gradient) {
        double sum = 0;
        if (prior != null) {
            for (Quantity quantity : quantities) {
                double away = quantity.away(point);
                sum += precision * away * away / 2;
                for (int i = 0; i < quantity.factors.length; i++) {
                    gradient[i] += precision * away * quantity.factors[i];
                }
            }
        }
        return sum;
    }

    /**
     * Returns the negative logarithm of the prior's density less its greatest.
     *
     * @param point the coordinates
     * @return the penalty, 0 or more; 0 without a prior
     */
    public double at(double[] point) {
        return add(point, new double[point.length]);
    }

    /**
     * Returns the log-likelihood of the data alone where a search ended.
     *
     * @param minimum the minimum of {@link #with}
     * @return the log-likelihood
     */
    public double logLikelihood(Minimum minimum) {
        return at(minimum.point()) - minimum.value();
    }

    /**
     * Returns what a report has to say about an inner maximum.
     *
     * @return a sentence
     */
    public String insideText() {
        return prior == null
                ? "The likelihood has a maximum inside the searched range."
                : "Likelihood and prior together have a maximum inside the searched range.";
    }

    /**
     * Returns what a report has to say about the prior.
     *
     * @return sentences, led by a blank; nothing without a prior
     */
    public String text() {
        return prior == null
                ? ""
                : " The estimates are a posterior mode, not of maximum likelihood. " + prior.describe()
                        + " Usual values: "
                        + quantities.stream().map(Quantity::describe).collect(Collectors.joining(", "))
                        + ". Standard errors are those of likelihood and prior together; the log-likelihood is that of the"
                        + " data alone.";
    }
}
