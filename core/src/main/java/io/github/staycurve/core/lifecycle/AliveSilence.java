package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.OptionalDouble;

/**
 * The probability that the customer still is one, from a purchase model: P(alive) is the score.
 *
 * <p>Customers with one purchase are left to another engine. A model in which customers can leave only after a repeat
 * purchase, as BG/NBD, gives them P(alive) = 1 for ever, and would never call a one-time buyer anything but active. On the
 * day of a purchase a customer is active whatever the model says; from the next day on P(alive) decides.
 *
 * <p>Two of these are equal when their names and numbers are: a function cannot be compared. The name is what is stored, so
 * let it tell the model and its parameters. The function must not rise with age while x and t<sub>x</sub> stay, as it does
 * not in any model of the {@code clv} module.
 *
 * <p>This class is immutable and thread-safe if the function is.
 */
public final class AliveSilence implements ActivityEngine {
    private final String name;
    private final AliveProbability model;
    private final PeriodUnit unit;
    private final ScoreCuts cuts;
    private final ActivityEngine oneTimeBuyers;

    private AliveSilence(
            String name, AliveProbability model, PeriodUnit unit, ScoreCuts cuts, ActivityEngine oneTimeBuyers) {
        this.name = Checks.notBlank(name, "name");
        if (oneTimeBuyers instanceof AliveSilence) {
            throw new IllegalArgumentException("oneTimeBuyers must be fixed or adaptive, was " + oneTimeBuyers);
        }
        this.model = model;
        this.unit = unit;
        this.cuts = cuts;
        this.oneTimeBuyers = oneTimeBuyers;
    }

    /**
     * Returns the engine with the default cuts: declining below 0.8, dormant below 0.5, churned below 0.2.
     *
     * @param name what tells the model and its parameters, as {@code bg-nbd r=0.243 alpha=4.414 a=0.793 b=2.426}; not blank
     * @param model the model
     * @param unit the unit of the model's durations
     * @param oneTimeBuyers the engine of customers with one purchase, fixed or adaptive
     * @return the engine
     * @throws IllegalArgumentException if the name is blank, or the engine of one-time buyers is of this kind itself
     */
    public static AliveSilence of(String name, AliveProbability model, PeriodUnit unit, ActivityEngine oneTimeBuyers) {
        return new AliveSilence(name, model, unit, ScoreCuts.ALIVE, oneTimeBuyers);
    }

    /**
     * Returns this engine with other cuts.
     *
     * @param newCuts the probabilities at which states begin
     * @return the engine
     */
    public AliveSilence withCuts(ScoreCuts newCuts) {
        return new AliveSilence(name, model, unit, newCuts, oneTimeBuyers);
    }

    /**
     * Returns the name of the model.
     *
     * @return what tells the model and its parameters
     */
    public String name() {
        return name;
    }

    /**
     * Returns the model.
     *
     * @return the function
     */
    public AliveProbability model() {
        return model;
    }

    /**
     * Returns the unit of the model's durations.
     *
     * @return the unit
     */
    public PeriodUnit unit() {
        return unit;
    }

    /**
     * Returns the probabilities at which states begin.
     *
     * @return the cuts
     */
    public ScoreCuts cuts() {
        return cuts;
    }

    /**
     * Returns the engine of customers with one purchase.
     *
     * @return the engine, fixed or adaptive
     */
    public ActivityEngine oneTimeBuyers() {
        return oneTimeBuyers;
    }

    /**
     * Returns the median gap that the engine of one-time buyers knows.
     *
     * @return the median in days
     */
    @Override
    public double medianGapDays() {
        return oneTimeBuyers.medianGapDays();
    }

    @Override
    public OptionalDouble recoverAbove() {
        return OptionalDouble.of(cuts.recoverAbove());
    }

    @Override
    public String describe() {
        return "P(alive) of %s in %ss: %s; after one purchase %s"
                .formatted(name, unit.label(), cuts.describe(), oneTimeBuyers.describe());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AliveSilence that && describe().equals(that.describe());
    }

    @Override
    public int hashCode() {
        return describe().hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }
}
