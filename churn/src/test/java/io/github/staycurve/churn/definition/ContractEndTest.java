package io.github.staycurve.churn.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.stat.KaplanMeier;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractEndTest {
    @ParameterizedTest
    @CsvSource({
        // a contract of days 0 to 29, maybe a next one, grace of 5 days, all observed to day 100
        "29, -1, retained, 29", // the last day of the contract
        "30, -1, churned, 30", // the first without it
        "30, 30, retained, 30", // renewed without a gap
        "30, 35, retained, 30", // within the grace, which is known later
        "30, 36, churned, 30", // after it
        "35, 36, churned, 30",
        "36, 36, retained, 36", // but then a customer again
    })
    void contractsEndUnlessRenewedWithinTheGrace(int cutoff, int next, String label, int day) {
        Contracts.Builder contracts = Contracts.builder().add("ann", Days.day(0), Days.day(30));
        if (next >= 0) {
            contracts.addOpen("ann", Days.day(next));
        }
        ChurnLabels labels = new ContractEnd(0, 5).label(contracts.build(), Days.day(cutoff), Days.day(100));

        assertThat(labels.label(0).label()).isEqualTo(label);
        assertThat(labels.day(0)).contains(Days.day(day));
    }

    @Test
    void whatIsNotObservedIsUnknown() {
        Contracts contracts = Contracts.builder()
                .add("ann", Days.day(0), Days.day(30))
                .add("ann", Days.day(34), Days.day(60)) // not yet seen on day 33
                .addOpen("bob", Days.day(0))
                .addOpen("cid", Days.day(50))
                .build();
        ChurnLabels labels = new ContractEnd(0, 5).label(contracts, Days.day(33), Days.day(33));

        assertThat(labels.unknownReason(0)).contains(UnknownReason.NOT_OBSERVED);
        assertThat(labels.lastSeen(0)).contains(Days.day(29));
        assertThat(labels.label(1)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(labels.unknownReason(2)).contains(UnknownReason.NOT_YET_CUSTOMER);
        assertThat(new ContractEnd(0, 5)
                        .label(contracts, Days.day(34), Days.day(33))
                        .unknownReason(1))
                .contains(UnknownReason.NOT_OBSERVED);
    }

    @Test
    void asAnOutcomeItLooksAheadFromThoseWhoAreBound() {
        Contracts contracts = Contracts.builder()
                .add("ann", Days.day(0), Days.day(30))
                .add("bob", Days.day(0), Days.day(51))
                .add("cid", Days.day(0), Days.day(15))
                .add("dan", Days.day(0), Days.day(50))
                .build();
        ContractEnd definition = new ContractEnd(30, 5);

        ChurnLabels labels = definition.label(contracts, Days.day(20), Days.day(55));
        ChurnLabels early = definition.label(contracts, Days.day(20), Days.day(54));

        assertThat(labels.label(0)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(labels.day(0)).contains(Days.day(30));
        assertThat(labels.label(1)).isEqualTo(ChurnLabel.RETAINED); // ends the day after the horizon
        assertThat(labels.unknownReason(2)).contains(UnknownReason.ALREADY_CHURNED); // the grace was over that day
        assertThat(labels.label(3)).isEqualTo(ChurnLabel.CHURNED); // on its last day
        assertThat(early.counts().notObserved()).isEqualTo(4);
        assertThat(definition.lookAheadDays()).isEqualTo(35);
    }

    /** A day is covered or in a gap; walking day by day is the definition. */
    @RepeatedTest(100)
    void agreesWithWalkingDayByDay(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Contracts.Builder builder = Contracts.builder();
        boolean[] covered = new boolean[400];
        boolean[] begins = new boolean[400];
        int n = 1 + random.nextInt(5);
        for (int i = 0; i < n; i++) {
            int from = random.nextInt(200);
            int until = from + 1 + random.nextInt(60);
            builder.add("ann", Days.day(from), Days.day(until));
            begins[from] = true;
            for (int day = from; day < until; day++) {
                covered[day] = true;
            }
        }
        int grace = random.nextInt(15);
        for (int cutoff = 0; cutoff < 300; cutoff += 7) {
            ChurnLabel expected = walk(covered, begins, cutoff, grace);
            ChurnLabels labels = new ContractEnd(0, grace).label(builder.build(), Days.day(cutoff), Days.day(399));
            assertThat(labels.label(0)).as("%s, cutoff %s", run, cutoff).isEqualTo(expected);
        }
    }

    /** The first day without a contract that none follows within the grace is the end of the term. */
    @RepeatedTest(100)
    void outcomesAgreeWithWalkingDayByDay(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Contracts.Builder builder = Contracts.builder();
        boolean[] covered = new boolean[1000];
        boolean[] begins = new boolean[1000];
        int n = 1 + random.nextInt(6);
        for (int i = 0; i < n; i++) {
            int from = random.nextInt(200);
            boolean open = random.nextInt(10) == 0;
            int until = open ? covered.length : from + 1 + random.nextInt(60);
            if (open) {
                builder.addOpen("ann", Days.day(from));
            } else {
                builder.add("ann", Days.day(from), Days.day(until));
            }
            begins[from] = true;
            Arrays.fill(covered, from, until, true);
        }
        ContractEnd definition = new ContractEnd(1 + random.nextInt(60), random.nextInt(15));
        Contracts contracts = builder.build();
        for (int cutoff = 0; cutoff < 300; cutoff += 7) {
            ChurnLabels labels = definition.label(
                    contracts, Days.day(cutoff), Days.day(cutoff + definition.days() + definition.graceDays()));
            ChurnLabel expected = outcome(covered, begins, cutoff, definition);
            assertThat(labels.label(0)).as("%s, cutoff %s", run, cutoff).isEqualTo(expected);
        }
    }

    private static ChurnLabel outcome(boolean[] covered, boolean[] begins, int cutoff, ContractEnd definition) {
        if (!covered[cutoff]) {
            return ChurnLabel.UNKNOWN;
        }
        for (int day = cutoff + 1; day <= cutoff + definition.days(); day++) {
            boolean renewed = false;
            for (int next = day; next <= day + definition.graceDays(); next++) {
                renewed |= begins[next];
            }
            if (!covered[day] && covered[day - 1] && !renewed) {
                return ChurnLabel.CHURNED;
            }
        }
        return ChurnLabel.RETAINED;
    }

    private static ChurnLabel walk(boolean[] covered, boolean[] begins, int cutoff, int grace) {
        int day = cutoff;
        while (day >= 0 && !covered[day]) {
            day--;
        }
        if (day < 0) {
            return ChurnLabel.UNKNOWN;
        }
        if (day == cutoff) {
            return ChurnLabel.RETAINED;
        }
        for (int later = day + 1; later <= day + 1 + grace; later++) {
            if (begins[later]) {
                return ChurnLabel.RETAINED;
            }
        }
        return ChurnLabel.CHURNED;
    }

    @Test
    void whoIsBetweenContractsHasNoOutcomeWhateverFollows() {
        Contracts contracts = Contracts.builder()
                .add("ann", Days.day(0), Days.day(30)) // between two on day 32
                .add("ann", Days.day(34), Days.day(300))
                .add("bob", Days.day(0), Days.day(30)) // the same by day 32, and nothing follows
                .add("cid", Days.day(0), Days.day(27)) // the grace was over on day 32
                .build();
        ContractEnd definition = new ContractEnd(30, 5);

        ChurnLabels labels = definition.label(contracts, Days.day(32), Days.day(100));

        assertThat(labels.unknownReason(0)).contains(UnknownReason.NOT_DEFINED);
        assertThat(labels.unknownReason(1)).contains(UnknownReason.NOT_DEFINED);
        assertThat(labels.unknownReason(2)).contains(UnknownReason.ALREADY_CHURNED);
        assertThat(labels.lastSeen(0)).contains(Days.day(29));
        assertThat(labels.lastSeen(1)).contains(Days.day(29));
    }

    /** Contracts that begin after the cutoff decide labels, but neither who has one nor who was last seen when. */
    @RepeatedTest(100)
    void theFutureDoesNotChooseWhoHasAnOutcome(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int cutoff = 100;
        Contracts.Builder known = Contracts.builder();
        Contracts.Builder all = Contracts.builder();
        for (int customer = 0; customer < 20; customer++) {
            known.add("c" + customer, Days.day(0), Days.day(1));
            all.add("c" + customer, Days.day(0), Days.day(1));
            for (int i = 0; i < 4; i++) {
                int from = random.nextInt(200);
                int until = from + 1 + random.nextInt(40);
                all.add("c" + customer, Days.day(from), Days.day(until));
                if (from <= cutoff) {
                    known.add("c" + customer, Days.day(from), Days.day(until));
                }
            }
        }
        ContractEnd definition = new ContractEnd(1 + random.nextInt(40), random.nextInt(20));
        ChurnLabels with = definition.label(all.build(), Days.day(cutoff), Days.day(400));
        ChurnLabels without = definition.label(known.build(), Days.day(cutoff), Days.day(400));

        for (int row = 0; row < with.size(); row++) {
            assertThat(with.unknownReason(row)).as("%s, row %s", run, row).isEqualTo(without.unknownReason(row));
            assertThat(with.lastSeen(row)).as("%s, row %s", run, row).isEqualTo(without.lastSeen(row));
        }
    }

    @Test
    void hazardsOfContractsCountFromTheStartOfTheTerm() {
        KaplanMeier curve = KaplanMeier.of(new double[] {10, 20, 30, 40}, new boolean[] {true, true, true, false});
        HazardAbove definition = HazardAbove.of(0.3, 10, "four lives", curve);
        Contracts contracts = Contracts.builder()
                .add("ann", Days.day(0), Days.day(12))
                .addOpen("ann", Days.day(12)) // one term from day 0 on
                .add("bob", Days.day(0), Days.day(12)) // none on day 15
                .addOpen("bob", Days.day(17))
                .addOpen("cid", Days.day(12)) // age 3
                .addOpen("dan", Days.day(16))
                .add("eve", Days.day(0), Days.day(12))
                .addOpen("eve", Days.day(13)) // age 2
                .build();

        ChurnLabels labels = definition.label(contracts, Days.day(15), Days.day(60));
        ChurnLabels atOnce = definition.label(contracts, Days.day(15), Days.day(15));

        assertThat(labels.label(0)).isEqualTo(ChurnLabel.CHURNED); // age 15
        assertThat(labels.day(0)).contains(Days.day(15));
        assertThat(labels.label(1)).isEqualTo(ChurnLabel.CHURNED);
        assertThat(labels.day(1)).contains(Days.day(12));
        assertThat(labels.label(2)).isEqualTo(ChurnLabel.RETAINED);
        assertThat(labels.unknownReason(3)).contains(UnknownReason.NOT_YET_CUSTOMER);
        assertThat(labels.label(4)).isEqualTo(ChurnLabel.RETAINED);
        for (int row = 0; row < labels.size(); row++) {
            assertThat(atOnce.label(row)).as("row %s", row).isEqualTo(labels.label(row)); // known at the cutoff
        }
    }

    @Test
    void orderOfRowsDoesNotMatterAndBadRowsAreRefused() {
        Contracts one = Contracts.builder()
                .add("bob", Days.day(0), Days.day(3))
                .addOpen("ann", Days.day(7))
                .add("ann", Days.day(0), Days.day(5))
                .build();
        Contracts other = Contracts.builder()
                .add("ann", Days.day(0), Days.day(5))
                .add("bob", Days.day(0), Days.day(3))
                .addOpen("ann", Days.day(7))
                .build();
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("Contracts[3 contracts of 2 customers]");
        assertThat(one.size()).isEqualTo(3);
        assertThat(Contracts.builder().build().customers()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contracts.builder().add("ann", Days.day(3), Days.day(3)))
                .withMessageContaining("'ann'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contracts.builder().addOpen(" ", Days.day(3)))
                .withMessageContaining("customerId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContractEnd(0, -1))
                .withMessageContaining("graceDays");
    }
}
