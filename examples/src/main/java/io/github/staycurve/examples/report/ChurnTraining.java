package io.github.staycurve.examples.report;

import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.churn.feature.CustomerFeatures;
import io.github.staycurve.churn.feature.CustomerLogs;
import io.github.staycurve.churn.feature.Feature;
import io.github.staycurve.churn.feature.FeatureSet;
import io.github.staycurve.churn.feature.LabelledFeatures;
import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.score.LogisticFit;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.churn.score.LogisticRegression;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitStatus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A logistic model of who will churn, trained at earlier cutoffs of a log and checked at a later one.
 *
 * @param plan the cutoffs
 * @param training the customers to learn from
 * @param check the customers to check with
 * @param current the customers to score
 * @param fit the model and how its fit went
 * @param penalty the penalty that the fit needed, none if it could do without
 * @param bridged what the penalty had to bridge
 * @param left the features that were left out, and why
 */
record ChurnTraining(
        ChurnPlan plan,
        LabelledFeatures training,
        LabelledFeatures check,
        CustomerFeatures current,
        LogisticFit fit,
        Penalty penalty,
        List<FeatureProblem> bridged,
        List<FeatureProblem> left) {
    /** Ten outcomes of churn, and ten of staying, for each feature; a customer has one at every cutoff. */
    private static final long FEWEST_A_FEATURE = 10;
    /** Fewer of one class say nothing about a model. */
    private static final long FEWEST_TO_CHECK = 20;
    /** Where no unpenalised fit exists: hardly felt by a coefficient that the data know. */
    private static final Penalty LIGHT_RIDGE = Penalty.ridge(1e-3).onStandardizedColumns();
    /** Beyond these, a type of events is rare. */
    private static final int MOST_EVENT_TYPES = 5;

    /** Too little data to train and check a model, with the reason. */
    static final class TooLittle extends Exception {
        private static final long serialVersionUID = 1;

        private final String why;

        TooLittle(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /** Trains a model on what was bought by the end. */
    static ChurnTraining of(
            ChurnPlan plan, CustomerLogs logs, List<String> eventTypes, LocalDate end, ZoneId zone, int days)
            throws TooLittle {
        FeatureSet features = features(zone, days, eventTypes);
        LabelledFeatures outcomes = features.at(logs, plan.cutoffs(), new FixedWindow(days), end);
        LabelledFeatures training = outcomes.withCutoffs(plan.training());
        LabelledFeatures check = outcomes.withCutoffs(List.of(plan.check()));
        requireBothClasses(training, FEWEST_A_FEATURE * features.names().size(), "to learn from");
        requireBothClasses(check, FEWEST_TO_CHECK, "to check with");
        List<FeatureProblem> left = new ArrayList<>();
        CustomerFeatures current = features.at(logs, List.of(end));
        FeatureTable table = telling(training, check.table().plus(current.table()), left);
        LogisticFit fit = fit(table, training, Penalty.none());
        Penalty penalty = Penalty.none();
        List<FeatureProblem> bridged = fit.problems();
        if (fit.report().status() != FitStatus.CONVERGED) {
            penalty = LIGHT_RIDGE;
            fit = fit(table, training, penalty);
        }
        if (!fit.hasModel()) {
            throw new TooLittle(fit.report().explanation());
        }
        return new ChurnTraining(plan, training, check, current, fit, penalty, bridged, left);
    }

    /** What is known of a customer: how long silent, how long a customer, how often, how much, how regular. */
    private static FeatureSet features(ZoneId zone, int days, List<String> eventTypes) {
        FeatureSet purchases = FeatureSet.of(
                zone,
                Feature.inactivity(),
                Feature.tenure(),
                Feature.purchaseDays(),
                Feature.purchaseDays(days),
                Feature.meanGap(),
                Feature.gapVariation(),
                Feature.spendPerPurchaseDay(),
                Feature.refundShare());
        return purchases.plus(eventTypes.stream()
                .limit(MOST_EVENT_TYPES)
                .map(type -> Feature.events(type, days))
                .toArray(Feature[]::new));
    }

    private static void requireBothClasses(LabelledFeatures rows, long fewest, String what) throws TooLittle {
        long churned = Math.round(rows.churnRate().numerator());
        long stayed = rows.size() - churned;
        if (Math.min(churned, stayed) < fewest) {
            throw new TooLittle("%,d outcomes of churn and %,d of staying %s, where %,d of each are the least"
                    .formatted(churned, stayed, what, fewest));
        }
    }

    /** Returns the features that say something of their own and can be scored; notes the others. */
    private static FeatureTable telling(LabelledFeatures rows, FeatureTable scored, List<FeatureProblem> left)
            throws TooLittle {
        FeatureTable table = without(rows.table(), newlyMissing(rows.table(), scored), left);
        while (true) {
            List<FeatureProblem> empty = fit(table, rows, Penalty.none()).problems().stream()
                    .filter(ChurnTraining::saysNothing)
                    .toList();
            FeatureTable fewer = without(table, empty, left);
            if (fewer.features() == table.features()) {
                return table;
            }
            table = fewer;
        }
    }

    /** Features that nobody lacked at training and somebody lacks later: the model would have no answer for them. */
    private static List<FeatureProblem> newlyMissing(FeatureTable training, FeatureTable scored) {
        List<FeatureProblem> problems = new ArrayList<>();
        for (int j = 0; j < training.features(); j++) {
            if (training.isComplete(j) && !scored.isComplete(j)) {
                problems.add(new FeatureProblem(
                        training.names().get(j),
                        FeatureProblem.Kind.MISSING,
                        List.of(),
                        "is missing for customers to score, and was for none to learn from"));
            }
        }
        return problems;
    }

    /** Returns the table without the features of some problems, which are noted. */
    private static FeatureTable without(FeatureTable table, List<FeatureProblem> problems, List<FeatureProblem> left)
            throws TooLittle {
        List<String> kept = new ArrayList<>(table.names());
        for (FeatureProblem problem : problems) {
            if (kept.removeIf(name -> isOf(problem, name))) {
                left.add(problem);
            }
        }
        if (kept.isEmpty()) {
            throw new TooLittle("no feature differs between customers");
        }
        return kept.size() == table.features() ? table : table.withFeatures(kept);
    }

    /** A problem is of a feature, or of the column that says where it is missing. */
    private static boolean isOf(FeatureProblem problem, String feature) {
        return problem.column().equals(feature) || problem.column().equals(feature + " is missing");
    }

    private static boolean saysNothing(FeatureProblem problem) {
        return problem.kind() == FeatureProblem.Kind.CONSTANT || problem.kind() == FeatureProblem.Kind.COLLINEAR;
    }

    private static LogisticFit fit(FeatureTable table, LabelledFeatures rows, Penalty penalty) {
        List<String> customers = IntStream.range(0, rows.size())
                .mapToObj(row -> rows.rows().customerId(row))
                .toList(); // whose rows at several cutoffs depend on each other
        return LogisticRegression.of(rows.definition().describe())
                .withLog1p(table.names().stream()
                        .filter(ChurnTraining::spansMagnitudes)
                        .toList())
                .withMissingTerms()
                .withPenalty(penalty)
                .fit(table, rows.churned(), customers);
    }

    /** Days, counts and money span orders of magnitude; shares and ratios do not. */
    private static boolean spansMagnitudes(String feature) {
        return Stream.of("refund_share", "gap_variation").noneMatch(feature::equals);
    }

    /** Returns the model, with reasons that compare with the typical customer of those to score. */
    LogisticModel explained() {
        LogisticModel model = fit.model();
        return TypicalCustomer.of(model, current.table().withFeatures(model.featureNames()));
    }

    /** Returns what the model said of the customers at the check, and what they did. */
    ScoredOutcomes checked() {
        return ScoredOutcomes.of(fit.model().probability(check.table()).toArray(), check.churned());
    }
}
