package io.github.staycurve.churn.feature;

import io.github.staycurve.churn.definition.PurchaseChurn;
import io.github.staycurve.churn.internal.Fingerprint;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.lifecycle.ActivityEngine;
import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.AliveSilence;
import io.github.staycurve.core.lifecycle.LifecycleStage;
import io.github.staycurve.core.lifecycle.StagePolicy;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which features, in which order and zone: one value that builds the rows a model is trained on and the row it scores.
 *
 * <p>Features see a {@link CustomerHistory}, which ends with the cutoff day; the label comes from the days after it. So
 * nothing that happens later can leak into a feature. {@link #at(CustomerLogs, List)} reads whole logs,
 * {@link #row(OneCustomer, LocalDate)} one customer of a request; both give the same numbers, to the last bit.
 *
 * <p>Two sets are equal when they {@linkplain #describe() read} the same, and then have one {@link #id}. This class is
 * immutable and thread-safe if the functions of the caller's own features are.
 */
public final class FeatureSet {
    private static final int[] WINDOWS = {30, 90, 180, 365};

    private final ZoneId zone;
    private final List<Feature> features;
    private final List<String> names;
    private final @Nullable StagePolicy policy;
    private final @Nullable LocalDate policyKnownBy;

    private FeatureSet(
            ZoneId zone, List<Feature> features, @Nullable StagePolicy policy, @Nullable LocalDate policyKnownBy) {
        this.zone = zone;
        this.features = List.copyOf(features);
        this.names = this.features.stream().map(Feature::name).toList();
        this.policy = policy;
        this.policyKnownBy = policyKnownBy;
        Set<String> seen = new HashSet<>();
        for (Feature feature : this.features) {
            if (!seen.add(feature.name())) {
                throw new IllegalArgumentException("feature '%s' is in the set already".formatted(feature.name()));
            }
            if (feature.needsStages() && policy == null) {
                throw new IllegalArgumentException(
                        "feature '%s' needs the policy of the stages: set it first".formatted(feature.name()));
            }
        }
    }

    /**
     * Returns the set of some features.
     *
     * @param zone the zone of the days
     * @param features the features, in the order of the columns; there may be none yet
     * @return the set
     * @throws IllegalArgumentException if two have one name, or one needs a policy of stages
     */
    public static FeatureSet of(ZoneId zone, Feature... features) {
        return new FeatureSet(zone, List.of(features), null, null);
    }

    /**
     * Returns the standard features with windows of 30, 90, 180 and 365 days.
     *
     * @param zone the zone of the days
     * @return the set: see {@link #standard(ZoneId, int...)}
     */
    public static FeatureSet standard(ZoneId zone) {
        return standard(zone, WINDOWS);
    }

    /**
     * Returns the standard features: inactivity, tenure, purchase days, orders and spend in each window, the trend of orders
     * in the shortest one, gaps and their variation, inactivity against the own gaps, order value and refunds.
     *
     * <p>Some are missing for customers with one purchase: see {@link #complete()}. A window as long as all history before
     * the cutoffs makes columns that others add up to, which a fit refuses by name: choose windows that fit the data.
     *
     * @param zone the zone of the days
     * @param windows lengths in days, ascending, each from 1 to 1,000,000
     * @return the set
     * @throws IllegalArgumentException if there is no window, or they do not ascend
     */
    public static FeatureSet standard(ZoneId zone, int... windows) {
        checkWindows(windows);
        List<Feature> list = new ArrayList<>(List.of(Feature.inactivity(), Feature.tenure(), Feature.purchaseDays()));
        for (int days : windows) {
            list.add(Feature.orders(days));
        }
        for (int days : windows) {
            list.add(Feature.spend(days));
        }
        list.add(Feature.orderTrend(windows[0]));
        list.addAll(List.of(
                Feature.meanGap(),
                Feature.medianGap(),
                Feature.gapVariation(),
                Feature.relativeInactivity(),
                Feature.gapsExceeded(),
                Feature.meanOrderValue(),
                Feature.refundShare()));
        return new FeatureSet(zone, list, null, null);
    }

    private static void checkWindows(int[] windows) {
        if (windows.length == 0) {
            throw new IllegalArgumentException("windows must hold a length at least");
        }
        for (int i = 1; i < windows.length; i++) {
            if (windows[i] <= windows[i - 1]) {
                throw new IllegalArgumentException("windows must ascend, were " + Arrays.toString(windows));
            }
        }
    }

    /**
     * Returns this set with more features behind its own.
     *
     * @param more the features
     * @return the set
     * @throws IllegalArgumentException if a name is taken, or one needs a policy of stages
     */
    public FeatureSet plus(Feature... more) {
        List<Feature> all = new ArrayList<>(features);
        all.addAll(List.of(more));
        return new FeatureSet(zone, all, policy, policyKnownBy);
    }

    /**
     * Returns this set without some of its features.
     *
     * @param unwanted their names
     * @return the set
     * @throws IllegalArgumentException if there is no feature of a name
     */
    public FeatureSet without(String... unwanted) {
        for (String name : unwanted) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no feature '%s' here; there are %s".formatted(name, names));
            }
        }
        Set<String> dropped = Set.copyOf(Arrays.asList(unwanted));
        List<Feature> kept =
                features.stream().filter(each -> !dropped.contains(each.name())).toList();
        return new FeatureSet(zone, kept, policy, policyKnownBy);
    }

    /**
     * Returns this set with the engagement by types of events: for each type its number of events in each window, and the
     * days since the last one, missing for who never had one.
     *
     * @param types the types, each once
     * @param windows lengths in days, ascending, each from 1 to 1,000,000
     * @return the set
     * @throws IllegalArgumentException if a type is blank or its features are there already, there is no window, or they do
     *     not ascend
     */
    public FeatureSet withEvents(Collection<String> types, int... windows) {
        checkWindows(windows);
        List<Feature> all = new ArrayList<>(features);
        for (String type : types) {
            for (int days : windows) {
                all.add(Feature.events(type, days));
            }
            all.add(Feature.daysSinceEvent(type));
        }
        return new FeatureSet(zone, all, policy, policyKnownBy);
    }

    /**
     * Returns this set with the stages of the lifecycle as indicators: growth, maturity, decline and churn. Who is in none of
     * them is in acquisition, which has no column of its own, as it would be the sum of the others.
     *
     * @param stages the rules of the stages, without a trend rule
     * @param knownBy the last day of the data that anything in the rules was fitted to or chosen by; cutoffs before it are
     *     refused, as the rules would tell them the future
     * @return the set
     * @throws IllegalArgumentException as {@link #withStagePolicy}
     */
    public FeatureSet withStages(StagePolicy stages, LocalDate knownBy) {
        return withStagePolicy(stages, knownBy)
                .plus(
                        Feature.stage(LifecycleStage.GROWTH),
                        Feature.stage(LifecycleStage.MATURITY),
                        Feature.stage(LifecycleStage.DECLINE),
                        Feature.stage(LifecycleStage.CHURN));
    }

    /**
     * Returns this set with the rules by which {@link CustomerHistory#stage()} and {@link Feature#stage} are told, and no
     * further feature.
     *
     * @param stages the rules of the stages, without a trend rule
     * @param knownBy the last day of the data that anything in the rules was fitted to or chosen by
     * @return the set
     * @throws IllegalArgumentException if the rules have a trend rule, or a population that was fitted to later days
     * @throws IllegalStateException if this set has rules already
     */
    public FeatureSet withStagePolicy(StagePolicy stages, LocalDate knownBy) {
        if (policy != null) {
            throw new IllegalStateException("the set has the policy of its stages already: " + policy.configId());
        }
        if (stages.trend().isPresent()) {
            throw new IllegalArgumentException(
                    "stages must have no trend rule: it needs a grid, and a cutoff is a day");
        }
        Checks.epochDay(knownBy, "knownBy");
        fittedTo(stages.engine()).filter(day -> day.isAfter(knownBy)).ifPresent(day -> {
            throw new IllegalArgumentException(
                    "knownBy must not lie before %s, to which the population of the stages was fitted, was %s"
                            .formatted(day, knownBy));
        });
        return new FeatureSet(zone, features, stages, knownBy);
    }

    /** Returns the day to which an engine's population was fitted, where it says so. */
    private static Optional<LocalDate> fittedTo(ActivityEngine engine) {
        if (engine instanceof AdaptiveSilence adaptive) {
            return adaptive.population().cutoff();
        }
        return engine instanceof AliveSilence alive ? fittedTo(alive.oneTimeBuyers()) : Optional.empty();
    }

    /**
     * Returns this set for models that cannot work with missing values, as a Cox regression: a feature that may be missing is
     * 0 there, and an indicator tells where that is. One indicator stands for all features that are missing for one reason. In
     * a linear model without a penalty it makes the 0 harmless, as any other number would be. A logistic regression or a
     * discrete-time hazard has a way of its own, {@code withMissingTerms()}, which needs no complete set.
     *
     * @return the set, which gives complete tables
     */
    public FeatureSet complete() {
        List<Feature> all = new ArrayList<>();
        Set<Feature> indicators = new LinkedHashSet<>();
        for (Feature feature : features) {
            if (feature.mayMiss()) {
                indicators.add(feature.missing());
                all.add(feature.filledWith(0));
            } else {
                all.add(feature);
            }
        }
        indicators.removeAll(features);
        all.addAll(indicators);
        return new FeatureSet(zone, all, policy, policyKnownBy);
    }

    /**
     * Returns the zone.
     *
     * @return the zone in which instants become local days
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Returns the features.
     *
     * @return the features in column order, read-only
     */
    public List<Feature> features() {
        return features;
    }

    /**
     * Returns the names of the features.
     *
     * @return the names in column order, read-only
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the rules of the stages.
     *
     * @return the policy; empty if there is none
     */
    public Optional<StagePolicy> stagePolicy() {
        return Optional.ofNullable(policy);
    }

    /**
     * Returns by when the rules of the stages were known.
     *
     * @return the first day that may be a cutoff; empty if there are no such rules
     */
    public Optional<LocalDate> stagePolicyKnownBy() {
        return Optional.ofNullable(policyKnownBy);
    }

    /**
     * Returns the features of every customer who had bought by a cutoff.
     *
     * @param logs the purchases and, if features need them, the events; what happened after a cutoff has no influence
     * @param cutoffs the days at whose end is asked, each once, in any order
     * @return a row for each such customer at each cutoff
     * @throws IllegalArgumentException if there is no feature or no cutoff, a cutoff comes twice, lies before the rules of the
     *     stages were known or outside the years -999,999 to 999,999, events are needed and not there, or a feature of the
     *     caller's own gives NaN or infinity where it must not
     */
    public CustomerFeatures at(CustomerLogs logs, List<LocalDate> cutoffs) {
        return new FeatureRun(this, logs).at(FeatureRun.sorted(cutoffs));
    }

    /**
     * Returns the features of every customer who had bought by a cutoff, and what became of them.
     *
     * @param logs the purchases and, if features need them, the events
     * @param cutoffs the days at whose end is asked, each once, in any order
     * @param definition what churned means; one that tells what happens after the cutoff, as a {@code FixedWindow}
     * @param observationEnd the last day of which all purchases are known
     * @return a row for each such customer with a label, at each cutoff
     * @throws IllegalArgumentException as {@link #at(CustomerLogs, List)}, and if the definition tells no outcome
     */
    public LabelledFeatures at(
            CustomerLogs logs, List<LocalDate> cutoffs, PurchaseChurn definition, LocalDate observationEnd) {
        return new FeatureRun(this, logs).at(FeatureRun.sorted(cutoffs), definition, observationEnd);
    }

    /**
     * Returns the features of one customer.
     *
     * @param customer the customer's purchases and events; what happened after the cutoff has no influence
     * @param cutoff the day at whose end is asked; one that is over, as those that a model learns from are
     * @return one value a feature, NaN where it is missing; empty if nothing was bought by the cutoff
     * @throws IllegalArgumentException if the zone of the customer is another, or as {@link #at(CustomerLogs, List)}
     */
    public Optional<double[]> row(OneCustomer customer, LocalDate cutoff) {
        double[] row = new double[features.size()];
        return copyRow(customer, cutoff, row) ? Optional.of(row) : Optional.empty();
    }

    /**
     * Writes the features of one customer into an array.
     *
     * @param customer the customer's purchases and events; what happened after the cutoff has no influence
     * @param cutoff the day at whose end is asked
     * @param into where to, one element a feature at least; NaN where it is missing
     * @return false, and nothing written, if nothing was bought by the cutoff
     * @throws IllegalArgumentException if the array is too short or the zone of the customer is another, or as
     *     {@link #at(CustomerLogs, List)}
     */
    public boolean copyRow(OneCustomer customer, LocalDate cutoff, double[] into) {
        if (!customer.zone().equals(zone)) {
            throw new IllegalArgumentException(
                    "customer must be in the zone of the features, %s, was in %s".formatted(zone, customer.zone()));
        }
        if (into.length < features.size()) {
            throw new IllegalArgumentException(
                    "into must hold %s values, has %s".formatted(features.size(), into.length));
        }
        checkCutoff(cutoff);
        CustomerHistory history = customer.at(cutoff, Checks.epochDay(cutoff, "cutoff"), policy);
        if (history.purchaseDays() == 0) {
            return false;
        }
        compute(history, into, 0, "customer");
        return true;
    }

    /** Refuses a cutoff that the set cannot be asked at. */
    void checkCutoff(LocalDate cutoff) {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("a set needs a feature at least");
        }
        if (policyKnownBy != null && cutoff.isBefore(policyKnownBy)) {
            throw new IllegalArgumentException(
                    "cutoff must not lie before %s, by which the stages were known, was %s: they would tell it the future"
                            .formatted(policyKnownBy, cutoff));
        }
    }

    boolean needsEvents() {
        return features.stream().anyMatch(Feature::needsEvents);
    }

    /** Writes one row. */
    void compute(CustomerHistory history, double[] into, int offset, String customerId) {
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            double value = feature.value(history) + 0.0; // makes 0.0 of -0.0, as tables do
            if (Double.isInfinite(value) || (Double.isNaN(value) && !feature.mayMiss())) {
                throw new IllegalArgumentException("feature '%s' must be finite, was %s for customer '%s' at %s"
                        .formatted(feature.name(), value, customerId, history.cutoff()));
            }
            into[offset + i] = value;
        }
    }

    /**
     * Returns the fingerprint of this set: sets that could give another number to anybody have another one.
     *
     * @return 16 hexadecimal digits of the SHA-256 of {@link #describe()}
     */
    public String id() {
        return Fingerprint.of(describe());
    }

    /**
     * Returns this set in words, every feature with its unit and meaning.
     *
     * @return one line
     */
    public String describe() {
        String stages = policy == null ? "" : "; stages known by %s: %s".formatted(policyKnownBy, policy.describe());
        return "features as of the end of a cutoff day, local days in %s: %s%s"
                .formatted(zone, features.stream().map(Feature::describe).collect(Collectors.joining("; ")), stages);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureSet that
                && features.equals(that.features)
                && describe().equals(that.describe());
    }

    @Override
    public int hashCode() {
        return describe().hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }
}
