package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;

/** Scores weighted by censoring, from the definitions, for whole times below 9; NaN or infinite where there is none. */
final class NaiveCensoring {
    private final CensoredDurations data;
    private final SurvivalCensoring kind;

    NaiveCensoring(CensoredDurations data, SurvivalCensoring kind) {
        this.data = data;
        this.kind = kind;
    }

    private double g(double t, boolean itself) {
        double g = 1;
        for (double s = 0; s < t || (itself && s == t); s++) {
            double atRisk = 0;
            double censored = 0;
            for (int i = 0; i < data.size(); i++) {
                double weight = data.weight(i);
                boolean endsNow = data.ended(i) && data.duration(i) == s;
                boolean counts = data.duration(i) >= s && !(endsNow && kind != SurvivalCensoring.AT_TIES_TOGETHER);
                atRisk += counts ? weight : 0;
                censored += !data.ended(i) && data.duration(i) == s ? weight : 0;
            }
            g *= censored == 0 ? 1 : 1 - censored / atRisk;
        }
        return g < 1e-12 ? 0 : g;
    }

    private double weight(int i, double t) {
        if (data.duration(i) > t) {
            return data.weight(i) / g(t, true);
        }
        boolean used = data.ended(i) && data.weight(i) > 0;
        return used ? data.weight(i) / g(data.duration(i), kind != SurvivalCensoring.BEFORE_TIES_LAST) : 0;
    }

    double brier(double t, double[] survival) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < survival.length; i++) {
            double distance = (data.duration(i) > t ? 1 : 0) - survival[i];
            sum += weight(i, t) * distance * distance;
            total += data.weight(i);
        }
        return g(t, true) == 0 ? Double.NaN : sum / total;
    }

    /** Derivatives by each row's weight, taken by difference. */
    double brierError(double t, double[] survival) {
        double sum = 0;
        for (int i = 0; i < survival.length; i++) {
            if (data.weight(i) > 0) {
                double slope =
                        (moved(i, 1e-6).brier(t, survival) - moved(i, -1e-6).brier(t, survival)) / 2e-6;
                double weight = data.weight(i);
                sum += (data.weightKind() == WeightKind.FREQUENCY ? weight : weight * weight) * slope * slope;
            }
        }
        return Math.sqrt(sum);
    }

    private NaiveCensoring moved(int row, double by) {
        double[] weights = new double[data.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.weight(i) + (i == row ? by : 0);
        }
        return new NaiveCensoring(data.withWeights(weights, WeightKind.SAMPLING), kind);
    }

    double area(double t, double[] scores) {
        double won = 0;
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (data.duration(i) <= t && data.duration(j) > t) {
                    double weight = weight(i, t) * data.weight(j);
                    won += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
                    all += weight;
                }
            }
        }
        return won / all;
    }
}
