package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search has to know of a purchase model: its parameters, the coordinates to search them in, and what a limit means.
 *
 * <p>The first two parameters are r and alpha, and the first two coordinates ln r and the logarithm of the mean purchase rate
 * over the one observed. Implementations are immutable and thread-safe.
 */
interface SearchedModel {
    /** The coordinate in which r and alpha run up or down together. */
    int SHAPE = 0;
    /** The coordinate in which the mean purchase rate runs up or down. */
    int RATE = 1;
    /** The coordinate in which customers leave sooner or later. */
    int DROPOUT = 2;

    String modelName();

    /** Returns the names of the parameters, in their order. */
    List<String> parameterNames();

    /** Returns for each parameter its logarithm as a sum of the coordinates: the factor of each. */
    int[][] logParameters();

    /** Returns for each parameter the power of time in its unit: 1 of a time, −1 of a rate, 0 of a number. */
    int[] powersOfTime();

    /** Returns the events that make a purchase. */
    default int steps() {
        return 1;
    }

    /** Returns the negative log-likelihood of some rows as a function of the logarithms of the parameters. */
    Objective likelihood(int[] x, double[] tx, double[] age, double[] weight);

    /** Returns what a prior says of these customers. */
    SearchPrior prior(@Nullable Prior prior, HistoryRows rows);

    /** Returns the points that the search may start from. */
    double[][] starts();

    /** Returns whether many rows are costly enough to look for the start on a sample of them. */
    boolean startsOnSample();

    /**
     * Returns the greatest size of each coordinate.
     *
     * @param told whether anything tells where to go: somebody bought again, or there is a prior
     */
    double[] limits(boolean told);

    /** Returns what is to be said of a search that ran to a limit of the dropout, with a space at the end, or nothing. */
    String dropoutExplanation(SearchOutcome outcome, double[] values, HistoryRows rows);

    /** Returns what is to be said whatever the status, with a space before it, or nothing. */
    default String remark(HistoryRows rows) {
        return "";
    }
}
