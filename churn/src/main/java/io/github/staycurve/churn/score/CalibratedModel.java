package io.github.staycurve.churn.score;

import java.util.List;
import java.util.Objects;

/**
 * A churn model whose probabilities go through a calibrator.
 *
 * <p>Reasons keep their proportions and add up to the calibrated log-odds. This class is immutable and thread-safe.
 */
public final class CalibratedModel implements ChurnModel {
    private final ChurnModel model;
    private final Calibrator calibrator;

    private CalibratedModel(ChurnModel model, Calibrator calibrator) {
        this.model = model;
        this.calibrator = calibrator;
    }

    /**
     * Returns the model with a calibrator behind it.
     *
     * @param model the model
     * @param calibrator fitted to probabilities of the model for other customers than the model was fitted to
     * @return the calibrated model
     */
    public static CalibratedModel of(ChurnModel model, Calibrator calibrator) {
        return new CalibratedModel(Objects.requireNonNull(model, "model"), Objects.requireNonNull(calibrator));
    }

    /**
     * Returns the model whose probabilities are calibrated.
     *
     * @return the model
     */
    public ChurnModel model() {
        return model;
    }

    /**
     * Returns the calibrator.
     *
     * @return the calibrator
     */
    public Calibrator calibrator() {
        return calibrator;
    }

    @Override
    public List<String> featureNames() {
        return model.featureNames();
    }

    @Override
    public String predicts() {
        return model.predicts();
    }

    @Override
    public double[] referenceRow() {
        return model.referenceRow();
    }

    @Override
    public double probability(double[] row) {
        return calibrator.calibrate(model.probability(row));
    }

    @Override
    public Reasons reasons(double[] row) {
        Reasons before = model.reasons(row);
        double reference = Reasons.logOddsOf(probability(model.referenceRow()));
        double logOdds = Reasons.logOddsOf(probability(row));
        double factor = Proportions.slope(
                before.referenceLogOdds(),
                before.logOdds(),
                x -> Reasons.logOddsOf(calibrator.calibrate(BinaryLink.LOGIT.probability(x))));
        List<Reason> after = before.list().stream()
                .map(r -> new Reason(r.feature(), r.value(), r.reference(), r.contribution() * factor))
                .toList();
        return Reasons.of(reference, logOdds, after);
    }

    @Override
    public String describe() {
        return model.describe() + "; " + calibrator.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
