package io.github.staycurve.churn.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.staycurve.churn.definition.ChurnLabels;
import io.github.staycurve.churn.definition.ContractEnd;
import io.github.staycurve.churn.definition.Contracts;
import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.definition.PersonalGap;
import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.AliveSilence;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.GapPopulation;
import io.github.staycurve.core.lifecycle.LifecycleStage;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.TrendRule;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FeatureSetTest {
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final LocalDate DAY = LocalDate.of(2020, 1, 1);
    private static final StagePolicy FIXED = StagePolicy.of(FixedSilence.DEFAULT);

    private static Instant at(int offset) {
        return DAY.plusDays(offset).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static CustomerLogs logs(Object... idsAndDays) {
        TransactionLogBuilder log = TransactionLog.builder();
        for (int i = 0; i < idsAndDays.length; i += 2) {
            log.add((String) idsAndDays[i], at((Integer) idsAndDays[i + 1]), 10);
        }
        return CustomerLogs.of(log.build());
    }

    @Test
    void theStandardSetIsNamedAndDescribed() {
        FeatureSet set = FeatureSet.standard(UTC, 30, 90);

        assertThat(set.names())
                .containsExactly(
                        "inactivity",
                        "tenure",
                        "purchase_days",
                        "orders_30",
                        "orders_90",
                        "spend_30",
                        "spend_90",
                        "order_trend_30",
                        "mean_gap",
                        "median_gap",
                        "gap_variation",
                        "relative_inactivity",
                        "gaps_exceeded",
                        "mean_order_value",
                        "refund_share");
        assertThat(FeatureSet.standard(UTC).names()).contains("orders_180", "spend_365");
        assertThat(set.describe()).contains("orders_30 (orders): orders, in the 30 days to the cutoff");
        assertThat(set.id())
                .hasSize(16)
                .isNotEqualTo(
                        FeatureSet.standard(ZoneId.of("Europe/London"), 30, 90).id());
        assertThat(set).isEqualTo(FeatureSet.standard(UTC, 30, 90)).isNotEqualTo(FeatureSet.standard(UTC, 30, 91));
        assertThat(set.features().get(3).unit()).isEqualTo("orders");
        assertThat(set.features().get(3).words()).contains("30 days");
    }

    @Test
    void aCompleteSetTellsWhyAValueIsMissingOnce() {
        FeatureSet set =
                FeatureSet.standard(UTC, 30).withEvents(List.of("login"), 30).complete();
        CustomerLogs logs = CustomerLogs.of(
                logs("ann", 0, "bob", 0, "bob", 10, "cid", 0, "cid", 10, "cid", 30)
                        .purchases(),
                EventLog.of(List.of("bob"), id -> id, id -> at(5), id -> "login"));

        CustomerFeatures found = set.at(logs, List.of(DAY.plusDays(40)));

        assertThat(set.names()).endsWith("single_purchase_day", "fewer_than_two_gaps", "never_login");
        assertThat(set.names()).doesNotHaveDuplicates();
        assertThat(found.table().requireComplete()).isSameAs(found.table());
        assertThat(tail(found, 0)).containsExactly(1, 1, 1);
        assertThat(tail(found, 1)).containsExactly(0, 1, 0);
        assertThat(tail(found, 2)).containsExactly(0, 0, 1);
        assertThat(found.table().value(0, set.names().indexOf("mean_gap"))).isZero();
        assertThat(set.complete()).isEqualTo(set);
    }

    private static double[] tail(CustomerFeatures features, int row) {
        double[] values = features.table().row(row);
        return java.util.Arrays.copyOfRange(values, values.length - 3, values.length);
    }

    @Test
    void featuresBecomeLogarithmsAndAreFilled() {
        Feature debt = Feature.of("debt", "money", "what is owed", history -> -3);
        OneCustomer customer = new OneCustomer(UTC).purchase(at(0), 10);
        FeatureSet set = FeatureSet.of(
                UTC,
                Feature.spend().logged(),
                debt.logged(),
                Feature.meanGap().logged().filledWith(-1),
                Feature.meanGap());

        assertThat(set.names()).containsExactly("log_spend", "log_debt", "log_mean_gap", "mean_gap");
        assertThat(set.row(customer, DAY).orElseThrow())
                .containsExactly(Math.log1p(10), -Math.log1p(3), -1, Double.NaN);
        assertThat(Feature.meanGap().filledWith(2).fill()).isEqualTo(OptionalDouble.of(2));
        assertThat(Feature.meanGap().mayMiss()).isTrue();
        assertThat(Feature.meanGap().filledWith(2).mayMiss()).isFalse();
        assertThat(debt.logged().baseName()).isEqualTo("debt");
        assertThat(debt.isCustom()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> Feature.meanGap().filledWith(2).logged())
                .withMessageContaining("mean_gap");
        assertThatIllegalStateException()
                .isThrownBy(() -> Feature.tenure().missing())
                .withMessageContaining("never missing");
        assertThatIllegalStateException()
                .isThrownBy(() -> Feature.meanGap().missing().filledWith(1))
                .withMessageContaining("single_purchase_day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feature.meanGap().filledWith(Double.NaN))
                .withMessageContaining("value");
        Feature mine = Feature.incomplete("mine", "none", "none", history -> Double.NaN);
        assertThat(mine.missing().name()).isEqualTo("mine_missing");
        assertThat(Feature.meanGap().missing()).isEqualTo(Feature.medianGap().missing());
        assertThat(mine).isNotEqualTo(Feature.of("mine", "none", "nothing", history -> 1));
    }

    @Test
    void ownFeaturesMustGiveNumbers() {
        FeatureSet nan = FeatureSet.of(UTC, Feature.of("bad", "none", "none", history -> Double.NaN));
        FeatureSet infinite = FeatureSet.of(UTC, Feature.incomplete("bad", "none", "none", history -> 1 / 0.0));
        for (FeatureSet set : List.of(nan, infinite)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set.at(logs("ann", 0), List.of(DAY)))
                    .withMessageContaining("'bad'")
                    .withMessageContaining("'ann'")
                    .withMessageContaining("2020-01-01");
        }
    }

    @Test
    void aHistoryEndsWithItsCutoff() {
        FeatureSet beyond = FeatureSet.of(UTC, Feature.of("beyond", "none", "none", history -> history.amount(1)));
        FeatureSet purchase =
                FeatureSet.of(UTC, Feature.of("beyond", "none", "none", history -> history.purchaseDaysAgo(1)));
        FeatureSet window = FeatureSet.of(UTC, Feature.of("ahead", "none", "none", history -> history.orders(-5, 3)));
        CustomerLogs two = logs("ann", 0, "ann", 5);
        for (FeatureSet set : List.of(beyond, purchase)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> set.at(two, List.of(DAY.plusDays(4))));
            assertThat(set.at(two, List.of(DAY.plusDays(5))).size()).isEqualTo(1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window.at(two, List.of(DAY)))
                .withMessageContaining("window");
    }

    @Test
    void stagesMustHaveBeenKnownByTheCutoff() {
        GapPopulation fitted = new GapPopulation(1, 1.4, 30, Optional.of(DAY.plusDays(50)));
        StagePolicy policy = StagePolicy.of(AdaptiveSilence.of(fitted));
        StagePolicy alive =
                StagePolicy.of(AliveSilence.of("m", (x, tx, age) -> 0.9, PeriodUnit.DAY, AdaptiveSilence.of(fitted)));
        FeatureSet none = FeatureSet.of(UTC);
        for (StagePolicy each : List.of(policy, alive)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> none.withStages(each, DAY.plusDays(49)))
                    .withMessageContaining("2020-02-20");
        }
        FeatureSet set = none.withStages(policy, DAY.plusDays(50));

        assertThat(set.names()).containsExactly("stage_growth", "stage_maturity", "stage_decline", "stage_churn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.at(logs("ann", 0), List.of(DAY.plusDays(49), DAY.plusDays(60))))
                .withMessageContaining("the future");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.row(new OneCustomer(UTC).purchase(at(0), 1), DAY.plusDays(49)))
                .withMessageContaining("the future");
        assertThat(set.stagePolicyKnownBy()).contains(DAY.plusDays(50));
        assertThatIllegalStateException()
                .isThrownBy(() -> set.withStagePolicy(FIXED, DAY))
                .withMessageContaining("already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.withStages(
                        StagePolicy.builder(FixedSilence.DEFAULT)
                                .trend(TrendRule.DEFAULT)
                                .build(),
                        DAY))
                .withMessageContaining("trend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSet.of(UTC, Feature.stage(LifecycleStage.CHURN)))
                .withMessageContaining("stage_churn");
    }

    @Test
    void stagesAreThoseOfThePolicyAtTheCutoff() {
        FeatureSet set = FeatureSet.of(UTC)
                .withStages(FIXED, DAY)
                .plus(Feature.of("has", "0 or 1", "has a stage", h -> h.stage().isPresent() ? 1 : 0));
        CustomerFeatures found = set.at(logs("ann", 0, "bob", 95), List.of(DAY.plusDays(100)));

        assertThat(found.table().row(0)).containsExactly(0, 0, 0, 1, 1); // silent for 100 days
        assertThat(found.table().row(1)).containsExactly(0, 0, 0, 0, 1); // acquisition
        FeatureSet without = FeatureSet.of(
                UTC, Feature.of("has", "0 or 1", "has a stage", h -> h.stage().isPresent() ? 1 : 0));
        assertThat(without.at(logs("ann", 0), List.of(DAY)).table().row(0)).containsExactly(0);
    }

    @Test
    void refundsDoNotMakePurchaseDays() {
        TransactionLogBuilder log = TransactionLog.builder()
                .add("ann", at(0), 10)
                .add("ann", at(5), 4)
                .add("ann", at(5), -6) // more than was bought that day
                .add("ann", at(7), -2)
                .add("bob", at(3), -1); // never bought
        FeatureSet set = FeatureSet.of(
                UTC,
                Feature.inactivity(),
                Feature.purchaseDays(),
                Feature.orders(),
                Feature.spend(),
                Feature.refundShare(),
                Feature.meanOrderValue(),
                Feature.purchaseDays(7),
                Feature.purchaseDays(8),
                Feature.spendPerPurchaseDay());

        CustomerFeatures found = set.at(CustomerLogs.of(log.build()), List.of(DAY.plusDays(7)));

        assertThat(found.table().row(0)).containsExactly(7, 1, 2, 6, 0.5, 7, 0, 1, 6);
        assertThat(found.audit()).isEqualTo(new FeatureAudit(2, 1, 1, 0, 0, 0));
        assertThat(found.audit().describe()).contains("2 customers", "1 rows", "1 not yet customers");
    }

    @Test
    void trainingRowsAreThoseWhoseLabelsWereKnown() {
        CustomerLogs logs = logs("ann", 0, "ann", 40, "bob", 0, "bob", 95, "cid", 50);
        List<LocalDate> cutoffs = List.of(DAY.plusDays(90), DAY.plusDays(30), DAY.plusDays(60));
        LabelledFeatures all =
                FeatureSet.of(UTC, Feature.tenure()).at(logs, cutoffs, new FixedWindow(30), DAY.plusDays(120));

        LabelledFeatures early = all.knownBy(DAY.plusDays(90));

        assertThat(all.cutoffs()).isSorted().hasSize(3);
        assertThat(all.size()).isEqualTo(2 + 3 + 3);
        assertThat(early.cutoffs()).containsExactly(DAY.plusDays(30), DAY.plusDays(60));
        assertThat(early.churned()).containsExactly(false, true, true, true, true);
        assertThat(early.audit()).isEqualTo(new FeatureAudit(6, 5, 1, 0, 0, 0));
        assertThat(early.rows().cutoff(1)).isEqualTo(DAY.plusDays(30));
        assertThat(early.rows().cutoff(2)).isEqualTo(DAY.plusDays(60));
        assertThat(early.churnRate().value()).hasValue(4 / 5.0);
        LabelledFeatures last = all.withCutoffs(List.of(DAY.plusDays(90)));
        assertThat(last.churned()).containsExactly(true, false, true);
        assertThat(last.table().column(0)).containsExactly(90, 90, 40);
        assertThat(all.describe()).contains("no purchase in the 30 days", "observed to 2020-04-30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.knownBy(DAY.plusDays(59)))
                .withMessageContaining("30 days later");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withCutoffs(List.of(DAY)))
                .withMessageContaining("no cutoff");
    }

    @Test
    void cutoffsWithoutRowsStayInTheAudit() {
        CustomerLogs logs = logs("ann", 50, "bob", 80);
        CustomerFeatures found = FeatureSet.of(UTC, Feature.tenure())
                .at(logs, List.of(DAY.plusDays(10), DAY.plusDays(20), DAY.plusDays(60), DAY.plusDays(90)));

        assertThat(found.size()).isEqualTo(3);
        assertThat(found.cutoff(0)).isEqualTo(DAY.plusDays(60));
        assertThat(found.cutoff(1)).isEqualTo(DAY.plusDays(90));
        assertThat(found.indexOf("bob", DAY.plusDays(60))).isEqualTo(-1);
        assertThat(found.indexOf("bob", DAY.plusDays(11))).isEqualTo(-1);
        assertThat(found.indexOf("bob", DAY.plusDays(90))).isEqualTo(2);
        assertThat(found.audit(DAY.plusDays(20))).isEqualTo(new FeatureAudit(2, 0, 2, 0, 0, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> found.cutoff(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureAudit(3, 1, 1, 0, 0, 0))
                .withMessageContaining("sum");
    }

    @Test
    void labelsFromContractsJoinByCustomer() {
        CustomerLogs logs = logs("ann", 0, "bob", 0, "cid", 0, "dan", 0);
        Contracts contracts = Contracts.builder()
                .add("ann", DAY, DAY.plusDays(40))
                .addOpen("bob", DAY)
                .add("cid", DAY, DAY.plusDays(20))
                .build();
        LocalDate cutoff = DAY.plusDays(30);
        ChurnLabels labels = new ContractEnd(30, 5).label(contracts, cutoff, DAY.plusDays(100));
        CustomerFeatures rows = FeatureSet.of(UTC, Feature.tenure()).at(logs, List.of(cutoff));

        LabelledFeatures found = rows.labelled(List.of(labels));

        assertThat(found.churned()).containsExactly(true, false);
        assertThat(found.isChurned(0)).isTrue();
        assertThat(found.rows().customerId(1)).isEqualTo("bob");
        assertThat(found.audit()).isEqualTo(new FeatureAudit(4, 2, 0, 0, 1, 1));
        assertThat(found.definition()).isEqualTo(new ContractEnd(30, 5));
        ChurnLabels other = new ContractEnd(30, 6).label(contracts, cutoff.plusDays(1), DAY.plusDays(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.labelled(List.of(labels, other)))
                .withMessageContaining("one definition");
        ChurnLabels elsewhere = new ContractEnd(30, 5).label(contracts, DAY, DAY.plusDays(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.labelled(List.of(elsewhere)))
                .withMessageContaining("cutoffs");
        ChurnLabels state = new ContractEnd(0, 5).label(contracts, cutoff, DAY.plusDays(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.labelled(List.of(state)))
                .withMessageContaining("after the cutoff");
    }

    @Test
    void statesAreNoLabelsToLearn() {
        PersonalGap state = new PersonalGap(0.9, 2, 60);
        FeatureSet set = FeatureSet.of(UTC, Feature.tenure());
        CustomerLogs logs = logs("ann", 0, "bob", 0, "bob", 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.at(logs, List.of(DAY), state, DAY.plusDays(100)))
                .withMessageContaining("within(days)");

        LabelledFeatures found =
                set.at(logs, List.of(DAY.plusDays(50), DAY.plusDays(70)), state.within(50), DAY.plusDays(120));

        assertThat(found.churned()).containsExactly(true, false); // both had churned by day 70
        assertThat(found.audit()).isEqualTo(new FeatureAudit(4, 2, 0, 0, 0, 2));
    }

    @Test
    void eventsOfWhoNeverBoughtAreCounted() {
        CustomerLogs logs = CustomerLogs.of(
                logs("bob", 0).purchases(),
                EventLog.of(List.of("ann", "bob", "cid"), id -> id, id -> at(1), id -> "login"));
        FeatureSet set = FeatureSet.of(UTC).withEvents(List.of("login", "unheard of"), 30);

        CustomerFeatures found = set.at(logs, List.of(DAY.plusDays(3)));

        assertThat(found.table().row(0)).containsExactly(1, 2, 0, Double.NaN);
        assertThat(found.audit()).isEqualTo(new FeatureAudit(3, 1, 2, 0, 0, 0));
    }

    @Test
    void eventsMayHaveValues() {
        Feature sum = Feature.of("minutes", "minutes", "time spent", history -> {
            double total = 0;
            for (int i = 0; i < history.events(); i++) {
                total += history.eventType(i).equals("visit") ? history.eventValue(i) : 0;
            }
            return total;
        });
        OneCustomer customer = new OneCustomer(UTC).purchase(at(0), 1);
        for (int day = 1; day < 20; day++) {
            customer.event(
                    new Event("x", at(20 - day), "visit", OptionalDouble.of(day), Optional.empty(), Optional.empty()));
        }

        assertThat(FeatureSet.of(UTC, sum).row(customer, DAY.plusDays(10)).orElseThrow())
                .containsExactly(145);
    }

    /** Events that are not there are not events that did not happen. */
    @Test
    void ownFeaturesOfEventsNeedEvents() {
        Feature count = Feature.of("all_events", "events", "all events", history -> history.events());
        Feature since = Feature.incomplete("since", "days", "x", history -> history.daysSinceEvent("login"));
        Feature month = Feature.of("month", "events", "x", history -> history.events("login", 0, 30));
        for (Feature each : List.of(count, since, month)) {
            FeatureSet set = FeatureSet.of(UTC, each);
            assertThatIllegalStateException()
                    .isThrownBy(() -> set.at(logs("ann", 0), List.of(DAY)))
                    .withMessageContaining("the logs have none");
            EventLog none = EventLog.builder().build();
            assertThat(set.at(CustomerLogs.of(logs("ann", 0).purchases(), none), List.of(DAY))
                            .size())
                    .isEqualTo(1);
            assertThat(set.row(new OneCustomer(UTC).purchase(at(0), 10), DAY)).isPresent();
        }
    }

    /** A stream that delivers an event twice makes the same row as a log, which keeps one. */
    @RepeatedTest(30)
    void eventsThatComeTwiceCountOnceLiveToo(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        EventLogBuilder log = EventLog.builder();
        OneCustomer one = new OneCustomer(UTC).purchase(at(0), 10);
        for (int i = 0; i < 40; i++) {
            Optional<String> id = random.nextInt(4) == 0 ? Optional.empty() : Optional.of("e" + random.nextInt(12));
            OptionalDouble value =
                    random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt(3) - 1);
            String type = random.nextBoolean() ? "login" : "view";
            Event event = new Event("ann", at(random.nextInt(4)), type, value, Optional.empty(), id);
            log.add(event);
            one.event(event);
        }
        FeatureSet set = FeatureSet.of(
                        UTC,
                        Feature.of("count", "events", "all events", CustomerHistory::events),
                        Feature.of("values", "none", "values in order", history -> {
                            double sum = 0;
                            for (int i = 0; i < history.events(); i++) {
                                double each = history.eventValue(i);
                                sum = 1.7 * sum + (Double.isNaN(each) ? 5 : each);
                            }
                            return sum;
                        }))
                .withEvents(List.of("login", "view"), 2, 30);
        CustomerLogs logs = CustomerLogs.of(logs("ann", 0).purchases(), log.build());
        for (int day = 0; day < 4; day++) {
            LocalDate cutoff = DAY.plusDays(day);
            assertThat(set.row(one, cutoff).orElseThrow())
                    .as("%s, day %s", run, day)
                    .containsExactly(set.at(logs, List.of(cutoff)).table().row(0));
        }
    }

    @Test
    void whoHasNoContractYetIsNoCustomerByLabelsFromContracts() {
        Contracts contracts =
                Contracts.builder().addOpen("ann", DAY.plusDays(40)).build();
        LocalDate cutoff = DAY.plusDays(30);

        LabelledFeatures found = FeatureSet.of(UTC, Feature.tenure())
                .at(logs("ann", 0), List.of(cutoff))
                .labelled(List.of(new ContractEnd(30, 5).label(contracts, cutoff, DAY.plusDays(100))));

        assertThat(found.size()).isZero();
        assertThat(found.audit().notYetCustomers()).isEqualTo(1);
        assertThat(found.churnRate().value()).isEmpty();
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        FeatureSet set = FeatureSet.of(UTC, Feature.tenure());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.at(logs("ann", 0), List.of()))
                .withMessageContaining("cutoffs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.at(logs("ann", 0), List.of(DAY, DAY)))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSet.of(UTC).at(logs("ann", 0), List.of(DAY)))
                .withMessageContaining("a feature at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.plus(Feature.tenure()))
                .withMessageContaining("'tenure'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.without("orders"))
                .withMessageContaining("'orders'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSet.standard(UTC, 90, 30))
                .withMessage("windows must ascend, were [90, 30]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.withEvents(List.of("login")))
                .withMessageContaining("windows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.plus(Feature.daysSinceEvent("login")).at(logs("ann", 0), List.of(DAY)))
                .withMessageContaining("need events");
        assertThatIllegalArgumentException().isThrownBy(() -> Feature.orders(0)).withMessageContaining("days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feature.events(" ", 3))
                .withMessageContaining("type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.row(new OneCustomer(ZoneId.of("Asia/Tokyo")), DAY))
                .withMessageContaining("Asia/Tokyo");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.copyRow(new OneCustomer(UTC), DAY, new double[0]))
                .withMessageContaining("into");
        assertThat(set.row(new OneCustomer(UTC).purchase(at(1), 1), DAY)).isEmpty();
        assertThat(FeatureSet.standard(UTC).without("spend_90", "tenure").names())
                .doesNotContain("spend_90", "tenure");
    }
}
