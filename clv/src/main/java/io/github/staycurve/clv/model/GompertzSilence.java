package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * The probability of no purchase from one age on over a span under the GGompertz/NBD model, with the means that its gradient
 * is made of.
 *
 * <p>With a purchase rate from Gamma(shape, a) the silence ends at an age y = age + d: the end of the span for those who
 * stay, before it for those who drop out. Its probability is the sum of both, and the derivatives of its logarithm are
 * means over y of those of the purchases, (1 + d/a)<sup>−shape</sup>, of S(y) for those who stay and of −S′(y) for those
 * who drop out. The panels are those of {@link GompertzLifetime}.
 *
 * <p>Not thread-safe: the results stand in fields until the next call.
 */
final class GompertzSilence {
    private static final double NEGLIGIBLE = 1e-18;

    /** The probability of silence. */
    double probability;
    /** The share of it that has dropped out. */
    double gone;
    /** The mean of ln(1 + d/a). */
    double logA;
    /** The mean of d/(a + d). */
    double partA;
    /** The mean of ln(1 + (e^(by) − 1)/beta) less its value at the start. */
    double logGrowth;
    /** The mean of its derivative in ln b, b·y·e^(by)/(beta + e^(by) − 1). */
    double growthSlope;
    /** The mean of that in −ln beta, (e^(by) − 1)/(beta + e^(by) − 1). */
    double growthPart;
    /** The last two over those who have dropped out, times their share. */
    double goneGrowthSlope;

    double goneGrowthPart;
    /** The mean of b·y over those who have dropped out, times their share. */
    double goneAge;

    private double b;
    private double beta;
    private double age;
    private double part;
    private double slope;

    void compute(double shape, double a, GompertzFactors factors, double from, double span) {
        b = factors.b();
        age = from;
        beta = GompertzLifetime.later(b, factors.beta(), from);
        double s = factors.s();
        clear();
        double d = 0;
        while (d < span) {
            double to = GompertzLifetime.silentPanelEnd(d, span, shape, a, b, s, beta);
            double before = gone;
            addPanel(d, to, shape, a, s);
            d = to;
            double left = Math.exp(-shape * Math.log1p(d / a) - s * GompertzLifetime.logGrowth(b, beta, d));
            if (left <= NEGLIGIBLE * gone * s * b && gone - before <= NEGLIGIBLE * gone) {
                break;
            }
        }
        finish(shape, a, s, span);
    }

    private void clear() {
        gone = 0;
        logA = 0;
        partA = 0;
        logGrowth = 0;
        goneGrowthSlope = 0;
        goneGrowthPart = 0;
        goneAge = 0;
    }

    private void addPanel(double from, double to, double shape, double a, double s) {
        GaussLegendre rule = GaussLegendre.SIXTEEN;
        double half = (to - from) / 2;
        for (int i = 0; i < rule.size(); i++) {
            double d = from + half * (1 + rule.node(i));
            double nodeLogA = Math.log1p(d / a);
            double growth = GompertzLifetime.logGrowth(b, beta, d);
            double hazard = slopesAt(d);
            double weight = half * rule.weight(i) * hazard * Math.exp(-shape * nodeLogA - s * growth);
            gone += weight;
            logA += weight * nodeLogA;
            partA += weight * (d / (a + d));
            logGrowth += weight * growth;
            goneGrowthSlope += weight * slope;
            goneGrowthPart += weight * part;
            goneAge += weight * b * (age + d);
        }
    }

    /** Sets the derivatives of the growth at a time and returns the dropout rate there over s·b. */
    private double slopesAt(double d) {
        double hazard = GompertzLifetime.relativeHazard(b, beta, d);
        double u = b * (age + d);
        slope = u * hazard;
        part = -Math.expm1(-u) * hazard;
        return hazard;
    }

    private void finish(double shape, double a, double s, double span) {
        double endA = Math.log1p(span / a);
        double endGrowth = GompertzLifetime.logGrowth(b, beta, span);
        double stays = Math.exp(-shape * endA - s * endGrowth);
        slopesAt(span);
        double scale = s * b;
        probability = stays + scale * gone;
        double of = scale / probability;
        double ofStays = stays / probability;
        gone *= of;
        logA = of * logA + ofStays * endA;
        partA = of * partA + ofStays * (span / (a + span));
        logGrowth = of * logGrowth + ofStays * endGrowth;
        goneGrowthSlope *= of;
        goneGrowthPart *= of;
        goneAge *= of;
        growthSlope = goneGrowthSlope + ofStays * slope;
        growthPart = goneGrowthPart + ofStays * part;
    }
}
