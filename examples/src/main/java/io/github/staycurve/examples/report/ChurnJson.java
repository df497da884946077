package io.github.staycurve.examples.report;

import io.github.staycurve.churn.evaluate.CalibrationTable;
import io.github.staycurve.churn.evaluate.DriftReport;
import io.github.staycurve.churn.evaluate.DriftSettings;
import io.github.staycurve.churn.evaluate.LiftTable;
import io.github.staycurve.churn.evaluate.MetricDifference;
import io.github.staycurve.churn.evaluate.MetricEstimate;
import io.github.staycurve.churn.evaluate.ScoreBinning;
import io.github.staycurve.churn.evaluate.ScoreBootstrap;
import io.github.staycurve.churn.evaluate.ScoreComparison;
import io.github.staycurve.churn.evaluate.ScoreEvaluation;
import io.github.staycurve.churn.evaluate.ScoreMetric;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.churn.feature.Feature;
import io.github.staycurve.churn.feature.FeatureAudit;
import io.github.staycurve.churn.feature.FeatureSet;
import io.github.staycurve.churn.feature.LabelledFeatures;
import io.github.staycurve.churn.score.Coefficient;
import io.github.staycurve.churn.score.FeatureTerm;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Writes the {@code churn} of {@code report.json}. */
final class ChurnJson {
    private static final double CONFIDENCE = 0.95;
    private static final int PARTS = 10;
    /** Where no formula gives an interval, customers are drawn again; the seed makes the report repeatable. */
    private static final ScoreBootstrap BOOTSTRAP = ScoreBootstrap.of(200, 1);

    private final ChurnResult churn;

    ChurnJson(ChurnResult churn) {
        this.churn = churn;
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("definition", churn.definition())
                .put("horizonDays", churn.days())
                .put("asOf", churn.asOf().toString())
                .put(
                        "source",
                        churn.training().isPresent()
                                ? "trained"
                                : churn.probability().isPresent() ? "purchase-model" : "none");
        churn.why().ifPresentOrElse(why -> json.put("why", why), () -> json.putNull("why"));
        churn.probability().ifPresentOrElse(p -> json.put("expected", p.sum()), () -> json.putNull("expected"));
        Optional<ChurnTraining> training = churn.training();
        training.ifPresentOrElse(t -> json.put("cutoffs", cutoffs(t)), () -> json.putNull("cutoffs"));
        training.ifPresentOrElse(t -> json.put("features", features(t)), () -> json.putNull("features"));
        training.ifPresentOrElse(t -> json.put("fit", fit(t)), () -> json.putNull("fit"));
        training.ifPresentOrElse(t -> json.put("coefficients", coefficients(t)), () -> json.putNull("coefficients"));
        training.ifPresentOrElse(t -> json.put("check", evaluation(t.checked())), () -> json.putNull("check"));
        churn.peer()
                .ifPresentOrElse(
                        p -> json.put("purchaseModel", peer(p, churn.purchaseModelWins())),
                        () -> json.putNull("purchaseModel"));
        training.ifPresentOrElse(t -> json.put("drift", drift(t)), () -> json.putNull("drift"));
        churn.holdout().ifPresentOrElse(h -> json.put("holdout", evaluation(h)), () -> json.putNull("holdout"));
        return json.build();
    }

    private static JsonObject cutoffs(ChurnTraining training) {
        return JsonObject.builder()
                .put(
                        "training",
                        training.plan().training().stream()
                                .map(day -> rows(training.training(), day))
                                .toList())
                .put("check", rows(training.check(), training.plan().check()))
                .build();
    }

    /** Everyone in the log is counted once at every cutoff. */
    private static JsonObject rows(LabelledFeatures labelled, LocalDate cutoff) {
        FeatureAudit audit = labelled.audit(cutoff);
        LabelledFeatures here = labelled.withCutoffs(List.of(cutoff));
        return JsonObject.builder()
                .put("cutoff", cutoff.toString())
                .put("customers", audit.rows())
                .put("churned", Math.round(here.churnRate().numerator()))
                .put("notYetCustomers", audit.notYetCustomers())
                .build();
    }

    private static JsonObject features(ChurnTraining training) {
        FeatureSet all = training.training().rows().features();
        LogisticModel model = training.explained();
        List<String> used = model.featureNames();
        return JsonObject.builder()
                .put("id", all.id())
                .put(
                        "used",
                        all.features().stream()
                                .filter(feature -> used.contains(feature.name()))
                                .map(feature -> feature(feature, model.terms().get(used.indexOf(feature.name()))))
                                .toList())
                .put("leftOut", training.left().stream().map(Object::toString).toList())
                .build();
    }

    private static JsonObject feature(Feature feature, FeatureTerm term) {
        return JsonObject.builder()
                .put("name", feature.name())
                .put("meaning", feature.describe())
                .put("logarithm", term.log1p())
                .put("whenMissing", term.missing())
                .put("typical", term.reference())
                .build();
    }

    private static JsonObject fit(ChurnTraining training) {
        return JsonObject.builder()
                .put("status", training.fit().report().status().name())
                .put("explanation", training.fit().report().explanation())
                .put("penalty", training.penalty().describe())
                .put(
                        "problems",
                        training.bridged().stream().map(Object::toString).toList())
                .put("logLikelihood", training.fit().report().logLikelihood())
                .put("nullLogLikelihood", training.fit().nullLogLikelihood())
                .build();
    }

    private static List<JsonObject> coefficients(ChurnTraining training) {
        return training.fit().coefficients().stream()
                .map(ChurnJson::coefficient)
                .toList();
    }

    private static JsonObject coefficient(Coefficient coefficient) {
        JsonObject.Builder json =
                JsonObject.builder().put("name", coefficient.name()).put("value", coefficient.value());
        json.put("standardError", coefficient.standardError());
        putInterval(json, coefficient.interval(CONFIDENCE));
        return json.build();
    }

    /** How good probabilities were for customers whose outcome is known. */
    private static JsonObject evaluation(ScoredOutcomes outcomes) {
        ScoreEvaluation evaluation = outcomes.evaluate();
        JsonObject.Builder json =
                JsonObject.builder().put("customers", outcomes.rows()).put("churnRate", ratio(outcomes.churnRate()));
        List<ScoreMetric> closed = List.of(ScoreMetric.auc(), ScoreMetric.brier(), ScoreMetric.logLoss());
        List<ScoreMetric> drawn =
                List.of(ScoreMetric.expectedCalibrationError(ScoreBinning.equalMass(PARTS)), ScoreMetric.topLift(0.1));
        json.put("auc", estimate(evaluation.estimate(closed.get(0), CONFIDENCE)))
                .put("brier", estimate(evaluation.estimate(closed.get(1), CONFIDENCE)))
                .put("logLoss", estimate(evaluation.estimate(closed.get(2), CONFIDENCE)));
        CalibrationTable calibration = evaluation.calibration(ScoreBinning.equalMass(PARTS));
        List<MetricEstimate> resampled = evaluation.estimates(drawn, BOOTSTRAP);
        json.put("calibrationError", estimate(resampled.get(0)));
        json.put("calibrationErrorByChance", calibration.errorByChance());
        return json.put("topDecileLift", estimate(resampled.get(1)))
                .put("calibration", calibration(calibration))
                .put("lift", lift(evaluation.lift(PARTS)))
                .build();
    }

    private static List<JsonObject> calibration(CalibrationTable table) {
        return table.bins().stream()
                .map(bin -> {
                    JsonObject.Builder json =
                            JsonObject.builder().put("lower", bin.lower()).put("upper", bin.upper());
                    json.put("predicted", bin.meanScore());
                    return json.put("actual", ratio(bin.churnRate())).build();
                })
                .toList();
    }

    private static List<JsonObject> lift(LiftTable table) {
        return table.rows().stream()
                .map(row -> {
                    JsonObject.Builder json = JsonObject.builder();
                    json.put("lowestScore", row.lowestScore());
                    json.put("churnRate", ratio(row.churnRate()));
                    json.put("lift", row.lift());
                    row.liftInterval(CONFIDENCE)
                            .ifPresentOrElse(
                                    i -> json.put("liftLower", i.lower()).put("liftUpper", i.upper()),
                                    () -> json.putNull("liftLower").putNull("liftUpper"));
                    json.put("targeted", row.targeted().value());
                    json.put("gain", ratio(row.gain()));
                    return json.build();
                })
                .toList();
    }

    private static JsonObject peer(ScoreComparison comparison, boolean wins) {
        ScoreEvaluation peer = comparison.second().evaluate();
        return JsonObject.builder()
                .put("auc", estimate(peer.estimate(ScoreMetric.auc(), CONFIDENCE)))
                .put("brier", estimate(peer.estimate(ScoreMetric.brier(), CONFIDENCE)))
                .put("aucDifference", difference(comparison.aucDifference(CONFIDENCE)))
                .put("brierDifference", difference(comparison.brierDifference(CONFIDENCE)))
                .put("wins", wins)
                .build();
    }

    /** Whether the customers to score are like those that were learned from. */
    private static List<JsonObject> drift(ChurnTraining training) {
        DriftReport drift = DriftReport.of(
                training.training().table().withFeatures(training.fit().model().featureNames()),
                training.current().table().withFeatures(training.fit().model().featureNames()),
                DriftSettings.DEFAULT);
        return drift.columns().stream()
                .map(column -> JsonObject.builder()
                        .put("feature", column.name())
                        .put("level", column.level().name())
                        .put("populationStabilityIndex", column.stability().psi())
                        .put("jensenShannon", column.stability().jensenShannon())
                        .build())
                .toList();
    }

    private static JsonObject estimate(MetricEstimate estimate) {
        JsonObject.Builder json = JsonObject.builder();
        json.put("value", estimate.value());
        putInterval(json, estimate.interval());
        return json.put("method", estimate.method()).build();
    }

    private static JsonObject difference(MetricDifference difference) {
        JsonObject.Builder json = JsonObject.builder();
        json.put("value", difference.value());
        putInterval(json, difference.interval());
        return json.build();
    }

    /** A rate with what it is made of and its Wilson interval. */
    private static JsonObject ratio(Ratio ratio) {
        JsonObject.Builder json =
                JsonObject.builder().put("churned", ratio.numerator()).put("of", ratio.denominator());
        json.put("value", ratio.value());
        putInterval(json, ratio.wilson(CONFIDENCE));
        return json.build();
    }

    private static void putInterval(JsonObject.Builder json, Optional<Interval> interval) {
        json.put("lower", interval.stream().mapToDouble(Interval::lower).findFirst());
        json.put("upper", interval.stream().mapToDouble(Interval::upper).findFirst());
    }
}
