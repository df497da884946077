package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.lifecycle.ActivityState;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.StageTable;
import java.time.LocalDate;

/**
 * Whom the lifecycle takes for churned: the activity of the customer's stage at the cutoff is
 * {@link ActivityState#CHURNED}.
 *
 * <p>So a fixed silence, the adaptive silence and P(alive) with its engine for one-time buyers are definitions too, and churn
 * means the same in stages and in rates. The label is known at the cutoff. The day is the cutoff, for churned and retained
 * alike.
 *
 * <p>This record is immutable and thread-safe if the function in its policy is.
 *
 * @param policy the rules of the stages, without a trend rule
 */
public record StageChurned(StagePolicy policy) implements PurchaseChurn {
    /**
     * Checks the policy.
     *
     * @param policy the rules of the stages, without a trend rule
     * @throws IllegalArgumentException if it has a trend rule: trends make nobody churned
     */
    public StageChurned {
        if (policy.trend().isPresent()) {
            throw new IllegalArgumentException("policy must have no trend rule: trends make nobody churned");
        }
    }

    @Override
    public ChurnLabels label(PurchaseDays days, LocalDate cutoff, LocalDate observationEnd) {
        int day = Checks.epochDay(cutoff, "cutoff");
        StageTable stages = policy.stageAt(days, cutoff);
        return PurchaseLabeller.label(this, days, cutoff, observationEnd, (row, end, out) -> {
            boolean churned =
                    stages.stage(row).flatMap(stage -> stage.activity()).orElse(null) == ActivityState.CHURNED;
            if (churned) {
                out.churned(row, day);
            } else {
                out.retained(row, day);
            }
        });
    }

    @Override
    public int lookAheadDays() {
        return 0;
    }

    @Override
    public String describe() {
        return "churned at the cutoff by " + policy.describe();
    }
}
