package io.github.staycurve.churn.definition;

import io.github.staycurve.core.internal.Checks;

/** The numbers of days that definitions take. */
final class DayRange {
    /** Far beyond any window, and near enough that sums of days are an {@code int}. */
    private static final int MAX_DAYS = 1_000_000;

    private DayRange() {}

    static int checked(int days, int least, String name) {
        return Checks.inRange(days, least, MAX_DAYS, name);
    }
}
