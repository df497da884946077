package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How regular customers buy, told by what predicts best: the shape of the gaps with the greatest log score on days that were
 * held out.
 *
 * <p>Each shape is fitted to the days up to a first date. For every customer who had bought by then, the days up to a second
 * date are then predicted gap by gap: the logarithm of the probability, given all that came before, of a gap of so many
 * whole days, and of the last gap being not over. Their sum over all customers is the log score; of shapes with one score
 * the least is chosen. The population is then fitted with that shape up to the second date.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1198/016214506000001437">Gneiting and Raftery (2007), Strictly Proper Scoring Rules,
 *     Prediction, and Estimation, JASA 102, 359-378</a>
 */
public final class GapShapeChoice {
    private final LocalDate fitEnd;
    private final LocalDate cutoff;
    private final double[] scores;
    private final int shape;
    private final GapPopulationFit fit;

    private GapShapeChoice(LocalDate fitEnd, LocalDate cutoff, double[] scores, int shape, GapPopulationFit fit) {
        this.fitEnd = fitEnd;
        this.cutoff = cutoff;
        this.scores = scores;
        this.shape = shape;
        this.fit = fit;
    }

    /**
     * Chooses among the shapes from 1 to the greatest.
     *
     * @param days the purchases
     * @param fitEnd the last day that the compared fits may use
     * @param cutoff the last day of what is predicted, and of the final fit; after fitEnd
     * @param maxShape the greatest shape to compare, from 1 to 20
     * @return the choice
     * @throws IllegalArgumentException if the shape is out of its range or the dates are not in order
     */
    public static GapShapeChoice of(PurchaseDays days, LocalDate fitEnd, LocalDate cutoff, int maxShape) {
        GapPopulation.checkedShape(maxShape);
        if (!fitEnd.isBefore(cutoff)) {
            throw new IllegalArgumentException("fitEnd %s must lie before the cutoff %s".formatted(fitEnd, cutoff));
        }
        double[] scores = new double[maxShape];
        for (int shape = 1; shape <= maxShape; shape++) {
            Optional<GapPopulation> population =
                    GapPopulation.fit(days, fitEnd, shape).population();
            scores[shape - 1] = population.isEmpty() ? Double.NaN : score(days, fitEnd, cutoff, population.get());
        }
        int best = best(scores);
        return new GapShapeChoice(fitEnd, cutoff, scores, best, GapPopulation.fit(days, cutoff, best));
    }

    /** Returns the least shape of the greatest score; one without a score, NaN, beats none that has one. */
    static int best(double... scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best] || (Double.isNaN(scores[best]) && !Double.isNaN(scores[i]))) {
                best = i;
            }
        }
        return best + 1;
    }

    private static double score(PurchaseDays days, LocalDate fitEnd, LocalDate cutoff, GapPopulation population) {
        int from = Checks.epochDay(fitEnd, "fitEnd");
        int to = Checks.epochDay(cutoff, "cutoff");
        double score = 0;
        for (int customer = 0; customer < days.customers(); customer++) {
            int first = days.start(customer);
            int next = first;
            while (next < days.start(customer + 1) && days.day(next) <= from) {
                next++;
            }
            if (next > first) {
                score += score(days, customer, next, from, to, population);
            }
        }
        return score;
    }

    /** Returns the log probability of a customer's days after one date up to another; next is the first place after it. */
    private static double score(PurchaseDays days, int customer, int next, int from, int to, GapPopulation population) {
        int first = days.start(customer);
        double score = 0;
        int known = from; // the silence is known to have lasted until here
        int place = next;
        while (true) {
            int last = days.day(place - 1);
            int gaps = place - 1 - first;
            double span = last - days.day(first);
            double logKnown = population.logSurvival(known - last, gaps, span);
            if (place == days.start(customer + 1) || days.day(place) > to) {
                return score + population.logSurvival(to - last, gaps, span) - logKnown;
            }
            double before = population.logSurvival(days.day(place) - 1 - last, gaps, span);
            double after = population.logSurvival(days.day(place) - last, gaps, span);
            score += before - logKnown + Math.log(-Math.expm1(after - before));
            known = days.day(place++);
        }
    }

    /**
     * Returns the shape that predicted best.
     *
     * @return k, 1 or more; 1 if the fit of every shape failed
     */
    public int shape() {
        return shape;
    }

    /**
     * Returns the log score of a shape.
     *
     * @param k the shape, from 1 to the greatest that was compared
     * @return the sum of the logarithms of probabilities, 0 or less; empty if the fit of the shape failed
     * @throws IllegalArgumentException if the shape was not compared
     */
    public OptionalDouble logScore(int k) {
        if (k < 1 || k > scores.length) {
            throw new IllegalArgumentException("k must lie in [1, %s], was %s".formatted(scores.length, k));
        }
        double score = scores[k - 1];
        return Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    /**
     * Returns the population of the chosen shape.
     *
     * @return the fit up to the cutoff
     */
    public GapPopulationFit fit() {
        return fit;
    }

    /**
     * Returns what was compared, in words.
     *
     * @return one line
     */
    public String describe() {
        return "shape %s of 1 to %s by log score of the days after %s up to %s"
                .formatted(shape, scores.length, fitEnd, cutoff);
    }
}
