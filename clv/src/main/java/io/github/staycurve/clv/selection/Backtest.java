package io.github.staycurve.clv.selection;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.OccasionRule;
import io.github.staycurve.core.data.PurchaseHistories;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Asks past days how well each model would have predicted: on every origin the models are fitted to what was known by the
 * end of that day, and judged by what the same customers bought in the days after it.
 *
 * <p>A model is judged by its predictive log score (the logarithm of the probability that it gave to the number of
 * purchases that a customer then made, by the mean over customers; closer to 0 is better) and by the errors of its expected
 * purchases. Three baselines without a model are judged beside it: {@link #CUSTOMER_MEAN_RATE}, {@link #POPULATION_MEAN} and
 * {@link #LAST_PERIOD_REPEAT}.
 *
 * <p>A fitter is handed rows that know nothing of what came after the origin. It runs on the caller's thread, origin by origin
 * and model by model. This class is immutable and thread-safe as long as the purchases are not changed while it runs.
 *
 * @see <a href="https://doi.org/10.1198/016214506000001437">Gneiting and Raftery (2007), Strictly Proper Scoring Rules,
 *     Prediction, and Estimation, JASA 102, 359-378: the logarithmic score</a>
 */
public final class Backtest {
    /** Everyone goes on at the rate of their own past, x / T; who joined on the origin buys nothing. */
    public static final String CUSTOMER_MEAN_RATE = "customer-mean-rate";

    /**
     * Everyone buys at the rate of all customers together, the sum of x over the sum of T. Its log score is that of a Poisson
     * distribution with this mean.
     */
    public static final String POPULATION_MEAN = "population-mean";

    /**
     * Everyone buys as often as in the days before the origin, as many days as are predicted; a first purchase, which cannot
     * come again, does not count.
     */
    public static final String LAST_PERIOD_REPEAT = "last-period-repeat";

    private final SummarySource source;
    private final ZoneId zone;
    private final List<LocalDate> origins;
    private final int horizonDays;
    private final Map<String, PurchaseModelFitter> fitters;

    private Backtest(Builder builder) {
        this.source = builder.source;
        this.zone = builder.dataUntil.zone();
        this.origins = List.copyOf(builder.origins);
        this.horizonDays = builder.horizonDays;
        this.fitters = new LinkedHashMap<>(builder.fitters);
    }

    /**
     * Returns a builder of back-tests on a log, by the default rule: one occasion a local day, refunds net into theirs.
     *
     * @param log the purchases
     * @param dataUntil the days that the log covers: its end is the last day that a horizon may reach
     * @param unit the unit of the models
     * @return the builder
     */
    public static Builder of(TransactionLog log, ObservationWindow dataUntil, PeriodUnit unit) {
        return of(log, dataUntil, unit, OccasionRule.DEFAULT);
    }

    /**
     * Returns a builder of back-tests on a log.
     *
     * @param log the purchases
     * @param dataUntil the days that the log covers: its end is the last day that a horizon may reach
     * @param unit the unit of the models
     * @param rule what a purchase occasion is
     * @return the builder
     */
    public static Builder of(TransactionLog log, ObservationWindow dataUntil, PeriodUnit unit, OccasionRule rule) {
        return new Builder(window -> log.summarize(window, unit, rule).table(), dataUntil);
    }

    /**
     * Returns a builder of back-tests on histories kept event by event.
     *
     * @param histories the purchases; not to be changed before the back-test has run
     * @param dataUntil the days that the histories cover: its end is the last day that a horizon may reach; in their zone
     * @param unit the unit of the models
     * @return the builder
     */
    public static Builder of(PurchaseHistories histories, ObservationWindow dataUntil, PeriodUnit unit) {
        return new Builder(window -> histories.summarize(window, unit), dataUntil);
    }

    /**
     * Runs the back-test.
     *
     * @return how every model and baseline did on every origin
     * @throws IllegalArgumentException if nobody had bought by an origin
     */
    public BacktestResult run() {
        List<OriginRun> runs = new ArrayList<>();
        for (LocalDate origin : origins) {
            LocalDate end = origin.plusDays(horizonDays);
            CustomerSummaryTable table = source.summarize(ObservationWindow.split(origin, end, zone));
            if (table.size() == 0) {
                throw new IllegalArgumentException("nobody had bought by the origin " + origin);
            }
            CustomerSummaryTable before =
                    source.summarize(ObservationWindow.split(origin.minusDays(horizonDays), origin, zone));
            runs.add(OriginRun.of(table, before, fitters));
        }
        return new BacktestResult(runs, List.copyOf(fitters.keySet()), horizonDays);
    }

    /** Collects what a back-test asks. Not thread-safe. */
    public static final class Builder {
        private final SummarySource source;
        private final ObservationWindow dataUntil;
        private final TreeSet<LocalDate> origins = new TreeSet<>();
        private final Map<String, PurchaseModelFitter> fitters = new LinkedHashMap<>();
        private int horizonDays;

        private Builder(SummarySource source, ObservationWindow dataUntil) {
            this.source = source;
            this.dataUntil = dataUntil;
        }

        /**
         * Sets how far each origin predicts.
         *
         * @param horizon the length, taken to the nearest whole day, at least one
         * @return this builder
         * @throws IllegalArgumentException if it is less than half a day or more than 100,000 days
         */
        public Builder horizon(Horizon horizon) {
            long days = Math.round(horizon.in(PeriodUnit.DAY));
            Checks.inRange((double) days, 1, 100_000, "horizon in days");
            this.horizonDays = (int) days;
            return this;
        }

        /**
         * Adds days to predict from.
         *
         * @param days the last day that is known on each origin; a day given twice counts once
         * @return this builder
         */
        public Builder origins(LocalDate... days) {
            origins.addAll(Arrays.asList(days));
            return this;
        }

        /**
         * Adds days to predict from.
         *
         * @param days the last day that is known on each origin
         * @return this builder
         */
        public Builder origins(Collection<LocalDate> days) {
            origins.addAll(days);
            return this;
        }

        /**
         * Sets one origin two thirds into the data and predicts the last third: the split by which a model is chosen before it
         * is fitted to all of the data.
         *
         * @param firstDay the day on which the data begin
         * @return this builder
         * @throws IllegalArgumentException if there are less than three days from the first to the last
         */
        public Builder lastThird(LocalDate firstDay) {
            long days = ChronoUnit.DAYS.between(firstDay, dataUntil.end());
            if (days < 3) {
                throw new IllegalArgumentException(
                        "data must go on for three days at least to hold a third out, are from " + firstDay + " to "
                                + dataUntil.end());
            }
            long third = days / 3; // in whole days
            origins.clear();
            origins.add(dataUntil.end().minusDays(third));
            return horizon(Horizon.of((double) third, PeriodUnit.DAY));
        }

        /**
         * Adds a model.
         *
         * @param name its name in the results, not given before and not that of a baseline
         * @param fitter how to fit it
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or taken
         */
        public Builder model(String name, PurchaseModelFitter fitter) {
            Checks.notBlank(name, "name");
            boolean taken = Baselines.NAMES.contains(name) || fitters.containsKey(name);
            if (taken) {
                throw new IllegalArgumentException("name must be new and not that of a baseline, was '" + name + "'");
            }
            fitters.put(name, fitter);
            return this;
        }

        /**
         * Adds models.
         *
         * @param named the fitters by name, as {@link PurchaseModels#all()} gives them
         * @return this builder
         * @throws IllegalArgumentException if a name is blank or taken
         */
        public Builder models(Map<String, PurchaseModelFitter> named) {
            named.forEach(this::model);
            return this;
        }

        /**
         * Returns the back-test.
         *
         * @return the back-test
         * @throws IllegalArgumentException if there is no origin, no horizon, or a horizon reaches beyond the data, whose
         *     purchases are not known there
         */
        public Backtest build() {
            if (origins.isEmpty() || horizonDays == 0) {
                throw new IllegalArgumentException("a back-test must have an origin and a horizon, has origins "
                        + origins + " and a horizon of " + horizonDays + " days");
            }
            LocalDate last = origins.last();
            if (last.plusDays(horizonDays).isAfter(dataUntil.end())) {
                throw new IllegalArgumentException(
                        "horizon must end with the data at the latest: %d days after %s is after %s"
                                .formatted(horizonDays, last, dataUntil.end()));
            }
            return new Backtest(this);
        }
    }
}
