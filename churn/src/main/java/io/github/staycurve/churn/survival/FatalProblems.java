package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import java.util.List;
import java.util.stream.Collectors;

/** Which problems of columns stop a fit: all without a penalty, and always those that none bridges. */
final class FatalProblems {
    private FatalProblems() {}

    /** Returns why there is no fit, in words; empty if the problems do not stop one. */
    static String explanation(List<FeatureProblem> problems, Penalty penalty) {
        List<FeatureProblem> fatal = problems.stream()
                .filter(problem -> penalty.isNone() || !problem.isBridgedByPenalty())
                .toList();
        return fatal.isEmpty()
                ? ""
                : fatal.stream()
                        .map(FeatureProblem::toString)
                        .collect(Collectors.joining("; ", "There is no single best fit: ", "."));
    }
}
