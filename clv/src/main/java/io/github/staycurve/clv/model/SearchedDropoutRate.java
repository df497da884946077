package io.github.staycurve.clv.model;

import java.util.Arrays;

/**
 * A model whose customers leave at a rate of their own to a search. Its coordinates are ln r; the logarithm of the mean purchase
 * rate over the one observed; that of the mean dropout rate at the start over one in the mean age; the logarithm of the shape of
 * the dropout rates; and others that a model has besides. Immutable and thread-safe.
 */
abstract class SearchedDropoutRate implements SearchedModel {
    static final int DROPOUT_SHAPE = 3;

    /** The greatest logarithm of the shapes, and of the ratio of the rates to those expected. */
    private static final double LIMIT = Math.log(1e6);

    @Override
    public final boolean startsOnSample() {
        return true;
    }

    @Override
    public final double[] limits(boolean told) {
        double[] limits = new double[parameterNames().size()];
        // where nobody bought again the likelihood rises to 1 in too many ways: only the purchase rate is let go
        Arrays.fill(limits, told ? LIMIT : 1);
        limits[RATE] = LIMIT;
        return limits;
    }
}
