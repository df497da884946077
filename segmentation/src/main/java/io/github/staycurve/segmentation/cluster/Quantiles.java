package io.github.staycurve.segmentation.cluster;

/** Quantiles of sorted values. This class has no state. */
final class Quantiles {
    private Quantiles() {}

    /**
     * Returns a quantile that interpolates between the two nearest values.
     *
     * @param sorted the values in ascending order, one at least
     * @param share which quantile, in [0, 1]
     * @see <a href="https://doi.org/10.1080/00031305.1996.10473566">Hyndman and Fan (1996), Sample quantiles in statistical
     *     packages, The American Statistician 50(4)</a>, definition 7
     */
    static double ofSorted(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
