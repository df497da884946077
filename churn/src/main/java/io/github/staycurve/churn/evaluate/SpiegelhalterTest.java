package io.github.staycurve.churn.evaluate;

import java.util.Locale;

/**
 * A test that outcomes were drawn with the scores as probabilities. Immutable and thread-safe.
 *
 * <p>A small p-value says that the scores are not calibrated, in the sense of the Brier score: it weighs how far probabilities
 * are from one half. With many customers it finds errors too small to matter; see {@link CalibrationLine} for their size.
 *
 * @param z standard normal if scores are calibrated; positive where outcomes are less sure than the scores
 * @param pValue the probability of a z as far from 0, in [0, 1]
 * @see <a href="https://doi.org/10.1002/sim.4780050506">Spiegelhalter (1986), Probabilistic prediction in patient management
 *     and clinical trials, Statistics in Medicine 5, 421-433</a>
 */
public record SpiegelhalterTest(double z, double pValue) {

    /**
     * Returns the test in words.
     *
     * @return one line
     */
    public String describe() {
        return String.format(Locale.ROOT, "Spiegelhalter's test of calibration: z = %.4f, p = %.3g", z, pValue);
    }
}
