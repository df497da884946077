package io.github.staycurve.churn.evaluate;

/** Sample quantiles. No state. */
final class Quantiles {
    private Quantiles() {}

    /**
     * The quantile by linear interpolation between order statistics, type 7 of Hyndman and Fan (1996), "Sample Quantiles in
     * Statistical Packages", The American Statistician 50, 361-365.
     */
    static double ofSorted(double[] ascending, double share) {
        double at = share * (ascending.length - 1);
        int below = (int) Math.floor(at);
        if (below >= ascending.length - 1) {
            return ascending[ascending.length - 1];
        }
        double low = ascending[below];
        double high = ascending[below + 1];
        if (low == high) {
            return low;
        }
        double part = at - below;
        return Double.isInfinite(high - low) ? low * (1 - part) + high * part : low + part * (high - low);
    }
}
