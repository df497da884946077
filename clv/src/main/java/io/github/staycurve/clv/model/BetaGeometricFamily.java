package io.github.staycurve.clv.model;

/**
 * What tells the models with gamma distributed rates and beta distributed dropout probabilities apart.
 *
 * <p>A purchase is every k-th event of a Poisson process, and a coin that decides whether the customer leaves is tossed
 * after every purchase, either from the first one on or from the first repeat purchase on.
 *
 * @param steps k, 1 or more: events that make a purchase
 * @param coins 1 if the coin is tossed after the first purchase too, 0 if not
 */
record BetaGeometricFamily(int steps, int coins) {
    static final BetaGeometricFamily BG_NBD = new BetaGeometricFamily(1, 0);
    static final BetaGeometricFamily MBG_NBD = new BetaGeometricFamily(1, 1);

    String modelName() {
        String prefix = coins == 0 ? "BG/" : "MBG/";
        return prefix + (steps == 1 ? "NBD" : "CNBD-" + steps);
    }
}
