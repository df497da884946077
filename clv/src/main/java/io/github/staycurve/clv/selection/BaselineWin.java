package io.github.staycurve.clv.selection;

import java.util.Locale;

/**
 * A measure by which a baseline predicted better than a model.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param baseline the name of the baseline
 * @param model the name of the model
 * @param measure what was compared
 * @param baselineValue the value of the baseline
 * @param modelValue the value of the model
 */
public record BaselineWin(String baseline, String model, Measure measure, double baselineValue, double modelValue) {
    /** What a forecast is judged by. */
    public enum Measure {
        /** The mean log score; higher is better. */
        LOG_SCORE,
        /** The mean over customers of |predicted - actual|; lower is better. A forecast of 0 for everyone may do well by it. */
        MEAN_ABSOLUTE_ERROR,
        /** The root of the mean over customers of (predicted - actual)²; lower is better. */
        ROOT_MEAN_SQUARED_ERROR,
        /** |predicted - actual| of the totals over all customers; lower is better. */
        TOTAL_ERROR
    }

    /**
     * Returns the comparison in words.
     *
     * @return one sentence
     */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "Baseline %s beats %s by %s: %.6g against %.6g.",
                baseline,
                model,
                measure.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                baselineValue,
                modelValue);
    }
}
