package io.github.staycurve.churn.score;

import io.github.staycurve.core.data.ScoreColumn;

/**
 * Turns a score into a probability that comes true as often as it says.
 *
 * <p>Fit it to customers that the model was not fitted to. Implementations are immutable and thread-safe.
 */
public sealed interface Calibrator permits PlattCalibrator, IsotonicCalibrator, BetaCalibrator {
    /**
     * Returns the calibrated probability of a score.
     *
     * @param score in the range the calibrator was fitted for
     * @return from 0 to 1
     * @throws IllegalArgumentException if the score is out of its range
     */
    double calibrate(double score);

    /**
     * Returns whether a higher score never has a lower probability.
     *
     * @return false if the fit turned the order of customers round, wholly or in part: the scores were no good
     */
    boolean keepsOrder();

    /**
     * Returns the calibrator in words, with its numbers.
     *
     * @return one line
     */
    String describe();

    /**
     * Returns the calibrated probabilities of a column of scores.
     *
     * @param scores the scores; those that are undefined remain so
     * @return a column of churn probabilities
     * @throws IllegalArgumentException if a score is out of its range
     */
    default ScoreColumn calibrate(ScoreColumn scores) {
        double[] values = scores.toArray();
        for (int row = 0; row < values.length; row++) {
            values[row] = scores.isDefined(row) ? calibrate(values[row]) : Double.NaN;
        }
        return ScoreColumn.of(ChurnModel.CHURN_PROBABILITY, values);
    }
}
