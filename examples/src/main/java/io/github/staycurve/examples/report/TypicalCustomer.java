package io.github.staycurve.examples.report;

import io.github.staycurve.churn.score.FeatureTerm;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.core.data.FeatureTable;
import java.util.List;

/**
 * The customer that the others are compared with when a model gives its reasons: the mean of every feature over those who
 * are scored, on the scale that the model reads.
 *
 * <p>The mean of those who were learned from would not do: in a young business everyone has been a customer for longer by
 * now, and that would be everyone's reason.
 */
final class TypicalCustomer {
    private TypicalCustomer() {}

    /** Returns the model with the typical customer of a table, which has its features, as its reference. */
    static LogisticModel of(LogisticModel model, FeatureTable scored) {
        List<FeatureTerm> terms = model.terms();
        double[] typical = new double[terms.size()];
        for (int j = 0; j < typical.length; j++) {
            typical[j] = mean(scored, j, terms.get(j));
        }
        return model.withReference(typical);
    }

    /** The mean of those who have a value; of those learned from, where nobody has. */
    private static double mean(FeatureTable scored, int feature, FeatureTerm term) {
        double sum = 0;
        int known = 0;
        for (int row = 0; row < scored.rows(); row++) {
            double value = scored.value(row, feature);
            if (!Double.isNaN(value)) {
                sum += term.log1p() ? signedLog1p(value) : value;
                known++;
            }
        }
        if (known == 0) {
            return term.reference();
        }
        double mean = sum / known;
        return term.log1p() ? Math.copySign(Math.expm1(Math.abs(mean)), mean) : mean;
    }

    private static double signedLog1p(double x) {
        return Math.copySign(Math.log1p(Math.abs(x)), x);
    }
}
