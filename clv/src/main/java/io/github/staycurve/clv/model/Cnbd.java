package io.github.staycurve.clv.model;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits the BG/CNBD-k and MBG/CNBD-k models by maximum likelihood, for a given regularity k or the likeliest of 1 to 12.
 *
 * <p>The search for r, alpha, a and b is that of {@link BgNbd} and ends in the same way. Likelihoods of different k compare
 * only with the times between purchases, which tables made from transactions know
 * ({@link CustomerSummaryTable#sumLogGaps}): without them k has to be given, and the log-likelihood of a k above 1 leaves
 * their term out.
 *
 * <p>A {@link Prior} may be added, so that hard data too have a maximum: {@link #withPrior}.
 *
 * <p>This class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see "Reutterer, Platzer and Schröder (2021), Leveraging purchase regularity for predicting customer behavior the easy
 *     way, International Journal of Research in Marketing 38(1), 194-215"
 */
public final class Cnbd {
    /** The largest k that is tried. */
    private static final int MOST_TRIED = 12;

    private final DropoutTiming timing;
    private final @Nullable Prior prior;

    private Cnbd(DropoutTiming timing, @Nullable Prior prior) {
        this.timing = timing;
        this.prior = prior;
    }

    /**
     * Returns the fitter.
     *
     * @param timing after which purchases a customer may leave: BG/CNBD-k or MBG/CNBD-k
     * @return the fitter
     */
    public static Cnbd of(DropoutTiming timing) {
        return new Cnbd(Objects.requireNonNull(timing, "timing"), null);
    }

    /**
     * Returns a fitter that takes a prior into account. Its estimates are a posterior mode, and its standard errors those of
     * likelihood and prior together; the log-likelihood of the report remains that of the data.
     *
     * @param with what is taken to be likely before the data are seen
     * @return the fitter
     */
    public Cnbd withPrior(Prior with) {
        return new Cnbd(timing, Objects.requireNonNull(with, "with"));
    }

    /**
     * Fits the models with k from 1 to 12 to the customers of a table and takes the likeliest.
     *
     * @param table the customers, one-time buyers included
     * @return the model, in the unit of the table, and the reports; never an exception for hard data
     * @throws IllegalArgumentException if the table does not know the times between purchases
     */
    public CnbdFit fit(CustomerSummaryTable table) {
        return fit(table.collapsed());
    }

    /**
     * Fits the model with a given k to the customers of a table.
     *
     * @param table the customers, one-time buyers included
     * @param k the regularity, from 1 to 20
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     * @throws IllegalArgumentException if k is out of its range
     */
    public CnbdFit fit(CustomerSummaryTable table, int k) {
        return fit(table.collapsed(), k);
    }

    /**
     * Fits the models with k from 1 to 12 to weighted histories and takes the likeliest.
     *
     * @param table the histories, those of one-time buyers included
     * @return the model, in the unit of the table, and the reports; never an exception for hard data
     * @throws IllegalArgumentException if the table does not know the times between purchases
     */
    public CnbdFit fit(CollapsedSummaryTable table) {
        if (table.totalLogGaps().isEmpty()) {
            throw new IllegalArgumentException(
                    "table must know the times between purchases to choose k: summarise a log,"
                            + " add them by withSumLogGaps(..), or give k");
        }
        List<FitReport> candidates = new ArrayList<>();
        CnbdFit best = fit(table, 1);
        candidates.add(best.report());
        for (int k = 2; k <= MOST_TRIED; k++) {
            CnbdFit fit = fit(table, k);
            candidates.add(fit.report());
            boolean better = fit.hasModel()
                    && (!best.hasModel()
                            || fit.report().logLikelihood() > best.report().logLikelihood());
            best = better ? fit : best;
        }
        return new CnbdFit(best.hasModel() ? Optional.of(best.model()) : Optional.empty(), best.report(), candidates);
    }

    /**
     * Fits the model with a given k to weighted histories.
     *
     * @param table the histories, those of one-time buyers included
     * @param k the regularity, from 1 to 20
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     * @throws IllegalArgumentException if k is out of its range
     */
    public CnbdFit fit(CollapsedSummaryTable table, int k) {
        BetaGeometricFamily family = new BetaGeometricFamily(CnbdParameters.checkK(k), timing.coins());
        PurchaseModelSearch search = PurchaseModelSearch.fit(new SearchedBetaGeometric(family), table, prior);
        return new CnbdFit(
                search.parameters()
                        .map(p -> CnbdModel.of(new CnbdParameters(timing, k, p[0], p[1], p[2], p[3]), table.unit())),
                search.report(),
                List.of(search.report()));
    }
}
