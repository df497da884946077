package io.github.staycurve.churn.score;

import io.github.staycurve.churn.survival.SurvivalModel;
import io.github.staycurve.core.internal.Checks;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The survival curves of a discrete-time hazard: steps that fall at the end of each period.
 *
 * <p>This class is immutable and thread-safe.
 */
final class HazardCurves implements SurvivalModel {
    private final HazardModel model;
    private final double length;
    private final int periods;

    HazardCurves(HazardModel model, int periods) {
        this.model = model;
        this.length = model.periodLength();
        this.periods = periods;
    }

    @Override
    public List<String> featureNames() {
        return model.featureNames();
    }

    @Override
    public double knownUpTo() {
        return periods * length;
    }

    @Override
    public double cumulativeHazardAt(double[] row, double t) {
        return model.cumulative(riskScore(row), 0, ended(t, "t"));
    }

    @Override
    public OptionalDouble quantile(double[] row, double share) {
        double wanted = -Math.log1p(-Checks.openUnit(share, "share"));
        double eta = riskScore(row);
        double sum = 0;
        for (int k = 0; k < periods; k++) {
            sum += model.cumulative(eta, k, 1);
            if (sum >= wanted) {
                return OptionalDouble.of((k + 1) * length);
            }
        }
        return OptionalDouble.empty();
    }

    @Override
    public double restrictedMean(double[] row, double upTo) {
        int whole = ended(upTo, "upTo");
        double eta = riskScore(row);
        double hazard = 0;
        double area = 0;
        for (int k = 0; k < whole; k++) {
            area += length * Math.exp(-hazard);
            hazard += model.cumulative(eta, k, 1);
        }
        return Math.min(upTo, area + Math.max(0, upTo - whole * length) * Math.exp(-hazard));
    }

    @Override
    public double riskScore(double[] row) {
        Checks.length(row.length, featureNames().size(), "row");
        for (int j = 0; j < row.length; j++) {
            Checks.finite(row[j], "feature '" + featureNames().get(j) + "'");
        }
        return model.linear().sum(row);
    }

    /** Returns how many periods have ended by a time. */
    private int ended(double t, String name) {
        Checks.inRange(t, 0, knownUpTo(), name);
        return (int) Math.min(periods, Math.floor(RiskPeriods.whole(t / length)));
    }

    @Override
    public String describe() {
        return model.describe() + "; curves with a step at the end of each period";
    }

    @Override
    public String toString() {
        return describe();
    }
}
