package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * P(alive) below a threshold: churned if a purchase model gives the customer, at the cutoff, less than that probability of
 * still being one.
 *
 * <p>The model is a function, so that any cutoff can be asked; scores that were computed elsewhere become labels by
 * {@link #label(ScoreTable, ScoreColumn, LocalDate)}. The label is known at the cutoff, which is also its day. A model in
 * which customers can leave only after a repeat purchase, as BG/NBD, never calls a one-time buyer churned: take
 * {@link StageChurned} with an alive silence, which leaves those to another rule.
 *
 * <p>Two of these are equal when their names and numbers are, as a function cannot be compared: let the name tell the model
 * and its parameters. This class is immutable and thread-safe if the function is.
 */
public final class AliveBelow implements PurchaseChurn {
    private final double threshold;
    private final String name;
    private final AliveProbability model;
    private final PeriodUnit unit;

    private AliveBelow(double threshold, String name, AliveProbability model, PeriodUnit unit) {
        this.threshold = Checks.openUnit(threshold, "threshold");
        this.name = Checks.notBlank(name, "name");
        this.model = model;
        this.unit = unit;
    }

    /**
     * Returns the definition by a model.
     *
     * @param threshold customers below this P(alive) have churned; above 0 and below 1
     * @param name what tells the model and its parameters, as {@code bg-nbd r=0.243 alpha=4.414 a=0.793 b=2.426}; not blank
     * @param model the model
     * @param unit the unit of the model's durations
     * @return the definition
     * @throws IllegalArgumentException if the threshold is out of its range, or the name is blank
     */
    public static AliveBelow of(double threshold, String name, AliveProbability model, PeriodUnit unit) {
        return new AliveBelow(threshold, name, model, unit);
    }

    @Override
    public ChurnLabels label(PurchaseDays days, LocalDate cutoff, LocalDate observationEnd) {
        int day = Checks.epochDay(cutoff, "cutoff");
        return PurchaseLabeller.label(this, days, cutoff, observationEnd, (row, end, out) -> {
            int start = days.start(row);
            int first = days.day(start);
            double alive = model.probabilityAlive(
                    end - start - 1, (days.day(end - 1) - first) / unit.days(), (day - first) / unit.days());
            if (!(alive >= 0 && alive <= 1)) {
                throw new IllegalStateException("P(alive) must lie in [0, 1], was %s for customer '%s' by %s"
                        .formatted(alive, days.customerId(row), name));
            }
            write(alive, row, day, out);
        });
    }

    /**
     * Labels the customers of scores that this model gave.
     *
     * @param table the customers whose scores these are; their histories end at the cutoff
     * @param scores P(alive) of each row of the table
     * @param cutoff the day at whose end the scores were computed
     * @return a label for each row; unknown where the score is undefined
     * @throws IllegalArgumentException if there is another number of scores than of customers, the score is no probability,
     *     or the day lies outside the years -999,999 to 999,999
     */
    public ChurnLabels label(ScoreTable table, ScoreColumn scores, LocalDate cutoff) {
        CustomerSummaryTable customers = table.customers();
        Checks.length(scores.size(), customers.size(), "scores");
        if (scores.kind().low() != 0 || scores.kind().high() != 1) {
            throw new IllegalArgumentException("scores must be probabilities, were '%s'"
                    .formatted(scores.kind().name()));
        }
        int day = Checks.epochDay(cutoff, "cutoff");
        LabelColumns out = new LabelColumns(scores.size());
        for (int row = 0; row < scores.size(); row++) {
            out.lastSeen[row] = day
                    - (int) Math.round(
                            customers.inactivity(row) * customers.unit().days());
            if (scores.isDefined(row)) {
                write(scores.valueOrNaN(row), row, day, out);
            } else {
                out.unknown(row, UnknownReason.NOT_DEFINED);
            }
        }
        return out.build(this, cutoff, cutoff, customers::customerId);
    }

    private void write(double alive, int row, int day, LabelColumns out) {
        if (alive < threshold) {
            out.churned(row, day);
        } else {
            out.retained(row, day);
        }
    }

    /**
     * Returns the threshold.
     *
     * @return customers below this P(alive) have churned
     */
    public double threshold() {
        return threshold;
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
     * Returns the unit of the model's durations.
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
        return "P(alive) of %s in %ss below %s at the cutoff".formatted(name, unit.label(), threshold);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AliveBelow that && describe().equals(that.describe());
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
