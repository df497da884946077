package io.github.staycurve.churn.evaluate;

/**
 * The most that an offer can bring per customer, over all thresholds, and the share of customers targeted then.
 *
 * <p>Verbraken, Verbeke and Baesens (2013): the best threshold for an acceptance is a corner of the convex hull of the ROC
 * curve, and each corner is best for an interval of acceptances, so that the expectation over a beta distribution is a sum
 * of incomplete beta functions. Their pi0 F0 and pi1 F1 are the shares of all customers that are targeted and churn, or
 * stay. Targeting nobody and targeting everybody are among the thresholds.
 *
 * @param profit money per customer, targeted or not, 0 or more; NaN without customers
 * @param fraction the share of all customers to target, in [0, 1]; expected, if the acceptance is unsure; NaN without
 *     customers
 */
record MaximumProfit(double profit, double fraction) {
    /** At the mean of the acceptance. */
    static MaximumProfit atMean(ScoreGroups data, RetentionOffer offer) {
        RocHull hull = data.hull();
        int best = bestCorner(hull, offer);
        return new MaximumProfit(
                profit(hull, best, offer) / data.total, (hull.churned[best] + hull.stayed[best]) / data.total);
    }

    /** The corner with the greatest profit; of equal ones that with the fewest customers. */
    static int bestCorner(RocHull hull, RetentionOffer offer) {
        int best = 0;
        for (int i = 1; i < hull.size(); i++) {
            if (profit(hull, i, offer) > profit(hull, best, offer)) {
                best = i;
            }
        }
        return best;
    }

    private static double profit(RocHull hull, int corner, RetentionOffer offer) {
        return hull.churned[corner] * offer.gainOfChurner() - hull.stayed[corner] * offer.costOfOther();
    }

    /** Expected over the acceptance. */
    static MaximumProfit expected(ScoreGroups data, RetentionOffer offer) {
        Acceptance acceptance = offer.acceptance();
        if (acceptance.isKnown()) {
            return atMean(data, offer);
        }
        BetaWeight weight =
                new BetaWeight(acceptance.mean() * acceptance.trials(), (1 - acceptance.mean()) * acceptance.trials());
        RocHull hull = data.hull();
        double margin = offer.customerValue() - offer.offerCost();
        double profit = 0;
        double targeted = 0;
        double from = 0;
        for (int i = 0; i < hull.size() && from < 1; i++) {
            double to = i + 1 < hull.size() ? Math.min(1, breakEvenAcceptance(hull, i, offer)) : 1;
            if (to > from) { // else a corner that is best for no acceptance in [0, 1]
                double mass = weight.mass(from, to);
                profit += hull.churned[i] * (margin * weight.mean(from, to) - offer.contactCost() * mass)
                        - hull.stayed[i] * offer.costOfOther() * mass;
                targeted += (hull.churned[i] + hull.stayed[i]) * mass;
                from = to;
            }
        }
        return new MaximumProfit(Math.max(0, profit) / data.total, targeted / data.total);
    }

    /** The acceptance from which on the next corner is better: there the customers between the two cost what they bring. */
    private static double breakEvenAcceptance(RocHull hull, int corner, RetentionOffer offer) {
        double churned = hull.churned[corner + 1] - hull.churned[corner];
        double stayed = hull.stayed[corner + 1] - hull.stayed[corner];
        double cost = churned * offer.contactCost() + stayed * offer.costOfOther();
        return cost == 0 ? 0 : cost / (churned * (offer.customerValue() - offer.offerCost()));
    }
}
