package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.time.ObservationWindow;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the log-normal spend model by maximum likelihood to the single amounts of repeat purchases.
 *
 * <p>The likelihood is exact, which it could not be from mean spends. Amounts of 0 or less have no logarithm: they are
 * left out and counted. τ and σ are searched from 1e-6 to 10. The model takes spend to be independent of frequency; see
 * {@link SpendDependence}.
 *
 * <p>A {@link Prior} may be added, so that hard data too have a maximum: {@link #withPrior}.
 *
 * <p>The search uses no random numbers: the same amounts, in any order, give the same estimate to the last bit. This
 * class is immutable and thread-safe: one instance may run many fits at a time.
 */
public final class LogNormalSpend {
    private static final Logger LOG = LoggerFactory.getLogger(LogNormalSpend.class);

    /** A net of a day within this of 0 is nothing, as {@link RefundPolicy#NET} says. */
    private static final double NET_ROUNDING = 1e-6;

    private static final double LOWEST = Math.log(LogNormalSpendParameters.LEAST_DEVIATION);
    private static final double HIGHEST = Math.log(LogNormalSpendParameters.GREATEST_DEVIATION);

    /** Shares of the variance of mean logs that the first and the other starts put down to the customers. */
    private static final double[] SHARES = {0.5, 0.99, 0.01};

    private final @Nullable Prior prior;

    private LogNormalSpend(@Nullable Prior prior) {
        this.prior = prior;
    }

    /**
     * Returns the fitter.
     *
     * @return the fitter
     */
    public static LogNormalSpend withDefaults() {
        return new LogNormalSpend(null);
    }

    /**
     * Returns a fitter that takes a prior into account. Its estimates are a posterior mode, and its standard errors those of
     * likelihood and prior together; the log-likelihood of the report remains that of the data.
     *
     * @param with what is taken to be likely before the data are seen
     * @return the fitter
     */
    public LogNormalSpend withPrior(Prior with) {
        return new LogNormalSpend(Objects.requireNonNull(with, "with"));
    }

    /**
     * Fits the model to the repeat purchases of a log in a calibration period.
     *
     * <p>Purchases are those of {@link TransactionLog#summarize(ObservationWindow, io.github.staycurve.core.time.PeriodUnit)}
     * with its defaults: one a local day, refunds netted into it, each customer's first one left out.
     *
     * @param log the transactions
     * @param window the calibration period and its zone; what comes after is not looked at
     * @return the model and the report; never an exception for hard data
     */
    public LogNormalSpendFit fit(TransactionLog log, ObservationWindow window) {
        PurchaseDays days = PurchaseDays.of(log, window.zone(), RefundPolicy.NET);
        LocalDays localDays = new LocalDays(window.zone());
        int[] customer = new int[days.size()];
        double[] amount = new double[days.size()];
        CompensatedSum net = new CompensatedSum();
        int size = 0;
        for (int c = 0; c < days.customers(); c++) {
            int of = log.indexOf(days.customerId(c));
            int row = log.start(of);
            // the first purchase is left out, as in a summary
            for (int place = days.start(c) + 1; place < days.start(c + 1); place++) {
                int day = days.day(place);
                if (day > window.calibrationEnd().toEpochDay()) {
                    break;
                }
                while (localDays.epochDay(log.epochMillis(row)) < day) {
                    row++;
                }
                net.reset();
                while (row < log.start(of + 1) && localDays.epochDay(log.epochMillis(row)) == day) {
                    net.add(log.amount(row++));
                }
                customer[size] = c;
                // what refunds of a whole purchase leave in doubles is nothing, as in a summary
                amount[size++] = Math.abs(net.value()) <= NET_ROUNDING ? 0 : net.value();
            }
        }
        return fit(Arrays.copyOf(customer, size), Arrays.copyOf(amount, size));
    }

    /**
     * Fits the model to columns, each row one purchase.
     *
     * @param customer whose purchase it is: any number of 0 or more for each customer
     * @param amount what it brought, finite; from 1e-150 to 1e150 where it is above 0
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the columns differ in length or a value is out of range
     */
    public LogNormalSpendFit fit(int[] customer, double[] amount) {
        LogSpendRows rows = LogSpendRows.of(customer, amount);
        LogNormalSpendFit fit = rows.size() == 0
                ? new LogNormalSpendFit(
                        FitReport.failed(LogNormalSpendReport.MODEL, LogNormalSpendReport.noRows(rows)), rows)
                : fit(rows);
        FitReport report = fit.report();
        LOG.atDebug().log(() -> SearchOutcome.logLine(report, rows.size()));
        return fit;
    }

    private LogNormalSpendFit fit(LogSpendRows rows) {
        SearchPrior searchPrior = LogNormalSpendLikelihood.prior(prior);
        Objective objective = searchPrior.with(new LogNormalSpendLikelihood(rows));
        Minimum minimum = search(rows, objective);
        return new LogNormalSpendFit(new LogNormalSpendReport(rows, searchPrior, objective, minimum).build(), rows);
    }

    /** Searches from the moments, and unless that ends inside, from other shares of the variance too. */
    private static Minimum search(LogSpendRows rows, Objective objective) {
        double range = 1 + Arrays.stream(rows.mean).map(Math::abs).max().orElse(0); // the maximum lies among the means
        Box box = Box.of(new double[] {-range, LOWEST, LOWEST}, new double[] {range, HIGHEST, HIGHEST});
        BfgsMinimizer minimizer = BfgsMinimizer.withDefaults();
        Minimum best = minimizer.minimize(objective, box, start(rows, SHARES[0]));
        boolean inside = best.converged() && !best.atBound(1) && !best.atBound(2);
        for (int i = 1; i < SHARES.length && !inside; i++) {
            Minimum other = minimizer.minimize(objective, box, start(rows, SHARES[i]));
            boolean better = other.converged() == best.converged()
                    ? other.value() < best.value()
                    : other.converged() && !(best.value() < other.value());
            best = better ? other : best;
        }
        return best;
    }

    /** Returns a start that takes σ² from the repeated amounts where there are any. */
    private static double[] start(LogSpendRows rows, double shareBetween) {
        double spread = 0;
        for (int group = 0; group < rows.size(); group++) {
            spread += rows.squares[group] + rows.customers[group] * rows.mean[group] * rows.mean[group];
        }
        double variance = spread / rows.totalCustomers;
        double repeated = rows.totalPurchases - rows.totalCustomers;
        double within = repeated > 0 ? rows.squaresWithin / repeated : (1 - shareBetween) * variance;
        return new double[] {0, logDeviation(shareBetween * variance), logDeviation(within)};
    }

    private static double logDeviation(double variance) {
        return Math.max(LOWEST, Math.min(HIGHEST, Math.log(variance) / 2));
    }
}
