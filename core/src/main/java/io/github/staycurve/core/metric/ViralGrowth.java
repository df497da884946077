package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Ratio;
import java.util.OptionalDouble;

/**
 * Users that users bring: each brings K others, one cycle after coming.
 *
 * <p>U(t) = U<sub>0</sub> (K<sup>t/p + 1</sup> - 1) / (K - 1) for a cycle of length p, after Skok's blog on viral
 * marketing; for K = 1 it is U<sub>0</sub> (t/p + 1), and for K below 1 it tends to U<sub>0</sub> / (1 - K). Nobody
 * leaves in this model and the market is endless, so it is one for the first cycles.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param initialUsers U<sub>0</sub>, 0 or more, finite
 * @param kFactor K, the users that one user brings in a cycle, 0 or more, finite
 * @param cycleTime p, from one generation to the next, above 0, finite, in the unit of t: the median from an accepted
 *     invitation to the own first one
 */
public record ViralGrowth(double initialUsers, double kFactor, double cycleTime) {

    /**
     * Checks the parameters.
     *
     * @param initialUsers U<sub>0</sub>, 0 or more, finite
     * @param kFactor K, the users that one user brings in a cycle, 0 or more, finite
     * @param cycleTime p, from one generation to the next, above 0, finite, in the unit of t: the median from an accepted
     *     invitation to the own first one
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public ViralGrowth {
        Checks.nonNegativeFinite(initialUsers, "initialUsers");
        Checks.nonNegativeFinite(kFactor, "kFactor");
        Checks.positiveFinite(cycleTime, "cycleTime");
    }

    /**
     * Returns K as invitations a user sends times the share accepted.
     *
     * @param invitesPerUser invitations over the users who could send them
     * @param acceptanceRate accepted over sent, a proportion
     * @return K as a ratio; without a value where either has none
     * @throws IllegalArgumentException if a numerator is negative, or more were accepted than sent
     */
    public static Ratio kFactor(Ratio invitesPerUser, Ratio acceptanceRate) {
        Checks.nonNegativeFinite(invitesPerUser.numerator(), "invites");
        Checks.inRange(acceptanceRate.numerator(), 0, acceptanceRate.denominator(), "accepted");
        return Ratio.of(
                invitesPerUser.numerator() * acceptanceRate.numerator(),
                invitesPerUser.denominator() * acceptanceRate.denominator());
    }

    /**
     * Returns K as observed.
     *
     * @param referredUsers new users whom the cohort brought within the window
     * @param cohortUsers the users of the cohort that referred them; never all users ever
     * @return referred users over users of the cohort
     * @throws IllegalArgumentException if a number is negative
     */
    public static Ratio observedKFactor(long referredUsers, long cohortUsers) {
        return Ratio.of(Checks.nonNegativeFinite((double) referredUsers, "referredUsers"), (double) cohortUsers);
    }

    /**
     * Returns the number of users at a time.
     *
     * @param time t, 0 or more, finite
     * @return U(t); infinite where it exceeds the greatest double
     * @throws IllegalArgumentException if the time is out of its range
     */
    public double usersAt(double time) {
        double generations = Checks.nonNegativeFinite(time, "time") / cycleTime + 1;
        if (initialUsers == 0) {
            return 0;
        }
        if (kFactor == 1) {
            return initialUsers * generations;
        }
        // expm1 keeps the digits that the difference of a power near 1 and 1 would lose
        return initialUsers * Math.expm1(generations * Math.log(kFactor)) / (kFactor - 1);
    }

    /**
     * Returns the number of users in the end.
     *
     * @return the limit of U(t), empty for K of 1 or more, where it grows without end
     */
    public OptionalDouble limit() {
        return kFactor < 1 ? OptionalDouble.of(initialUsers / (1 - kFactor)) : OptionalDouble.empty();
    }

    /**
     * Returns this model in words.
     *
     * @return one line
     */
    public String describe() {
        return "viral growth from %s users: each brings K = %s others, a cycle of %s after coming; nobody leaves"
                .formatted(initialUsers, kFactor, cycleTime);
    }
}
