package io.github.staycurve.core.metric;

import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.Ratio;
import java.util.Optional;

/**
 * The answers to "how likely are you to recommend us, from 0 to 10", as promoters (9 and 10), passives (7 and 8) and
 * detractors (0 to 6).
 *
 * <p>This record is immutable and thread-safe. Scores are in [-1, 1]; the usual points are 100 times that.
 *
 * @param promoters answers of 9 and 10, 0 or more
 * @param passives answers of 7 and 8, 0 or more
 * @param detractors answers of 0 to 6, 0 or more
 */
public record NetPromoterScore(long promoters, long passives, long detractors) {
    private static final int HIGHEST = 10;
    private static final int LEAST_PROMOTER = 9;
    private static final int LEAST_PASSIVE = 7;

    /**
     * Checks the counts.
     *
     * @param promoters answers of 9 and 10, 0 or more
     * @param passives answers of 7 and 8, 0 or more
     * @param detractors answers of 0 to 6, 0 or more
     * @throws IllegalArgumentException if a count is negative
     */
    public NetPromoterScore {
        checkCount(promoters, "promoters");
        checkCount(passives, "passives");
        checkCount(detractors, "detractors");
    }

    /**
     * Counts answers.
     *
     * @param answers whole numbers from 0 to 10
     * @return the score
     * @throws IllegalArgumentException if an answer is out of the range, naming its index
     */
    public static NetPromoterScore of(int... answers) {
        long promoters = 0;
        long passives = 0;
        for (int i = 0; i < answers.length; i++) {
            if (answers[i] < 0 || answers[i] > HIGHEST) {
                throw new IllegalArgumentException(
                        "answer %d must be a whole number from 0 to 10, was %d".formatted(i, answers[i]));
            }
            promoters += answers[i] >= LEAST_PROMOTER ? 1 : 0;
            passives += answers[i] >= LEAST_PASSIVE && answers[i] < LEAST_PROMOTER ? 1 : 0;
        }
        return new NetPromoterScore(promoters, passives, answers.length - promoters - passives);
    }

    /**
     * Returns the number of answers.
     *
     * @return 0 or more
     */
    public long answers() {
        return promoters + passives + detractors;
    }

    /**
     * Returns the score.
     *
     * @return promoters less detractors, over answers; times 100 for points
     */
    public Ratio score() {
        return Ratio.of((double) (promoters - detractors), (double) answers());
    }

    /**
     * Returns the score with its standard error, the root of (p + d - (p - d)²) / n for shares p of promoters and d of
     * detractors.
     *
     * @return the estimate, empty without answers; its error is 0 where all answers fell into one group, and says nothing
     *     then
     */
    public Optional<PointEstimate> estimate() {
        double n = (double) answers();
        if (n == 0) {
            return Optional.empty();
        }
        double score = (double) (promoters - detractors) / n;
        double variance = Math.max(0, (double) (promoters + detractors) / n - score * score);
        return Optional.of(PointEstimate.of(score, Math.sqrt(variance / n)));
    }

    /**
     * Returns the adjusted interval of the score, which holds up for few answers: three more are made up, 3/4 promoters,
     * 3/2 passives and 3/4 detractors, and the normal interval is taken around their score.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, which may reach beyond [-1, 1]
     * @throws IllegalArgumentException if the level is out of its range
     * @see <a href="https://doi.org/10.1080/00031305.2016.1158124">Rocks (2016), Interval Estimation for the "Net Promoter
     *     Score", The American Statistician 70, 365-372</a>
     */
    public Interval adjustedInterval(double confidence) {
        double n = (double) answers() + 3;
        double score = (double) (promoters - detractors) / n;
        double variance = ((double) (promoters + detractors) + 1.5) / n - score * score;
        return PointEstimate.of(score, Math.sqrt(variance / n))
                .interval(confidence)
                .orElseThrow();
    }

    /**
     * Returns by how much this score lies above another of different people.
     *
     * @param other the other score
     * @return the difference with its error, empty if either has no answers
     */
    public Optional<PointEstimate> minus(NetPromoterScore other) {
        if (answers() == 0 || other.answers() == 0) {
            return Optional.empty();
        }
        PointEstimate mine = estimate().orElseThrow();
        PointEstimate theirs = other.estimate().orElseThrow();
        return Optional.of(PointEstimate.of(
                mine.value() - theirs.value(),
                Math.hypot(
                        mine.standardError().orElseThrow(),
                        theirs.standardError().orElseThrow())));
    }

    /**
     * Returns the answers of both groups together.
     *
     * @param other the answers of other people
     * @return the score of all
     */
    public NetPromoterScore plus(NetPromoterScore other) {
        return new NetPromoterScore(
                promoters + other.promoters, passives + other.passives, detractors + other.detractors);
    }

    /**
     * Returns this score in words.
     *
     * @return one line
     */
    public String describe() {
        return "NPS of %d answers: (%d promoters, 9-10, less %d detractors, 0-6) / answers"
                .formatted(answers(), promoters, detractors);
    }

    private static void checkCount(long count, String name) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, was " + count);
        }
    }
}
