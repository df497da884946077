package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds features that the rows compared with each other say nothing, or without end, about. */
final class CoxChecks {
    /** The share of its information that a feature must have for itself. */
    private static final double OWN = 1e-10;
    /** Below this share of an event, what a feature has to say is rounding. */
    private static final double NOTHING = 1e-12;
    /** A feature has part in a direction from this share of the greatest part on. */
    private static final double PART = 1e-3;

    private static final double SCORE_TOLERANCE = 1e-5;

    private CoxChecks() {}

    /** Returns the features along which the likelihood is monotone, each by itself. */
    static List<FeatureProblem> separating(CoxSample sample, List<String> names) {
        List<FeatureProblem> problems = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (CoxRecession.alongFeature(sample, j)) {
                problems.add(separating(names.get(j), List.of()));
            }
        }
        return problems;
    }

    private static FeatureProblem separating(String name, List<String> others) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.SEPARATING,
                others,
                "%stells who leaves next at every time without exception, so that the likelihood rises for ever with its "
                                .formatted(others.isEmpty() ? "" : "together with " + quoted(others) + " ")
                        + "coefficient; leave it out, join levels without a loss to others, or add a ridge penalty");
    }

    /**
     * Returns the features that do not differ, or are made of others, among rows that are compared with each other.
     *
     * @param information the information at coefficients of 0
     */
    static List<FeatureProblem> unidentified(CoxSample sample, double[][] information, List<String> names) {
        List<FeatureProblem> problems = new ArrayList<>();
        double[][] factor = new double[names.size()][];
        List<Integer> kept = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (!(information[j][j] > NOTHING * sample.eventWeight)) {
                problems.add(constant(names.get(j)));
                continue;
            }
            double[] row = new double[kept.size() + 1];
            double own = information[j][j];
            for (int k = 0; k < kept.size(); k++) {
                double sum = information[j][kept.get(k)];
                for (int l = 0; l < k; l++) {
                    sum -= row[l] * factor[k][l];
                }
                row[k] = sum / factor[k][k];
                own -= row[k] * row[k];
            }
            if (own <= OWN * information[j][j]) {
                problems.add(collinear(j, parts(row, factor, kept), names));
            } else {
                row[kept.size()] = Math.sqrt(own);
                factor[kept.size()] = row;
                kept.add(j);
            }
        }
        return problems;
    }

    /** Returns the features that a feature is made of: the effects of a regression on those before it. */
    private static List<Integer> parts(double[] row, double[][] factor, List<Integer> kept) {
        double[] effects = Arrays.copyOf(row, kept.size());
        for (int k = effects.length - 1; k >= 0; k--) {
            for (int l = k + 1; l < effects.length; l++) {
                effects[k] -= factor[l][k] * effects[l];
            }
            effects[k] /= factor[k][k];
        }
        return IntStream.range(0, effects.length)
                .filter(k -> Math.abs(effects[k]) > PART)
                .mapToObj(kept::get)
                .toList();
    }

    private static FeatureProblem constant(String name) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.CONSTANT,
                List.of(),
                "does not differ among the rows of a stratum that are at risk when one leaves, so that nothing can be"
                        + " learned from it; leave it out");
    }

    private static FeatureProblem collinear(int feature, List<Integer> parts, List<String> names) {
        List<String> others = parts.stream().map(names::get).toList();
        return new FeatureProblem(
                names.get(feature),
                FeatureProblem.Kind.COLLINEAR,
                others,
                "is made of %s among the rows of a stratum that are at risk when one leaves; leave one of them out, or add a "
                                .formatted(quoted(others))
                        + "ridge penalty");
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    /** Returns the problem of a direction along which the likelihood is monotone, named by the feature that counts most. */
    static Optional<FeatureProblem> separating(CoxSample sample, double[] direction, List<String> names) {
        double greatest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        if (!(greatest > 0 && greatest < Double.POSITIVE_INFINITY)
                || !CoxRecession.along(sample, direction, SCORE_TOLERANCE)) {
            return Optional.empty();
        }
        OptionalInt most = IntStream.range(0, direction.length)
                .filter(j -> Math.abs(direction[j]) == greatest)
                .findFirst();
        int first = most.orElseThrow();
        List<String> others = IntStream.range(0, direction.length)
                .filter(j -> j != first && Math.abs(direction[j]) > PART * greatest)
                .mapToObj(names::get)
                .toList();
        return Optional.of(separating(names.get(first), others));
    }
}
