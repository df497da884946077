package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.OccasionRule.Occasion;
import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that were split, shuffled, stored and merged give the table of the whole log, to the last bit. */
class PurchaseHistoriesContractTest {
    private static final List<PeriodUnit> UNITS = List.of(PeriodUnit.values());
    private static final List<String> ZONES =
            List.of("UTC", "Europe/London", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns");

    @ParameterizedTest
    @EnumSource
    void partsInAnyOrderGiveTheTableOfTheLog(RefundPolicy policy) {
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            String around = random.nextBoolean() ? "2010-11-07" : "2011-12-30";
            List<Transaction> rows = Logs.random(random, Logs.at(around, zone), 2 + random.nextInt(400));
            LocalDate calibrationEnd = LocalDate.parse(around).plusDays(random.nextInt(-20, 20));
            ObservationWindow window =
                    ObservationWindow.split(calibrationEnd, calibrationEnd.plusDays(random.nextInt(20)), zone);
            PeriodUnit unit = UNITS.get(random.nextInt(4));
            CustomerSummaryTable expected = TransactionLog.of(
                            rows, Transaction::customerId, Transaction::time, Transaction::amount)
                    .summarize(window, unit, new OccasionRule(Occasion.DAY, policy, Split.END_OF_DAY))
                    .table();

            PurchaseHistories merged = mergeInARandomTree(parts(rows, zone, policy, random), random);

            Logs.assertSame(merged.summarize(window, unit), expected, "seed " + seed);
            Logs.assertSame(restored(merged, rows, zone, policy).summarize(window, unit), expected, "seed " + seed);
        }
    }

    /** Deals the rows out, in a random order, to one to six collections. */
    private static List<PurchaseHistories> parts(
            List<Transaction> rows, ZoneId zone, RefundPolicy policy, SplittableRandom random) {
        List<PurchaseHistories> parts = new ArrayList<>();
        int n = 1 + random.nextInt(6);
        for (int i = 0; i < n; i++) {
            parts.add(new PurchaseHistories(zone, policy));
        }
        List<Transaction> left = new ArrayList<>(rows);
        while (!left.isEmpty()) {
            Transaction row = left.remove(random.nextInt(left.size()));
            parts.get(random.nextInt(n)).add(row);
        }
        return parts;
    }

    private static PurchaseHistories mergeInARandomTree(List<PurchaseHistories> parts, SplittableRandom random) {
        Deque<PurchaseHistories> left = new ArrayDeque<>(parts);
        while (left.size() > 1) {
            PurchaseHistories a = left.removeFirst();
            PurchaseHistories b = left.removeLast();
            a.addAll(b);
            if (random.nextBoolean()) {
                left.addLast(a);
            } else {
                left.addFirst(a);
            }
        }
        return left.getFirst();
    }

    /** Stores each history as bytes and reads it back into a new collection. */
    private static PurchaseHistories restored(
            PurchaseHistories histories, List<Transaction> rows, ZoneId zone, RefundPolicy policy) {
        PurchaseHistories restored = new PurchaseHistories(zone, policy);
        TreeSet<String> ids =
                new TreeSet<>(rows.stream().map(Transaction::customerId).toList());
        for (String id : ids) {
            byte[] stored = histories.find(id).orElseThrow().toBytes();
            PurchaseHistory history = PurchaseHistory.ofBytes(stored);
            assertThat(history.toBytes()).as("customer %s", id).isEqualTo(stored);
            assertThat(stored).hasSize(6 + 20 * history.days());
            restored.addAll(id, history);
        }
        assertThat(restored.customers()).isEqualTo(histories.customers());
        return restored;
    }

    @Test
    void mergingLeavesTheOtherPartAlone() {
        PurchaseHistories a = new PurchaseHistories(ZoneOffset.UTC);
        PurchaseHistories b = new PurchaseHistories(ZoneOffset.UTC);
        a.add("ann", Instant.EPOCH, 1);
        b.add("ann", Instant.EPOCH, 2);
        b.add("bob", Instant.EPOCH, 4);
        byte[] ann = b.find("ann").orElseThrow().toBytes();
        byte[] bob = b.find("bob").orElseThrow().toBytes();
        a.addAll(b);
        a.add("bob", Instant.EPOCH, 8);
        assertThat(b.find("ann").orElseThrow().toBytes()).isEqualTo(ann);
        assertThat(b.find("bob").orElseThrow().toBytes()).isEqualTo(bob);
        assertThat(a.customers()).isEqualTo(2);
        assertThat(a.find("cid")).isEmpty();
    }

    @Test
    void mergingWithItselfCountsTwice() {
        PurchaseHistories a = new PurchaseHistories(ZoneOffset.UTC);
        a.add("ann", Instant.EPOCH, 1.5);
        a.add("ann", Instant.EPOCH.plusSeconds(90_000), 2);
        a.addAll(a);
        CustomerSummaryTable table =
                a.summarize(ObservationWindow.until(LocalDate.parse("1970-01-11"), ZoneOffset.UTC), PeriodUnit.DAY);
        assertThat(table.rows()).containsExactly(new CustomerSummary("ann", 1, 1, 10, 3, 4, 7));
    }

    @Test
    void otherDefinitionsDoNotMerge() {
        PurchaseHistories net = new PurchaseHistories(ZoneOffset.UTC);
        PurchaseHistories ignoring = new PurchaseHistories(ZoneOffset.UTC, RefundPolicy.IGNORE);
        ZoneId london = ZoneId.of("Europe/London");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.addAll(ignoring))
                .withMessage("cannot merge histories of Z with refunds IGNORE into those of Z with refunds NET");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.addAll(new PurchaseHistories(london)))
                .withMessageStartingWith("cannot merge histories of Europe/London");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.addAll("ann", new PurchaseHistory(RefundPolicy.IGNORE)))
                .withMessage("cannot merge a history with refunds IGNORE into one with refunds NET");
        assertThat(net.customers()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        net.summarize(ObservationWindow.until(LocalDate.parse("2020-01-01"), london), PeriodUnit.DAY))
                .withMessage("window must be in the zone of the histories, Z, was in Europe/London");
    }

    @Test
    void aRefusedTransactionAddsNothing() {
        PurchaseHistories histories = new PurchaseHistories(ZoneOffset.UTC);
        assertThatIllegalArgumentException().isThrownBy(() -> histories.add("ann", Instant.EPOCH, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> histories.add("ann", Instant.MAX, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> histories.add(" ", Instant.EPOCH, 1));
        assertThat(histories.customers()).isZero();

        PurchaseHistory history = new PurchaseHistory(RefundPolicy.NET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> history.add(LocalDate.of(2_000_000, 1, 1), 1))
                .withMessage("day must lie in the years 1 to 9999, was +2000000-01-01");
        assertThatIllegalArgumentException().isThrownBy(() -> history.add(LocalDate.EPOCH, 2e15));
        assertThat(history.days()).isZero();
        assertThat(history.refunds()).isEqualTo(RefundPolicy.NET);
        history.add(LocalDate.of(9999, 12, 31), 1);
        history.add(LocalDate.of(1, 1, 1), 1);
        assertThat(history.days()).isEqualTo(2);
        assertThat(PurchaseHistory.ofBytes(history.toBytes()).toBytes()).isEqualTo(history.toBytes());
    }

    @Test
    void theStoredFormIsFixed() {
        PurchaseHistory history = new PurchaseHistory(RefundPolicy.NET);
        history.add(LocalDate.of(1970, 1, 2), 1.5);
        history.add(LocalDate.of(1970, 1, 2), -0.5);
        history.add(LocalDate.of(1970, 1, 4), 2);
        // version, 'N', two days; day 1 with a purchase and a refund, 1.0, 0.0; day 3 with a purchase, 2.0, 0.0
        String stored = "014e00000002" + "00000007" + "3ff0000000000000" + "0000000000000000" + "0000000d"
                + "4000000000000000" + "0000000000000000";
        assertThat(HexFormat.of().formatHex(history.toBytes())).isEqualTo(stored);
        assertThat(PurchaseHistory.ofBytes(HexFormat.of().parseHex(stored)).toBytes())
                .isEqualTo(history.toBytes());
        for (RefundPolicy policy : RefundPolicy.values()) {
            PurchaseHistory empty = PurchaseHistory.ofBytes(new PurchaseHistory(policy).toBytes());
            assertThat(empty.refunds()).isEqualTo(policy);
            assertThat(empty.days()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "014e000000", // cut in the head
                "014e00000001", // a day is missing
                "014e00000000" + "00", // a byte too many
                "014effffffff", // a negative number of days
                "0158" + "00000000", // no policy X
                "014e00000001" + "00000004" + "3ff0000000000000" + "0000000000000000", // neither purchase nor refund
                "014e00000001" + "00000005" + "7ff8000000000000" + "0000000000000000", // NaN
                "014e00000001" + "00000005" + "0000000000000000" + "7ff0000000000000", // infinite
                "014e00000001" + "7ffffffd" + "0000000000000000" + "0000000000000000", // a day in a far year
                "014e00000002" + "00000009" + "3ff0000000000000" + "0000000000000000" + "00000005" + "3ff0000000000000"
                        + "0000000000000000", // days in disorder
                "014e00000002" + "00000005" + "3ff0000000000000" + "0000000000000000" + "00000006" + "3ff0000000000000"
                        + "0000000000000000", // the same day twice
            })
    void damagedBytesAreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseHistory.ofBytes(bytes))
                .withMessageStartingWith("purchase history is damaged: ");
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = HexFormat.of().parseHex("024e00000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseHistory.ofBytes(bytes))
                .withMessage("cannot read a purchase history of version 2: this release reads version 1");
    }
}
