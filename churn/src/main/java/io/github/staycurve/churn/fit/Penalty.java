package io.github.staycurve.churn.fit;

import io.github.staycurve.core.internal.Checks;
import java.util.Locale;

/**
 * How much a fit is held back from large coefficients: none, ridge, lasso or the elastic net between them.
 *
 * <p>A fit with a penalty minimises
 *
 * <pre>mean negative log-likelihood + λ (mix Σ|β| + (1 − mix)/2 Σβ²)</pre>
 *
 * <p>with the mean taken over the weight of the rows. Intercepts, baselines and scales are free of it. The β are those of
 * the columns as given, or of the columns divided by their standard deviation ({@link #onStandardizedColumns()}), which
 * is what columns in different units need: without it, a spend in cents is held back less than one in euros. Tools that
 * penalise the summed likelihood with {@code 1/(2C) Σβ²} have {@code C = 1/(nλ)}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lambda λ, 0 or more; 0 is no penalty
 * @param mix the share of the lasso, from 0 (ridge) to 1 (lasso)
 * @param standardizes whether it weighs the coefficients of columns divided by their standard deviation
 * @see <a href="https://doi.org/10.1111/j.1467-9868.2005.00503.x">Zou and Hastie (2005), Regularization and Variable
 *     Selection via the Elastic Net, JRSS B 67(2), 301-320</a>
 */
public record Penalty(double lambda, double mix, boolean standardizes) {
    /**
     * Checks the penalty.
     *
     * @param lambda λ, 0 or more; 0 is no penalty
     * @param mix the share of the lasso, from 0 (ridge) to 1 (lasso)
     * @param standardizes whether it weighs the coefficients of columns divided by their standard deviation
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Penalty {
        Checks.nonNegativeFinite(lambda, "lambda");
        Checks.inRange(mix, 0, 1, "mix");
    }

    /**
     * Returns no penalty: maximum likelihood.
     *
     * @return the penalty with λ = 0
     */
    public static Penalty none() {
        return new Penalty(0, 0, false);
    }

    /**
     * Returns the penalty {@code λ/2 Σβ²}, which shrinks all coefficients and gives a finite fit to any data.
     *
     * @param lambda λ, 0 or more
     * @return the penalty, on columns as given
     * @throws IllegalArgumentException if λ is negative or not finite
     */
    public static Penalty ridge(double lambda) {
        return new Penalty(lambda, 0, false);
    }

    /**
     * Returns the penalty {@code λ Σ|β|}, which sets the coefficients of columns that tell little to 0.
     *
     * @param lambda λ, 0 or more
     * @return the penalty, on columns as given
     * @throws IllegalArgumentException if λ is negative or not finite
     */
    public static Penalty lasso(double lambda) {
        return new Penalty(lambda, 1, false);
    }

    /**
     * Returns the penalty {@code λ (mix Σ|β| + (1 − mix)/2 Σβ²)}.
     *
     * @param lambda λ, 0 or more
     * @param mix the share of the lasso, from 0 to 1
     * @return the penalty, on columns as given
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Penalty elasticNet(double lambda, double mix) {
        return new Penalty(lambda, mix, false);
    }

    /**
     * Returns this penalty on the coefficients of columns divided by their standard deviation, so that units of columns
     * do not matter.
     *
     * @return the penalty
     */
    public Penalty onStandardizedColumns() {
        return new Penalty(lambda, mix, true);
    }

    /**
     * Returns whether there is no penalty.
     *
     * @return true if λ is 0
     */
    public boolean isNone() {
        return lambda == 0;
    }

    /**
     * Returns the factor of Σβ²/2.
     *
     * @return λ(1 − mix), 0 or more
     */
    public double ridgeWeight() {
        return lambda * (1 - mix);
    }

    /**
     * Returns the factor of Σ|β|.
     *
     * @return λ·mix, 0 or more
     */
    public double lassoWeight() {
        return lambda * mix;
    }

    /**
     * Returns the objective in words.
     *
     * @return one line
     */
    public String describe() {
        if (isNone()) {
            return "maximum likelihood, no penalty";
        }
        return String.format(
                Locale.ROOT,
                "mean negative log-likelihood + %s (%s Σ|β| + %s/2 Σβ²), %s",
                lambda,
                mix,
                1 - mix,
                standardizes ? "β of columns divided by their standard deviation" : "β of columns as given");
    }
}
