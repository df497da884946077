package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A silence longer than the customer's own gaps between purchases: churned if the days since the last purchase exceed the
 * q-quantile of the gaps between the customer's distinct purchase days.
 *
 * <p>The quantile is type 7 of Hyndman and Fan: the value at place (n - 1) q, from 0, of the n gaps in ascending order,
 * interpolated between neighbours. Customers with fewer gaps than {@code minGaps} have no rhythm to speak of yet and are
 * churned after more than {@code fallbackDays} of silence. The label is known at the cutoff, from nothing later. The day of
 * a churned customer is the first on which the silence was too long, that of a retained one the cutoff.
 *
 * <p>Few gaps make a noisy quantile, and the greatest of five is no 98 % quantile: {@link StageChurned} with an adaptive
 * silence fills in from the population what a customer's own gaps do not tell.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param quantile q, above 0, at most 1
 * @param minGaps how many gaps make a rhythm, from 1 to 1,000,000
 * @param fallbackDays the longest silence that is not churned of those with fewer gaps, from 1 to 1,000,000
 * @see <a href="https://doi.org/10.1080/00031305.1996.10473566">Hyndman and Fan (1996), Sample Quantiles in Statistical
 *     Packages, The American Statistician 50(4), 361-365, definition 7</a>
 */
public record PersonalGap(double quantile, int minGaps, int fallbackDays) implements PurchaseChurn {
    /**
     * What the arithmetic of a quantile may round off: of eight gaps the 0.9 quantile between 10 and 20 days comes out a bit
     * below 13, and a silence of 13 days is not longer than it.
     */
    private static final double ROUNDING = 1e-9;

    /**
     * Checks the rule.
     *
     * @param quantile q, above 0, at most 1
     * @param minGaps how many gaps make a rhythm, from 1 to 1,000,000
     * @param fallbackDays the longest silence that is not churned of those with fewer gaps, from 1 to 1,000,000
     * @throws IllegalArgumentException if a number is out of its range
     */
    public PersonalGap {
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must lie above 0 and not above 1, was " + quantile);
        }
        DayRange.checked(minGaps, 1, "minGaps");
        DayRange.checked(fallbackDays, 1, "fallbackDays");
    }

    @Override
    public ChurnLabels label(PurchaseDays days, LocalDate cutoff, LocalDate observationEnd) {
        int day = Checks.epochDay(cutoff, "cutoff");
        return PurchaseLabeller.label(this, days, cutoff, observationEnd, (row, end, out) -> {
            int last = days.day(end - 1);
            int longest = longestSilence(days, days.start(row), end);
            if (day - last > longest) {
                out.churned(row, last + longest + 1);
            } else {
                out.retained(row, day);
            }
        });
    }

    /** Returns the longest silence of a customer that is not churned, in whole days as silences are. */
    private int longestSilence(PurchaseDays days, int start, int end) {
        int gaps = end - start - 1;
        if (gaps < minGaps) {
            return fallbackDays;
        }
        int[] sorted = new int[gaps];
        for (int i = 0; i < gaps; i++) {
            sorted[i] = days.day(start + i + 1) - days.day(start + i);
        }
        Arrays.sort(sorted);
        return (int) Math.floor(quantile(sorted, quantile) + ROUNDING);
    }

    /** Returns the type 7 quantile of ascending gaps. */
    static double quantile(int[] sorted, double q) {
        double place = (sorted.length - 1) * q;
        int below = (int) place;
        if (below == sorted.length - 1) {
            return sorted[below];
        }
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    @Override
    public int lookAheadDays() {
        return 0;
    }

    @Override
    public String describe() {
        return ("silence at the cutoff above the %s quantile of the customer's own gaps between purchase days; above %s"
                        + " days with fewer than %s gaps")
                .formatted(quantile, fallbackDays, minGaps);
    }
}
