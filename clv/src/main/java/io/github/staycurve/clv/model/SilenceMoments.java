package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * The probability of no purchase over a span under the Pareto/NBD model, with the means that its gradient is made of.
 *
 * <p>With a purchase rate from Gamma(shape, a) and a dropout rate from Gamma(s, b) the silence ends at a time d: the end of
 * the span for those who stay, before it for those who drop out. Its probability is the sum of both, and the derivatives
 * of its logarithm are means over d of those of (1 + d/a)<sup>−shape</sup>(1 + d/b)<sup>−s</sup> and, for those who drop
 * out, s/(b + d). The panels are those of {@link ParetoLifetime}.
 *
 * <p>Not thread-safe: the results stand in fields until the next call.
 */
final class SilenceMoments {
    private static final double NEGLIGIBLE = 1e-18;

    /** The probability of silence. */
    double probability;
    /** The share of it that has dropped out. */
    double gone;
    /** The mean of ln(1 + d/a). */
    double logA;
    /** The mean of d/(a + d). */
    double partA;
    /** The mean of ln(1 + d/b). */
    double logB;
    /** The mean of d/(b + d). */
    double partB;
    /** The same over those who have dropped out, times their share. */
    double gonePartB;

    void compute(double shape, double a, double s, double b, double span) {
        double c = Math.min(a, b);
        double ofA = c / a;
        double ofB = c / b;
        clear();
        double end = Math.log1p(span / c);
        double v = 0;
        while (v < end) {
            double to = ParetoLifetime.panelEnd(v, end, shape, ofA, s, ofB);
            double before = gone;
            addPanel(v, to, shape, ofA, s, ofB);
            v = to;
            // the last panel but one shows when nothing is left: steep integrands lose 15 in the exponent a panel
            if (gone - before <= NEGLIGIBLE * gone) {
                break;
            }
        }
        double endA = Math.log1p(span / a);
        double endB = Math.log1p(span / b);
        double stays = Math.exp(-shape * endA - s * endB);
        double scale = s * ofB;
        probability = stays + scale * gone;
        double of = scale / probability;
        double ofStays = stays / probability;
        gonePartB = of * partB;
        gone *= of;
        logA = of * logA + ofStays * endA;
        partA = of * partA + ofStays * (span / (a + span));
        logB = of * logB + ofStays * endB;
        partB = gonePartB + ofStays * (span / (b + span));
    }

    private void clear() {
        gone = 0;
        logA = 0;
        partA = 0;
        logB = 0;
        partB = 0;
    }

    private void addPanel(double v, double to, double shape, double ofA, double s, double ofB) {
        GaussLegendre rule = ParetoLifetime.rule(v, to, shape, ofA, s, ofB);
        double half = (to - v) / 2;
        for (int i = 0; i < rule.size(); i++) {
            double at = v + half * (1 + rule.node(i));
            double rise = Math.expm1(at);
            double ofRiseA = ofA * rise;
            double ofRiseB = ofB * rise;
            double nodeLogA = ofA == 1 ? at : Math.log1p(ofRiseA);
            double nodeLogB = ofB == 1 ? at : Math.log1p(ofRiseB);
            double weight = half * rule.weight(i) * Math.exp(at - shape * nodeLogA - (s + 1) * nodeLogB);
            gone += weight;
            logA += weight * nodeLogA;
            partA += weight * (ofRiseA / (1 + ofRiseA));
            logB += weight * nodeLogB;
            partB += weight * (ofRiseB / (1 + ofRiseB));
        }
    }
}
