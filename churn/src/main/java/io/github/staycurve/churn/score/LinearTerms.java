package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * An intercept and a term for each feature, as arrays: what a row adds up to. A row of a request and a row of a table go
 * through the same lines.
 *
 * <p>This class is immutable and thread-safe. Nothing is allocated.
 */
final class LinearTerms {
    private final double intercept;
    private final List<FeatureTerm> terms;
    private final List<String> names;
    private final double[] slopes;
    private final boolean[] logs;
    private final double[] missing;
    private final double[] references;
    private final boolean plain;

    LinearTerms(double intercept, List<FeatureTerm> terms) {
        this.intercept = Checks.finite(intercept, "intercept");
        this.terms = List.copyOf(terms);
        this.names = this.terms.stream().map(FeatureTerm::feature).toList();
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("features must have different names, are " + names);
        }
        int d = this.terms.size();
        slopes = new double[d];
        logs = new boolean[d];
        missing = new double[d];
        references = new double[d];
        boolean simple = true;
        for (int j = 0; j < d; j++) {
            FeatureTerm term = this.terms.get(j);
            slopes[j] = term.slope();
            logs[j] = term.log1p();
            missing[j] = term.missing().orElse(Double.NaN);
            references[j] = term.reference();
            simple &= !term.log1p() && term.missing().isEmpty();
        }
        plain = simple;
    }

    double intercept() {
        return intercept;
    }

    List<FeatureTerm> terms() {
        return terms;
    }

    List<String> names() {
        return names;
    }

    double[] references() {
        return references.clone();
    }

    /** Returns the intercept and all terms of a row. */
    double sum(double[] row) {
        double sum = plain ? plainSum(row) : generalSum(row);
        if (!(Math.abs(sum) < Double.POSITIVE_INFINITY) || row.length < slopes.length) {
            check(row, sum);
        }
        return sum;
    }

    /** Four sums that do not wait for each other. */
    private double plainSum(double[] row) {
        int d = Math.min(slopes.length, row.length);
        double a = intercept;
        double b = 0;
        double c = 0;
        double e = 0;
        int j = 0;
        for (; j + 3 < d; j += 4) {
            a += slopes[j] * row[j];
            b += slopes[j + 1] * row[j + 1];
            c += slopes[j + 2] * row[j + 2];
            e += slopes[j + 3] * row[j + 3];
        }
        for (; j < d; j++) {
            a += slopes[j] * row[j];
        }
        return (a + b) + (c + e);
    }

    private double generalSum(double[] row) {
        double sum = intercept;
        int d = Math.min(slopes.length, row.length);
        for (int j = 0; j < d; j++) {
            sum += term(j, row[j]);
        }
        return sum;
    }

    /** Returns what a value of a feature adds; NaN if it is missing and must not be. */
    double term(int feature, double value) {
        if (Double.isNaN(value)) {
            return missing[feature];
        }
        return slopes[feature] * (logs[feature] ? FeatureTerm.signedLog1p(value) : value);
    }

    /** Refuses a row that is out of range; terms that merely overflow to one side are let through. */
    private void check(double[] row, double sum) {
        if (row.length < slopes.length) {
            Checks.length(row.length, slopes.length, "row");
        }
        for (int j = 0; j < slopes.length; j++) {
            if (Double.isNaN(row[j]) && Double.isNaN(missing[j])) {
                throw new IllegalArgumentException(
                        "feature '%s' must not be missing: the model was fitted to customers who all have it"
                                .formatted(names.get(j)));
            }
            if (Double.isInfinite(row[j])) {
                throw new IllegalArgumentException(
                        "feature '%s' must be finite, was %s".formatted(names.get(j), row[j]));
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalArgumentException("the terms of the row add up to infinities of both signs");
        }
    }

    /** Returns what each feature adds beyond what the reference adds. */
    double[] contributions(double[] row) {
        double[] contributions = new double[slopes.length];
        for (int j = 0; j < contributions.length; j++) {
            contributions[j] = term(j, row[j]) - term(j, references[j]);
        }
        return contributions;
    }

    LinearTerms withReference(double[] row) {
        Checks.length(row.length, slopes.length, "reference");
        List<FeatureTerm> others = new ArrayList<>();
        for (int j = 0; j < row.length; j++) {
            FeatureTerm old = terms.get(j);
            others.add(new FeatureTerm(old.feature(), old.log1p(), old.slope(), old.missing(), row[j]));
        }
        return new LinearTerms(intercept, others);
    }
}
