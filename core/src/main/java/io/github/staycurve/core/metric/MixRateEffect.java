package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Ratio;
import java.util.List;

/**
 * Whether a rate moved because the rates of segments did, or because the segments changed their shares.
 *
 * <p>An overall rate is the mean of segment rates r, weighted by the segments' shares w of the denominator. Its difference
 * is, exactly, the sum over segments of a mix effect (w<sub>1</sub> - w<sub>0</sub>) (r<sub>0</sub> + r<sub>1</sub>) / 2
 * and a rate effect (r<sub>1</sub> - r<sub>0</sub>) (w<sub>0</sub> + w<sub>1</sub>) / 2. A segment that is empty at one of
 * the two times has no rate there; the other time's stands in, so that its coming or going is all mix.
 *
 * <p>Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50, 1168-1194. This class is immutable and
 * thread-safe.
 */
public final class MixRateEffect {
    private final List<String> segments;
    private final Ratio before;
    private final Ratio after;
    private final double[] mix;
    private final double[] rate;

    private MixRateEffect(List<String> segments, Ratio before, Ratio after, double[] mix, double[] rate) {
        this.segments = segments;
        this.before = before;
        this.after = after;
        this.mix = mix;
        this.rate = rate;
    }

    /**
     * Splits the difference of a rate.
     *
     * @param segments the names of the segments, at least one; no customer in two of them
     * @param before the rate of each segment before
     * @param after the rate of each segment after
     * @return the effects
     * @throws IllegalArgumentException if the lists differ in length, or all segments are empty before, or after
     */
    public static MixRateEffect of(List<String> segments, List<Ratio> before, List<Ratio> after) {
        List<String> names = List.copyOf(segments);
        if (names.isEmpty() || before.size() != names.size() || after.size() != names.size()) {
            throw new IllegalArgumentException("segments must have one name and two rates each: %d names, %d and %d"
                    .formatted(names.size(), before.size(), after.size()));
        }
        before.forEach(MixRateEffect::checkEmpty);
        after.forEach(MixRateEffect::checkEmpty);
        Ratio allBefore = before.stream().reduce(Ratio.EMPTY, Ratio::plus);
        Ratio allAfter = after.stream().reduce(Ratio.EMPTY, Ratio::plus);
        Checks.positiveFinite(allBefore.denominator(), "denominator of all segments before");
        Checks.positiveFinite(allAfter.denominator(), "denominator of all segments after");
        double[] mix = new double[names.size()];
        double[] rate = new double[mix.length];
        for (int i = 0; i < mix.length; i++) {
            double w0 = before.get(i).denominator() / allBefore.denominator();
            double w1 = after.get(i).denominator() / allAfter.denominator();
            double either = before.get(i).value().orElse(0);
            double r1 = after.get(i).value().orElse(either);
            double r0 = before.get(i).value().orElse(r1);
            mix[i] = (w1 - w0) * (r0 + r1) / 2;
            rate[i] = (r1 - r0) * (w0 + w1) / 2;
        }
        return new MixRateEffect(names, allBefore, allAfter, mix, rate);
    }

    private static void checkEmpty(Ratio rate) {
        if (rate.denominator() == 0 && rate.numerator() != 0) {
            throw new IllegalArgumentException(
                    "a segment with denominator 0 must have numerator 0, was " + rate.numerator());
        }
    }

    /**
     * Returns the names of the segments.
     *
     * @return the names, in the order given
     */
    public List<String> segments() {
        return segments;
    }

    /**
     * Returns what the change of a segment's share did to the overall rate.
     *
     * @param segment the index of the segment, from 0
     * @return its mix effect; only the sum over segments is worth reading, as shares add up to 1
     */
    public double mixEffect(int segment) {
        return mix[segment];
    }

    /**
     * Returns what the change of a segment's rate did to the overall rate.
     *
     * @param segment the index of the segment, from 0
     * @return its rate effect
     */
    public double rateEffect(int segment) {
        return rate[segment];
    }

    /**
     * Returns what the change of shares did to the overall rate.
     *
     * @return the sum of the mix effects
     */
    public double mixEffect() {
        return sum(mix);
    }

    /**
     * Returns what the change of rates did to the overall rate.
     *
     * @return the sum of the rate effects
     */
    public double rateEffect() {
        return sum(rate);
    }

    /**
     * Returns the overall rate before.
     *
     * @return the sum of the segments
     */
    public Ratio before() {
        return before;
    }

    /**
     * Returns the overall rate after.
     *
     * @return the sum of the segments
     */
    public Ratio after() {
        return after;
    }

    /**
     * Returns by how much the overall rate rose.
     *
     * @return after less before, which is the sum of all effects, up to rounding
     */
    public double difference() {
        return after.value().orElseThrow() - before.value().orElseThrow();
    }

    /**
     * Returns what was split, and how.
     *
     * @return one line
     */
    public String describe() {
        return "Kitagawa split of a rate over %d segments, %s/%s before and %s/%s after: mix %s, rate %s"
                .formatted(
                        segments.size(),
                        before.numerator(),
                        before.denominator(),
                        after.numerator(),
                        after.denominator(),
                        mixEffect(),
                        rateEffect());
    }

    @Override
    public String toString() {
        return describe();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
