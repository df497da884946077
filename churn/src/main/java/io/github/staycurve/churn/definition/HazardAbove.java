package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A hazard above a threshold: churned if 1 - S(a + h) / S(a), the probability that a customer of age a leaves within the
 * next h days, is greater than the threshold.
 *
 * <p>S is a Kaplan-Meier curve of lifetimes since the first purchase, or since the start of the contract. This tells ages at
 * risk, not persons: all customers of one age have one label, and each is taken for alive at the cutoff. Where the curve
 * ends before a + h there is no such probability, and the label is unknown. The label is known at the cutoff, which is also
 * its day.
 *
 * <p>Two of these are equal when their names and numbers are: let the name tell which lifetimes the curve is made of. This
 * class is immutable and thread-safe.
 */
public final class HazardAbove implements PurchaseChurn {
    /** Without a grace, whose end only the future tells. */
    private static final ContractEnd UNBOUND = new ContractEnd(0, 0);

    private final double threshold;
    private final int days;
    private final String name;
    private final KaplanMeier curve;
    private final PeriodUnit unit;

    private HazardAbove(double threshold, int days, String name, KaplanMeier curve, PeriodUnit unit) {
        this.threshold = Checks.openUnit(threshold, "threshold");
        this.days = DayRange.checked(days, 1, "days");
        this.name = Checks.notBlank(name, "name");
        this.curve = curve;
        this.unit = unit;
    }

    /**
     * Returns the definition by a curve of lifetimes in days.
     *
     * @param threshold customers above this probability to leave have churned; above 0 and below 1
     * @param days h, how far ahead, from 1 to 1,000,000
     * @param name what tells the lifetimes of the curve, not blank
     * @param curve the curve, its durations in days
     * @return the definition
     * @throws IllegalArgumentException if a number is out of its range, or the name is blank
     */
    public static HazardAbove of(double threshold, int days, String name, KaplanMeier curve) {
        return new HazardAbove(threshold, days, name, curve, PeriodUnit.DAY);
    }

    /**
     * Returns this definition by a curve of lifetimes in another unit.
     *
     * @param newUnit the unit of the curve's durations
     * @return the definition
     */
    public HazardAbove in(PeriodUnit newUnit) {
        return new HazardAbove(threshold, days, name, curve, newUnit);
    }

    @Override
    public ChurnLabels label(PurchaseDays purchases, LocalDate cutoff, LocalDate observationEnd) {
        int day = Checks.epochDay(cutoff, "cutoff");
        Map<Integer, OptionalDouble> known = new HashMap<>(); // customers of one age have one probability
        return PurchaseLabeller.label(this, purchases, cutoff, observationEnd, (row, end, out) -> {
            int age = day - purchases.day(purchases.start(row));
            write(known.computeIfAbsent(age, this::churnProbability), row, day, out);
        });
    }

    /**
     * Labels the holders of contracts at a cutoff. The age is that of the contracts that follow each other without a day
     * between, up to the cutoff; who has no contract on that day has churned, whatever the age was.
     *
     * @param contracts the contracts
     * @param cutoff the day at whose end is asked
     * @param observationEnd the last day of which all contracts are known
     * @return a label for each holder, in their order
     * @throws IllegalArgumentException if a day lies outside the years -999,999 to 999,999
     */
    public ChurnLabels label(Contracts contracts, LocalDate cutoff, LocalDate observationEnd) {
        int day = Checks.epochDay(cutoff, "cutoff");
        ChurnLabels held = UNBOUND.label(contracts, cutoff, observationEnd);
        LabelColumns out = new LabelColumns(held.size());
        for (int row = 0; row < held.size(); row++) {
            out.lastSeen[row] = held.lastSeenDay(row);
            switch (held.label(row)) {
                case CHURNED -> out.churned(row, held.epochDay(row));
                case UNKNOWN -> out.unknown(row, held.unknownReason(row).orElseThrow());
                case RETAINED -> {
                    int age = day - contracts.termStart(row, day, UNBOUND.graceDays());
                    write(churnProbability(age), row, day, out);
                }
            }
        }
        return out.build(this, cutoff, observationEnd, contracts::customerId);
    }

    /** Returns the probability to leave within the next days at an age in days. */
    private OptionalDouble churnProbability(int age) {
        return curve.churnProbability(age / unit.days(), days / unit.days())
                .map(PointEstimate::value)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private void write(OptionalDouble probability, int row, int day, LabelColumns out) {
        if (probability.isEmpty()) {
            out.unknown(row, UnknownReason.NOT_DEFINED);
        } else if (probability.getAsDouble() > threshold) {
            out.churned(row, day);
        } else {
            out.retained(row, day);
        }
    }

    /**
     * Returns the threshold.
     *
     * @return customers above this probability to leave have churned
     */
    public double threshold() {
        return threshold;
    }

    /**
     * Returns h, how far ahead the curve is asked.
     *
     * @return days, 1 or more
     */
    public int days() {
        return days;
    }

    /**
     * Returns the name of the curve.
     *
     * @return what tells its lifetimes
     */
    public String name() {
        return name;
    }

    /**
     * Returns the unit of the curve's durations.
     *
     * @return the unit
     */
    public PeriodUnit unit() {
        return unit;
    }

    @Override
    public int lookAheadDays() {
        return 0;
    }

    @Override
    public String describe() {
        return "probability to leave within %s days above %s at the cutoff, by age on the survival curve of %s in %ss"
                .formatted(days, threshold, name, unit.label());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HazardAbove that && describe().equals(that.describe());
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
