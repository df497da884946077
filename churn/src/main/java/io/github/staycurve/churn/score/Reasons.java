package io.github.staycurve.churn.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a customer has their churn probability: what each feature adds to the log-odds of a reference customer. The
 * contributions and the reference's log-odds add up to the customer's.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Reasons {
    /** Probabilities nearer to 0 or 1 than this have the log-odds of this, for reasons only. */
    static final double LEAST = 1e-12;

    private final double referenceLogOdds;
    private final double logOdds;
    private final List<Reason> list;

    private Reasons(double referenceLogOdds, double logOdds, List<Reason> list) {
        this.referenceLogOdds = referenceLogOdds;
        this.logOdds = logOdds;
        this.list = list;
    }

    /** Returns the reasons of a row, those that raise the probability most first; ties in the order of the features. */
    static Reasons of(double referenceLogOdds, double logOdds, List<Reason> inOrder) {
        List<Reason> sorted = new ArrayList<>(inOrder);
        sorted.sort(Comparator.comparingDouble(Reason::contribution).reversed());
        return new Reasons(referenceLogOdds, logOdds, List.copyOf(sorted));
    }

    /** Returns the logarithm of the odds, finite for every probability. */
    static double logOddsOf(double probability) {
        double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return BinaryLink.LOGIT.linear(p);
    }

    /**
     * Returns the log-odds of churn of the reference customer.
     *
     * @return the natural logarithm of p/(1 − p)
     */
    public double referenceLogOdds() {
        return referenceLogOdds;
    }

    /**
     * Returns the log-odds of churn of this customer. A probability nearer to 0 or 1 than 1e-12 counts as 1e-12 from it.
     *
     * @return the natural logarithm of p/(1 − p): the reference's and all contributions
     */
    public double logOdds() {
        return logOdds;
    }

    /**
     * Returns one reason a feature.
     *
     * @return the reasons, those that raise the probability most first, those that lower it most last
     */
    public List<Reason> list() {
        return list;
    }

    /**
     * Returns the reason that raises the probability most.
     *
     * @return the reason; empty if no feature raises it above the reference customer's
     */
    public Optional<Reason> top() {
        return list.stream().findFirst().filter(reason -> reason.contribution() > 0);
    }

    /**
     * Returns the reason that matters most, whichever way.
     *
     * @return the reason of the greatest contribution in size; empty if the customer is like the reference in all features
     */
    public Optional<Reason> strongest() {
        return list.stream()
                .max(Comparator.comparingDouble(reason -> Math.abs(reason.contribution())))
                .filter(reason -> reason.contribution() != 0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        list.forEach(reason -> text.append(reason.words()).append('\n'));
        return text.toString();
    }
}
