package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.Ratio;
import java.util.Optional;

/**
 * The interval of a lift. No state.
 *
 * <p>The lift of k customers of N is N / (k + (N - k)/R), where R is their churn rate over that of the others. The two rates
 * are of different customers, so R has the interval of Newcombe (2016), "MOVER-R confidence intervals for ratios and products
 * of two independently estimated quantities", Statistical Methods in Medical Research 25, 1774-1778, from Wilson's of either
 * rate, which no count of 0 upsets. Who is among the k is taken as given.
 */
final class LiftIntervals {
    private LiftIntervals() {}

    static Optional<Interval> of(Ratio part, double allChurned, double all, double confidence) {
        double others = all - part.denominator();
        Optional<Interval> own = part.wilson(confidence);
        if (own.isEmpty() || allChurned == 0) {
            return Optional.empty();
        }
        double churnedOthers = Math.max(0, Math.min(allChurned - part.numerator(), others));
        Optional<Interval> other = Ratio.of(churnedOthers, Math.max(0, others)).wilson(confidence);
        if (other.isEmpty()) {
            return Optional.of(new Interval(1, 1, confidence)); // the part is everybody
        }
        double p = part.numerator() / part.denominator();
        double q = churnedOthers / others;
        double lower = lift(lowerRatio(p, q, own.get().lower(), other.get().upper()), part.denominator(), others);
        double upper = lift(upperRatio(p, q, own.get().upper(), other.get().lower()), part.denominator(), others);
        return Optional.of(new Interval(lower, upper, confidence));
    }

    private static double lift(double ratio, double customers, double others) {
        return (customers + others) / (customers + others / ratio);
    }

    /** Newcombe's lower limit with the difference of near terms turned into a sum. */
    private static double lowerRatio(double p, double q, double lowerP, double upperQ) {
        double bothP = lowerP * (2 * p - lowerP);
        double bothQ = upperQ * (2 * q - upperQ);
        return bothP == 0 ? 0 : bothP / (p * q + Math.sqrt(Math.max(0, p * p * q * q - bothP * bothQ)));
    }

    private static double upperRatio(double p, double q, double upperP, double lowerQ) {
        double bothP = upperP * (2 * p - upperP);
        double bothQ = lowerQ * (2 * q - lowerQ);
        return bothQ == 0
                ? Double.POSITIVE_INFINITY
                : (p * q + Math.sqrt(Math.max(0, p * p * q * q - bothP * bothQ))) / bothQ;
    }
}
