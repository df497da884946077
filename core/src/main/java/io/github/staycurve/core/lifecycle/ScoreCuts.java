package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.internal.Checks;

/**
 * Cuts a score that falls with silence into activity states.
 *
 * <p>Between {@code decliningBelow} and {@code recoverAbove} lies the band of a Schmitt trigger: a customer who is declining
 * there stays so when parameters are fitted anew, and one who is not does not become so.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param decliningBelow customers with a score below this are declining, in (0, 1)
 * @param dormantBelow customers below this are dormant, in (0, decliningBelow)
 * @param churnedBelow customers below this are churned, in (0, dormantBelow)
 * @param recoverAbove a declining customer recovers without a purchase above this only, in [decliningBelow, 1]
 */
public record ScoreCuts(double decliningBelow, double dormantBelow, double churnedBelow, double recoverAbove) {
    /** The cuts of {@link AdaptiveSilence}: after the 80 %, the 90 % and the 98 % quantile of the gap. */
    public static final ScoreCuts SURVIVAL = new ScoreCuts(0.20, 0.10, 0.02, 0.35);

    /** The cuts of {@link AliveSilence}. */
    public static final ScoreCuts ALIVE = new ScoreCuts(0.80, 0.50, 0.20, 0.90);

    /**
     * Checks the order of the cuts.
     *
     * @param decliningBelow customers with a score below this are declining, in (0, 1)
     * @param dormantBelow customers below this are dormant, in (0, decliningBelow)
     * @param churnedBelow customers below this are churned, in (0, dormantBelow)
     * @param recoverAbove a declining customer recovers without a purchase above this only, in [decliningBelow, 1]
     * @throws IllegalArgumentException if a cut lies outside its range, naming the two that clash
     */
    public ScoreCuts {
        Checks.openUnit(decliningBelow, "decliningBelow");
        Checks.openUnit(dormantBelow, "dormantBelow");
        Checks.openUnit(churnedBelow, "churnedBelow");
        Checks.inRange(recoverAbove, 0, 1, "recoverAbove");
        Checks.below(dormantBelow, "dormantBelow", decliningBelow, "decliningBelow");
        Checks.below(churnedBelow, "churnedBelow", dormantBelow, "dormantBelow");
        if (!(recoverAbove >= decliningBelow)) {
            throw new IllegalArgumentException(
                    "recoverAbove %s must not lie below decliningBelow %s".formatted(recoverAbove, decliningBelow));
        }
    }

    /** Returns the code of the state of a score. */
    int state(double score) {
        if (score >= decliningBelow) {
            return 0;
        }
        if (score >= dormantBelow) {
            return 1;
        }
        return score >= churnedBelow ? 2 : 3;
    }

    /** Returns these cuts in words, numbers in full. */
    String describe() {
        return "declining below %s, dormant below %s, churned below %s, recovered above %s"
                .formatted(decliningBelow, dormantBelow, churnedBelow, recoverAbove);
    }
}
