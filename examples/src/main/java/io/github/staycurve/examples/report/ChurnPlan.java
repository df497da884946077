package io.github.staycurve.examples.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The days at whose end it is asked who will churn.
 *
 * <p>What churned is known at a cutoff once the horizon after it is over. The model is checked at the last cutoff of which it
 * is, and trained at those before, the latest so early that their horizons end when that of the check begins: at the time of
 * the check, nothing more was known. Horizons do not overlap, so that no purchase counts twice.
 *
 * @param training the cutoffs to train at, ascending, one at least
 * @param check the cutoff to check at
 */
record ChurnPlan(List<LocalDate> training, LocalDate check) {
    /** More of the past would be of another time. */
    private static final int MOST_CUTOFFS = 8;
    /** A dozen coefficients learn nothing more from more rows. */
    private static final int ENOUGH_ROWS = 2_000_000;
    /** Customers who bought last week show nothing yet. */
    private static final int LEAST_HISTORY_DAYS = 28;

    ChurnPlan {
        training = List.copyOf(training);
    }

    /** Returns the plan for so many customers; empty where the log is too short for one. */
    static Optional<ChurnPlan> of(int customers, LocalDate firstPurchase, LocalDate end, int horizonDays) {
        int most = Math.max(1, Math.min(MOST_CUTOFFS, ENOUGH_ROWS / customers));
        LocalDate earliest = firstPurchase.plusDays(history(horizonDays));
        LocalDate check = end.minusDays(horizonDays);
        List<LocalDate> training = new ArrayList<>();
        for (LocalDate day = check.minusDays(horizonDays);
                !day.isBefore(earliest) && training.size() < most;
                day = day.minusDays(horizonDays)) {
            training.add(0, day);
        }
        return training.isEmpty() ? Optional.empty() : Optional.of(new ChurnPlan(training, check));
    }

    /** Returns how many days a log must cover. */
    static long daysNeeded(int horizonDays) {
        return history(horizonDays) + 2L * horizonDays;
    }

    /** Returns why there is no plan. */
    static String tooShort(LocalDate firstPurchase, LocalDate end, int horizonDays) {
        return "a model of the last purchases needs %,d days of them (history, a horizon to learn from and one to check in), there are %,d"
                .formatted(daysNeeded(horizonDays), ChronoUnit.DAYS.between(firstPurchase, end));
    }

    private static int history(int horizonDays) {
        return Math.max(horizonDays, LEAST_HISTORY_DAYS);
    }

    /** Returns all cutoffs, that of the check last. */
    List<LocalDate> cutoffs() {
        List<LocalDate> all = new ArrayList<>(training);
        all.add(check);
        return all;
    }
}
