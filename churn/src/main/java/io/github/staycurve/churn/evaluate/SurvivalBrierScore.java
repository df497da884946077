package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.PointEstimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Brier score of predicted survival at some times, and its mean over them; the lower the better.
 *
 * <p>The null model predicts the Kaplan-Meier curve of the rows themselves for everyone: a score above it means that the
 * features do harm. Where a score is not known it is empty, and so is the mean over the times.
 *
 * <p>This class is immutable and thread-safe. Made by {@link SurvivalEvaluation#brier}.
 */
public final class SurvivalBrierScore {
    private final String definition;
    private final double[] times;
    private final List<Optional<PointEstimate>> scores;
    private final List<OptionalDouble> nullScores;
    private final Optional<PointEstimate> integrated;

    SurvivalBrierScore(
            String definition,
            double[] times,
            List<Optional<PointEstimate>> scores,
            List<OptionalDouble> nullScores,
            Optional<PointEstimate> integrated) {
        this.definition = definition;
        this.times = times.clone();
        this.scores = List.copyOf(scores);
        this.nullScores = List.copyOf(nullScores);
        this.integrated = integrated;
    }

    /**
     * Returns the number of times.
     *
     * @return 0 or more
     */
    public int size() {
        return times.length;
    }

    /**
     * Returns one of the times.
     *
     * @param index the index, from 0
     * @return the time
     */
    public double time(int index) {
        return times[index];
    }

    /**
     * Returns the score at a time.
     *
     * @param index the index of the time, from 0
     * @return the score, 0 or more, and its error; empty where a weight does not exist
     */
    public Optional<PointEstimate> score(int index) {
        return scores.get(index);
    }

    /**
     * Returns the score of the null model at a time.
     *
     * @param index the index of the time, from 0
     * @return the score, 0 or more; empty where a weight does not exist or the Kaplan-Meier curve is not known
     */
    public OptionalDouble nullScore(int index) {
        return nullScores.get(index);
    }

    /**
     * Returns by which share the score is lower than that of the null model at a time.
     *
     * @param index the index of the time, from 0
     * @return 1 - score / null score, at most 1, below 0 for a model that does harm; empty where one of them is not known
     *     or the null score is 0
     */
    public OptionalDouble explained(int index) {
        double base = nullScore(index).orElse(0);
        return base > 0 && score(index).isPresent()
                ? OptionalDouble.of(1 - score(index).get().value() / base)
                : OptionalDouble.empty();
    }

    /**
     * Returns the mean of the score over the span of the times, by the trapezoid rule.
     *
     * @return the integral over the length of the span, and its error; empty with fewer than two times, or where a score
     *     is not known
     */
    public Optional<PointEstimate> integrated() {
        return integrated;
    }

    /**
     * Returns the mean score of the null model over the span of the times, by the trapezoid rule.
     *
     * @return the integral over the length of the span; empty with fewer than two times, or where a score is not known
     */
    public OptionalDouble integratedNull() {
        if (times.length < 2 || !nullScores.stream().allMatch(OptionalDouble::isPresent)) {
            return OptionalDouble.empty();
        }
        double area = 0;
        for (int k = 1; k < times.length; k++) {
            area += (times[k] - times[k - 1])
                    * (nullScore(k).orElseThrow() + nullScore(k - 1).orElseThrow())
                    / 2;
        }
        return OptionalDouble.of(area / (times[times.length - 1] - times[0]));
    }

    /**
     * Returns what was measured, how, and the outcome.
     *
     * @return one line
     */
    public String describe() {
        String each = IntStream.range(0, times.length)
                .mapToObj(k -> "t = %s: %s".formatted(times[k], words(score(k))))
                .collect(Collectors.joining(", "));
        return "Brier score by %s; %s; integrated by trapezoids: %s".formatted(definition, each, words(integrated));
    }

    static String words(Optional<PointEstimate> estimate) {
        return estimate.map(e -> String.format(Locale.ROOT, "%.4f", e.value())).orElse("not known");
    }

    @Override
    public String toString() {
        return describe();
    }
}
