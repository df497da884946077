package io.github.staycurve.core.lifecycle;

import java.util.OptionalDouble;

/**
 * Each customer's own rhythm: the score is the probability that somebody with this history would be silent for longer.
 *
 * <p>A weekly buyer who is silent for a month is in decline, a yearly one is not. What one customer's few gaps do not tell is
 * filled in from the {@linkplain GapPopulation population}, whose parameters were fitted once, at a stated day, and are
 * frozen here.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param population how gaps vary within and between customers
 * @param cuts the scores at which states begin
 */
public record AdaptiveSilence(GapPopulation population, ScoreCuts cuts) implements ActivityEngine {
    /**
     * Returns the engine with the default cuts: declining after the 80 % quantile of the gap, dormant after the 90 % and
     * churned after the 98 % quantile.
     *
     * @param population how gaps vary within and between customers
     * @return the engine
     */
    public static AdaptiveSilence of(GapPopulation population) {
        return new AdaptiveSilence(population, ScoreCuts.SURVIVAL);
    }

    /**
     * Returns the median gap after a first purchase in the population.
     *
     * @return the median in days
     */
    @Override
    public double medianGapDays() {
        return population.quantile(0.5, 0, 0);
    }

    @Override
    public OptionalDouble recoverAbove() {
        return OptionalDouble.of(cuts.recoverAbove());
    }

    @Override
    public String describe() {
        return "adaptive silence: %s; %s".formatted(population.describe(), cuts.describe());
    }
}
