package io.github.staycurve.churn.definition;

import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;

/**
 * A contract that ended and was not renewed within a grace: churned from the first day without a contract, once the grace
 * after it is over.
 *
 * <p>A renewal begins on the day of the end, at the earliest, or later up to {@code graceDays} days after it; contracts that
 * follow each other so are one term. With {@code days} of 0 this tells who has left by the cutoff; with more, of those who
 * have a contract on the cutoff day, whose term ends in (cutoff, cutoff + days]: an outcome that a model can predict. Who
 * comes back after the grace has churned, and is a customer again from that day on.
 *
 * <p>Who is between two contracts on the cutoff day, within the grace, has no outcome, whether a renewal follows or not: only
 * the future tells these apart, and to keep those who renew alone would let it choose the customers.
 *
 * <p>The day of a churned customer is the end of the term. Where the grace is not over by the end of the observation the
 * label is unknown; as an outcome it is known for all customers or for none, as otherwise those who stay would be known
 * first. A churn rate of states asks no later than {@link #lookAheadDays()} before the end of the observation: after that,
 * those who are about to be lost are missing in it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param days 0 to tell who has left by the cutoff, or how far ahead to look, at most 1,000,000
 * @param graceDays how many days after an end a contract still counts as its renewal, from 0 to 1,000,000
 */
public record ContractEnd(int days, int graceDays) implements ChurnDefinition {
    /**
     * Checks the numbers.
     *
     * @param days 0 to tell who has left by the cutoff, or how far ahead to look, at most 1,000,000
     * @param graceDays how many days after an end a contract still counts as its renewal, from 0 to 1,000,000
     * @throws IllegalArgumentException if one is out of its range
     */
    public ContractEnd {
        DayRange.checked(days, 0, "days");
        DayRange.checked(graceDays, 0, "graceDays");
    }

    /**
     * Labels the holders of contracts at a cutoff.
     *
     * @param contracts the contracts; those that begin after the end of the observation do not count
     * @param cutoff the day at whose end is asked
     * @param observationEnd the last day of which all contracts are known
     * @return a label for each holder, in their order
     * @throws IllegalArgumentException if a day lies outside the years -999,999 to 999,999
     */
    public ChurnLabels label(Contracts contracts, LocalDate cutoff, LocalDate observationEnd) {
        int day = Checks.epochDay(cutoff, "cutoff");
        int last = Checks.epochDay(observationEnd, "observationEnd");
        LabelColumns out = new LabelColumns(contracts.customers());
        for (int row = 0; row < contracts.customers(); row++) {
            Contracts.Term term = contracts.term(row, day, last, graceDays);
            if (!term.exists) {
                out.unknown(row, UnknownReason.NOT_YET_CUSTOMER);
                continue;
            }
            out.lastSeen[row] = term.lastBound;
            if (isOutcome()) {
                outcome(row, term, day, last, out);
            } else {
                state(row, term, day, last, out);
            }
        }
        return out.build(this, cutoff, observationEnd, contracts::customerId);
    }

    private void state(int row, Contracts.Term term, int day, int last, LabelColumns out) {
        if (day > last || (term.end <= day && (long) term.end + graceDays > last)) {
            out.unknown(row, UnknownReason.NOT_OBSERVED);
        } else if (term.end <= day) {
            out.churned(row, term.end);
        } else {
            out.retained(row, day);
        }
    }

    private void outcome(int row, Contracts.Term term, int day, int last, LabelColumns out) {
        if ((long) day + lookAheadDays() > last) {
            out.unknown(row, UnknownReason.NOT_OBSERVED);
        } else if (term.lastBound < day) {
            boolean over = (long) term.end + graceDays <= day;
            out.unknown(row, over ? UnknownReason.ALREADY_CHURNED : UnknownReason.NOT_DEFINED);
        } else if (term.end <= day + days) {
            out.churned(row, term.end);
        } else {
            out.retained(row, day + days);
        }
    }

    @Override
    public int lookAheadDays() {
        return days + graceDays;
    }

    @Override
    public boolean isOutcome() {
        return days > 0;
    }

    @Override
    public String describe() {
        String end = "not renewed within %s days".formatted(graceDays);
        return days == 0
                ? "contract ended by the cutoff, " + end
                : "contract running at the cutoff ends in the %s days after it, %s".formatted(days, end);
    }
}
