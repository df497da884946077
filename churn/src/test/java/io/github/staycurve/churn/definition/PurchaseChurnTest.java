package io.github.staycurve.churn.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.TrendRule;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseChurnTest {
    private static final AliveProbability HALF_LIFE = (x, tx, age) -> Math.pow(0.5, age - tx);

    @ParameterizedTest
    @CsvSource({
        // purchases on day 10, and maybe another; cutoff at day 20, window of 30 days
        "20, churned, 50", // on the cutoff day: the past
        "21, retained, 21", // on the day after it
        "50, retained, 50", // on the last day of the window
        "51, churned, 50", // on the day after the window
    })
    void aWindowIsOpenAtTheCutoffAndClosedAtItsEnd(int purchase, String label, int day) {
        ChurnLabels labels = new FixedWindow(30).label(Days.of(10, purchase), Days.day(20), Days.day(50));

        assertThat(labels.label(0).label()).isEqualTo(label);
        assertThat(labels.day(0)).contains(Days.day(day));
    }

    @Test
    void aWindowThatIsNotObservedToItsEndLabelsNobody() {
        PurchaseDays days = Days.of(Map.of("ann", new int[] {10, 21}, "bob", new int[] {30}));

        ChurnLabels labels = new FixedWindow(30).label(days, Days.day(20), Days.day(49));

        assertThat(labels.label(0)).isEqualTo(ChurnLabel.UNKNOWN);
        assertThat(labels.unknownReason(0)).contains(UnknownReason.NOT_OBSERVED);
        assertThat(labels.lastSeen(0)).contains(Days.day(10));
        assertThat(labels.unknownReason(1)).contains(UnknownReason.NOT_YET_CUSTOMER);
        assertThat(labels.day(1)).isEmpty();
        assertThat(labels.lastSeen(1)).isEmpty();
        assertThat(labels.counts().churnRate().value()).isEmpty();
    }

    @RepeatedTest(50)
    void fixedWindowsAgreeWithLookingAtEveryPurchase(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Map<String, int[]> customers = Days.random(random);
        int cutoff = random.nextInt(200);
        int length = 1 + random.nextInt(90);
        ChurnLabels labels =
                new FixedWindow(length).label(Days.of(customers), Days.day(cutoff), Days.day(cutoff + length));

        customers.forEach((id, days) -> {
            boolean before = Arrays.stream(days).anyMatch(day -> day <= cutoff);
            boolean after = Arrays.stream(days).anyMatch(day -> day > cutoff && day <= cutoff + length);
            ChurnLabel expected = !before ? ChurnLabel.UNKNOWN : after ? ChurnLabel.RETAINED : ChurnLabel.CHURNED;
            assertThat(labels.label(labels.indexOf(id)))
                    .as("seed %s, %s", run, id)
                    .isEqualTo(expected);
        });
    }

    // reference/churn/early_warning.json: type 7 quantiles of ten gaps, "lapsed when days since last > q"
    @Test
    void personalQuantilesAreThoseOfTheReference() {
        JsonObject golden = Golden.read("early_warning");
        double[] gaps = golden.list("gaps").numbers();
        int[] purchases = new int[gaps.length + 1];
        for (int i = 0; i < gaps.length; i++) {
            purchases[i + 1] = purchases[i] + (int) gaps[i];
        }
        int last = purchases[gaps.length];
        for (String q : List.of("0.5", "0.8", "0.9", "0.95")) {
            double limit = golden.object("gap_quantiles_type7").number(q);
            PersonalGap definition = new PersonalGap(Double.parseDouble(q), 2, 365);
            PurchaseDays days = Days.of(purchases);
            int silent = (int) Math.floor(limit);

            ChurnLabels before = definition.label(days, Days.day(last + silent), Days.day(last + silent));
            ChurnLabels after = definition.label(days, Days.day(last + silent + 1), Days.day(last + silent + 1));
            ChurnLabels muchLater = definition.label(days, Days.day(last + 300), Days.day(last + 300));

            assertThat(before.label(0)).as(q).isEqualTo(ChurnLabel.RETAINED);
            assertThat(after.label(0)).as(q).isEqualTo(ChurnLabel.CHURNED);
            assertThat(muchLater.day(0)).as(q).contains(Days.day(last + silent + 1));
        }
        int[] sorted = Arrays.stream(gaps).mapToInt(gap -> (int) gap).sorted().toArray();
        assertThat(PersonalGap.quantile(sorted, 0.9))
                .isCloseTo(15.599999999999994, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(PersonalGap.quantile(sorted, 1)).isEqualTo(30);
    }

    @Test
    void aSilenceAsLongAsTheQuantileIsNotTooLong() {
        PersonalGap definition = new PersonalGap(1, 1, 365);
        PurchaseDays days = Days.of(0, 10);

        assertThat(definition.label(days, Days.day(20), Days.day(20)).label(0)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(definition.label(days, Days.day(21), Days.day(21)).label(0)).isEqualTo(ChurnLabel.CHURNED);
    }

    /** Place 6.3 of seven gaps of 10 days and one of 20: the quantile is 13 days, however the arithmetic rounds. */
    @Test
    void roundingDoesNotMakeASilenceTooLong() {
        PersonalGap definition = new PersonalGap(0.9, 2, 365);
        PurchaseDays days = Days.of(0, 10, 20, 30, 40, 50, 60, 70, 90);

        ChurnLabels labels = definition.label(days, Days.day(104), Days.day(104));

        assertThat(definition.label(days, Days.day(103), Days.day(103)).label(0))
                .isEqualTo(ChurnLabel.RETAINED);
        assertThat(labels.label(0)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(labels.day(0)).contains(Days.day(104));
    }

    /** Against whole numbers: the silence s is longer than the quantile if 100 s > 100 x(k) + r (x(k+1) - x(k)). */
    @RepeatedTest(100)
    void personalQuantilesAgreeWithWholeNumbers(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int percent = 1 + random.nextInt(100);
        int[] gaps = random.ints(2 + random.nextInt(30), 1, 60).toArray();
        int[] purchases = new int[gaps.length + 1];
        for (int i = 0; i < gaps.length; i++) {
            purchases[i + 1] = purchases[i] + gaps[i];
        }
        Arrays.sort(gaps);
        int place = (gaps.length - 1) * percent;
        int next = Math.min(place / 100 + 1, gaps.length - 1);
        int hundredfold = 100 * gaps[place / 100] + place % 100 * (gaps[next] - gaps[place / 100]);
        PersonalGap definition = new PersonalGap(percent / 100.0, 1, 365);
        int last = purchases[gaps.length];
        for (int silence = 0; silence < 70; silence++) {
            LocalDate cutoff = Days.day(last + silence);
            assertThat(definition.label(Days.of(purchases), cutoff, cutoff).label(0))
                    .as("%s, %s %% quantile of %s, silence %s", run, percent, Arrays.toString(gaps), silence)
                    .isEqualTo(100 * silence > hundredfold ? ChurnLabel.CHURNED : ChurnLabel.RETAINED);
        }
    }

    @Test
    void fewGapsFallBackAndLaterGapsDoNotCount() {
        PersonalGap definition = new PersonalGap(0.9, 2, 60);
        PurchaseDays days = Days.of(0, 5, 200, 205, 210); // one gap by day 100

        ChurnLabels labels = definition.label(days, Days.day(65), Days.day(300));
        ChurnLabels next = definition.label(days, Days.day(66), Days.day(300));

        assertThat(labels.label(0)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(next.label(0)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(next.day(0)).contains(Days.day(66));
    }

    @Test
    void stagesAreDefinitions() {
        StageChurned definition = new StageChurned(StagePolicy.of(FixedSilence.DEFAULT));
        PurchaseDays days = Days.of(0);

        assertThat(definition.label(days, Days.day(89), Days.day(89)).label(0)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(definition.label(days, Days.day(90), Days.day(90)).label(0)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(definition.describe()).contains("churned from 90 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageChurned(StagePolicy.builder(FixedSilence.DEFAULT)
                        .trend(TrendRule.DEFAULT)
                        .build()))
                .withMessageContaining("trend");
    }

    @Test
    void aliveBelowAsksTheModelInItsUnit() {
        AliveBelow definition = AliveBelow.of(0.2, "half-life", HALF_LIFE, PeriodUnit.WEEK);
        PurchaseDays days = Days.of(0, 7); // 0.5 ^ (weeks of silence) < 0.2 from 2.33 weeks on

        assertThat(definition.label(days, Days.day(23), Days.day(23)).label(0)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(definition.label(days, Days.day(24), Days.day(24)).label(0)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(definition).isEqualTo(AliveBelow.of(0.2, "half-life", (x, t, age) -> 1, PeriodUnit.WEEK));
        assertThat(definition.hashCode())
                .isEqualTo(AliveBelow.of(0.2, "half-life", HALF_LIFE, PeriodUnit.WEEK)
                        .hashCode());
        assertThat(definition).isNotEqualTo(AliveBelow.of(0.3, "half-life", HALF_LIFE, PeriodUnit.WEEK));
        assertThatIllegalStateException()
                .isThrownBy(() -> AliveBelow.of(0.2, "wrong", (x, tx, age) -> Double.NaN, PeriodUnit.DAY)
                        .label(days, Days.day(24), Days.day(24)))
                .withMessageContaining("'ann'");
    }

    @Test
    void aliveBelowReadsScoreColumns() {
        CustomerSummaryTable customers =
                CustomerSummaryTable.of(PeriodUnit.DAY, List.of(row("bob", 30), row("ann", 10), row("cid", 20)));
        ScoreColumn scores = ScoreColumn.of(ScoreKind.PROBABILITY_ALIVE, new double[] {0.19, 0.2, Double.NaN});
        AliveBelow definition = AliveBelow.of(0.2, "half-life", HALF_LIFE, PeriodUnit.DAY);

        ChurnLabels labels = definition.label(ScoreTable.of(customers), scores, Days.day(40));

        assertThat(labels.label(labels.indexOf("bob"))).isEqualTo(ChurnLabel.CHURNED);
        assertThat(labels.label(labels.indexOf("ann"))).isEqualTo(ChurnLabel.RETAINED);
        assertThat(labels.unknownReason(labels.indexOf("cid"))).contains(UnknownReason.NOT_DEFINED);
        assertThat(labels.lastSeen(labels.indexOf("bob"))).contains(Days.day(10));
        assertThat(labels.indexOf("nobody")).isEqualTo(-1);
        ScoreColumn spend = ScoreColumn.of(ScoreKind.EXPECTED_SPEND, new double[] {1, 2, 3});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> definition.label(ScoreTable.of(customers), spend, Days.day(40)))
                .withMessageContaining("probabilities");
    }

    private static CustomerSummary row(String id, double age) {
        return CustomerSummary.of(id, 0, 0, age);
    }

    // S is 1, then 3/4 from day 10, 1/2 from day 20, 1/4 from day 30, known to day 40
    @Test
    void hazardsAreThoseOfTheCurveAtTheCustomersAge() {
        KaplanMeier curve = KaplanMeier.of(new double[] {10, 20, 30, 40}, new boolean[] {true, true, true, false});
        HazardAbove definition = HazardAbove.of(0.3, 10, "four lives", curve);
        PurchaseDays days = Days.of(0);

        // age 5: 1 - .75; age 15: 1 - (1/2)/(3/4); age 35: the curve ends at 40
        assertThat(at(definition, days, 5)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(at(definition, days, 15)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(at(definition, days, 25)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(at(definition, days, 35)).isEqualTo(ChurnLabel.UNKNOWN);
        assertThat(at(definition.in(PeriodUnit.WEEK), days, 5 * 7)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(definition).isNotEqualTo(definition.in(PeriodUnit.WEEK));
        assertThat(definition).isEqualTo(HazardAbove.of(0.3, 10, "four lives", curve));
    }

    private static ChurnLabel at(PurchaseChurn definition, PurchaseDays days, int day) {
        return definition.label(days, Days.day(day), Days.day(day)).label(0);
    }

    @Test
    void aStateBecomesAnOutcome() {
        PurchaseChurn state = new StageChurned(StagePolicy.of(FixedSilence.DEFAULT));
        ChurnsWithin outcome = state.within(60);
        PurchaseDays days = Days.of(Map.of(
                "ann", new int[] {0}, // churned from day 90 on
                "bob", new int[] {0, 100}, // churned from day 90 to 99, and from 190 on
                "cid", new int[] {150}));

        ChurnLabels labels = outcome.label(days, Days.day(50), Days.day(110));
        ChurnLabels late = outcome.label(days, Days.day(95), Days.day(155));
        ChurnLabels unobserved = outcome.label(days, Days.day(50), Days.day(109));

        assertThat(labels.label(0)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(labels.day(0)).contains(Days.day(110));
        assertThat(labels.label(1)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(labels.unknownReason(2)).contains(UnknownReason.NOT_YET_CUSTOMER);
        assertThat(late.unknownReason(0)).contains(UnknownReason.ALREADY_CHURNED);
        assertThat(late.unknownReason(1)).contains(UnknownReason.ALREADY_CHURNED);
        assertThat(unobserved.unknownReason(0)).contains(UnknownReason.NOT_OBSERVED);
        assertThat(outcome.isOutcome()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.within(10))
                .withMessageContaining("outcome already");
    }

    @Test
    void anUndefinedStateHasNoOutcome() {
        KaplanMeier curve = KaplanMeier.of(new double[] {10, 20}, new boolean[] {true, false});
        ChurnsWithin outcome = HazardAbove.of(0.9, 5, "two lives", curve).within(10);

        ChurnLabels labels = outcome.label(Days.of(0), Days.day(10), Days.day(40));

        assertThat(labels.unknownReason(0)).contains(UnknownReason.NOT_DEFINED);
    }

    @Test
    void definitionsReadDifferentlyAndCheckTheirNumbers() {
        List<ChurnDefinition> all = List.of(
                new FixedWindow(30),
                new FixedWindow(31),
                new PersonalGap(0.9, 2, 60),
                new PersonalGap(0.9, 3, 60),
                new StageChurned(StagePolicy.of(FixedSilence.DEFAULT)),
                new StageChurned(StagePolicy.of(FixedSilence.DEFAULT)).within(30),
                AliveBelow.of(0.2, "m", HALF_LIFE, PeriodUnit.DAY),
                new ContractEnd(0, 5),
                new ContractEnd(30, 5));
        assertThat(all.stream().map(ChurnDefinition::describe)).doesNotHaveDuplicates();
        assertThat(all.stream().map(ChurnDefinition::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.length() == 16);
        assertThat(all.stream().filter(ChurnDefinition::isOutcome).count()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedWindow(0))
                .withMessageContaining("days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonalGap(Double.NaN, 2, 60))
                .withMessageContaining("quantile");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonalGap(0.9, 0, 60))
                .withMessageContaining("minGaps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AliveBelow.of(1, "m", HALF_LIFE, PeriodUnit.DAY))
                .withMessageContaining("threshold");
    }

    /** Whatever is known at the cutoff does not change when the future does. */
    @RepeatedTest(20)
    void statesAtACutoffDoNotSeeWhatFollows(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Map<String, int[]> customers = Days.random(random);
        customers.put("a-first", new int[] {0}); // nobody vanishes from the log without a purchase
        int cutoff = 100;
        Map<String, int[]> changed = new TreeMap<>();
        customers.forEach((id, days) -> {
            int[] kept = Arrays.stream(days).filter(day -> day <= cutoff).toArray();
            int[] more = Arrays.copyOf(kept, kept.length + 1);
            more[kept.length] = cutoff + 1 + random.nextInt(50);
            changed.put(id, more);
        });
        LocalDate end = Days.day(400);
        KaplanMeier curve = KaplanMeier.of(new double[] {50, 90, 400}, new boolean[] {true, true, false});
        List<PurchaseChurn> states = List.of(
                new PersonalGap(0.8, 2, 40),
                new StageChurned(StagePolicy.of(FixedSilence.DEFAULT)),
                AliveBelow.of(0.2, "half-life", HALF_LIFE, PeriodUnit.WEEK),
                HazardAbove.of(0.3, 20, "lives", curve));
        for (PurchaseChurn state : states) {
            ChurnLabels one = state.label(Days.of(customers), Days.day(cutoff), end);
            ChurnLabels other = state.label(Days.of(changed), Days.day(cutoff), end);
            assertThat(one).as("%s: %s", run, state).isEqualTo(other);
            assertThat(one.hashCode()).isEqualTo(other.hashCode());
        }
    }
}
