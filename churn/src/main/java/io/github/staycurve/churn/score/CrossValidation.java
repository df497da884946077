package io.github.staycurve.churn.score;

import io.github.staycurve.churn.evaluate.ResampledEstimate;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Repeated stratified cross-validation: how good a way of fitting is on customers it has not seen.
 *
 * <p>In each repeat, the customers who churned and those who stayed are dealt at random into folds as equal as can be; each
 * fold is the test once. It says how good a model is on other customers of the same time; whether it holds at another time,
 * only a later cutoff says. Which customer falls into which fold depends on the order of rows and on the seed.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class CrossValidation {
    private final int folds;
    private final int repeats;
    private final long seed;

    private CrossValidation(int folds, int repeats, long seed) {
        this.folds = folds;
        this.repeats = repeats;
        this.seed = seed;
    }

    /**
     * Returns a plan.
     *
     * @param folds into how many parts the customers are dealt, 2 or more
     * @param repeats how often, 1 or more
     * @param seed of the dealing; equal seeds give equal folds
     * @return the plan
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static CrossValidation of(int folds, int repeats, long seed) {
        return new CrossValidation(
                Checks.inRange(folds, 2, Integer.MAX_VALUE, "folds"),
                Checks.inRange(repeats, 1, Integer.MAX_VALUE, "repeats"),
                seed);
    }

    /**
     * One fold as the test and the others to train on.
     *
     * <p>This class is immutable and thread-safe.
     */
    public static final class Fold {
        private final int[] train;
        private final int[] test;

        private Fold(int[] train, int[] test) {
            this.train = train;
            this.test = test;
        }

        /**
         * Returns the rows to fit to.
         *
         * @return a copy, ascending
         */
        public int[] trainRows() {
            return train.clone();
        }

        /**
         * Returns the rows to judge by.
         *
         * @return a copy, ascending
         */
        public int[] testRows() {
            return test.clone();
        }

        /**
         * Returns the labels of some rows.
         *
         * @param churned the labels of all rows
         * @param rows the rows wanted
         * @return their labels in that order
         */
        public static boolean[] labels(boolean[] churned, int[] rows) {
            boolean[] labels = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                labels[i] = churned[rows[i]];
            }
            return labels;
        }
    }

    /**
     * Returns the folds of all repeats.
     *
     * @param churned for each customer whether they churned
     * @return folds times repeats of them, repeat after repeat
     * @throws IllegalArgumentException if there are fewer customers of one kind than folds
     */
    public List<Fold> folds(boolean[] churned) {
        int[][] classes = {rows(churned, true), rows(churned, false)};
        for (int[] rows : classes) {
            Checks.inRange(rows.length, folds, Integer.MAX_VALUE, "customers of each kind (at least one a fold)");
        }
        List<Fold> all = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int repeat = 0; repeat < repeats; repeat++) {
            SplittableRandom own = random.split();
            int[] foldOf = new int[churned.length];
            int dealt = 0;
            for (int[] rows : classes) {
                for (int row : shuffled(rows, own)) {
                    foldOf[row] = dealt++ % folds;
                }
            }
            for (int fold = 0; fold < folds; fold++) {
                all.add(new Fold(select(foldOf, fold, false), select(foldOf, fold, true)));
            }
        }
        return all;
    }

    private static int[] rows(boolean[] churned, boolean which) {
        int[] rows = new int[churned.length];
        int size = 0;
        for (int i = 0; i < churned.length; i++) {
            if (churned[i] == which) {
                rows[size++] = i;
            }
        }
        return Arrays.copyOf(rows, size);
    }

    private static int[] shuffled(int[] rows, SplittableRandom random) {
        int[] shuffled = rows.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int at = random.nextInt(i + 1);
            int kept = shuffled[i];
            shuffled[i] = shuffled[at];
            shuffled[at] = kept;
        }
        return shuffled;
    }

    private static int[] select(int[] foldOf, int fold, boolean inside) {
        int[] rows = new int[foldOf.length];
        int size = 0;
        for (int i = 0; i < foldOf.length; i++) {
            if ((foldOf[i] == fold) == inside) {
                rows[size++] = i;
            }
        }
        return Arrays.copyOf(rows, size);
    }

    /**
     * Returns what a figure is over the folds, as the area under the ROC curve of a model that was fitted to the train rows,
     * on the test rows.
     *
     * @param churned for each customer whether they churned
     * @param figure the figure of a fold, finite
     * @return the figure of every fold, with mean and interval
     * @throws IllegalArgumentException if there are fewer customers of one kind than folds, or a figure is not finite
     */
    public ResampledEstimate estimate(boolean[] churned, ToDoubleFunction<Fold> figure) {
        List<Fold> all = folds(churned);
        double[] values = new double[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = figure.applyAsDouble(all.get(i));
        }
        return ResampledEstimate.of(values, folds - 1.0, 1);
    }

    /**
     * Returns a probability for each customer by models that were not fitted to that customer: what a calibrator is fitted
     * to. With several repeats, the mean of theirs.
     *
     * @param churned for each customer whether they churned
     * @param scores the probabilities of the test rows of a fold, by a model fitted to its train rows
     * @return the probabilities in row order
     * @throws IllegalArgumentException if there are fewer customers of one kind than folds, or a fold has another number of
     *     probabilities than test rows
     */
    public ScoreColumn outOfFold(boolean[] churned, Function<Fold, ScoreColumn> scores) {
        double[] sums = new double[churned.length];
        for (Fold fold : folds(churned)) {
            ScoreColumn ofFold = scores.apply(fold);
            Checks.length(ofFold.size(), fold.test.length, "scores of a fold");
            for (int i = 0; i < fold.test.length; i++) {
                sums[fold.test[i]] += ofFold.valueOrNaN(i) / repeats;
            }
        }
        for (int row = 0; row < sums.length; row++) {
            sums[row] = Math.min(1, sums[row]); // a mean of ones may round to more
        }
        return ScoreColumn.of(ChurnModel.CHURN_PROBABILITY, sums);
    }

    /**
     * Returns the plan in words.
     *
     * @return a few words
     */
    public String describe() {
        return "%s times %s-fold stratified cross-validation, seed %s".formatted(repeats, folds, seed);
    }

    @Override
    public String toString() {
        return describe();
    }
}
