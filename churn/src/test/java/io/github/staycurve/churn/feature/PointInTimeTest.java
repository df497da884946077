package io.github.staycurve.churn.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.GapPopulation;
import io.github.staycurve.core.lifecycle.StagePolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing after the cutoff is seen, everything up to it is, and one customer alone gets what the batch gives. */
class PointInTimeTest {
    /** London changes its clock, Newfoundland did so at one minute past midnight, Samoa skipped a day. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"), ZoneId.of("Europe/London"), ZoneId.of("America/St_Johns"), ZoneId.of("Pacific/Apia"));

    private static final StagePolicy STAGES = StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1.4, 30)));

    private static FeatureSet standard(ZoneId zone) {
        return FeatureSet.standard(zone, 7, 30, 90, 365)
                .plus(Feature.purchaseDays(30), Feature.spendPerPurchaseDay())
                .plus(Feature.orders(), Feature.spend())
                .withEvents(Shops.TYPES, 14, 60);
    }

    /** Features of every kind, one of the caller's own that looks at all there is among them. */
    private static FeatureSet all(ZoneId zone) {
        return standard(zone)
                .withStages(STAGES, Shops.START)
                .plus(Feature.of("everything", "none", "all that the history tells", PointInTimeTest::everything));
    }

    private static double everything(CustomerHistory history) {
        double sum = history.cutoff().toEpochDay();
        for (int i = 0; i < history.transactions(); i++) {
            sum = 1.7 * sum + history.amount(i) * (1 + history.transactionDaysAgo(i)) + (history.isRefund(i) ? 1 : 0);
        }
        for (int i = 0; i < history.purchaseDays(); i++) {
            sum = 1.3 * sum + history.purchaseDaysAgo(i);
        }
        for (int i = 0; i < history.events(); i++) {
            double value = history.eventValue(i);
            sum = 1.1 * sum
                    + history.eventDaysAgo(i)
                    + history.eventType(i).length()
                    + (Double.isNaN(value) ? 0 : value);
        }
        return sum % 1e6;
    }

    private static List<LocalDate> cutoffs(SplittableRandom random) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (int i = 0; i < 5; i++) {
            days.add(Shops.START.plusDays(random.nextInt(480)));
        }
        days.add(LocalDate.of(2010, 11, 6)); // the day that Newfoundland shows again for an hour
        return List.copyOf(days);
    }

    @RepeatedTest(60)
    void standardFeaturesAreThoseOfTheOracle(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Shops shop = Shops.random(random, ZONES.get(run.getCurrentRepetition() % ZONES.size()));
        FeatureSet set = standard(shop.zone());
        List<LocalDate> cutoffs = cutoffs(random);

        CustomerFeatures found = set.at(shop.logs(), cutoffs);

        int rows = 0;
        for (LocalDate cutoff : cutoffs) {
            for (String customer : customers(shop)) {
                Optional<double[]> expected = FeatureOracle.row(shop, customer, cutoff, set);
                int at = found.indexOf(customer, cutoff);
                String where = "%s, %s at %s in %s".formatted(run, customer, cutoff, shop.zone());
                assertThat(at >= 0).as(where).isEqualTo(expected.isPresent());
                if (expected.isPresent()) {
                    rows++;
                    assertThat(found.customerId(at)).isEqualTo(customer);
                    assertThat(found.cutoff(at)).isEqualTo(cutoff);
                    for (int j = 0; j < set.names().size(); j++) {
                        assertThat(found.table().value(at, j))
                                .as("%s: %s", where, set.names().get(j))
                                .isEqualTo(expected.get()[j], offset(1e-9));
                    }
                }
            }
        }
        assertThat(found.size()).as("%s", run).isEqualTo(rows);
        assertThat(found.audit().considered())
                .isEqualTo((long) cutoffs.size() * customers(shop).size());
    }

    private static Set<String> customers(Shops shop) {
        TreeSet<String> ids = new TreeSet<>();
        shop.rows().forEach(row -> ids.add(row.customer()));
        return ids;
    }

    /** What happens after the cutoff is deleted, doubled, moved, or joined by more: no feature moves, not by a bit. */
    @RepeatedTest(60)
    void nothingAfterTheCutoffMovesAFeature(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(1000 + run.getCurrentRepetition());
        Shops shop = Shops.random(random, ZONES.get(run.getCurrentRepetition() % ZONES.size()));
        FeatureSet set = all(shop.zone());
        for (LocalDate cutoff : cutoffs(random)) {
            CustomerFeatures before = set.at(shop.logs(), List.of(cutoff));
            Shops past = shop.only(row -> row.day(shop.zone()) <= cutoff.toEpochDay());
            List<Shops> changed =
                    List.of(past, shop.with(moved(shop, cutoff, random)), shop.with(more(shop, cutoff, random)));
            for (Shops other : changed) {
                CustomerFeatures after = set.at(other.logs(), List.of(cutoff));
                String where = "%s, cutoff %s in %s".formatted(run, cutoff, shop.zone());
                assertThat(after.size()).as(where).isEqualTo(before.size());
                for (int row = 0; row < before.size(); row++) {
                    assertThat(after.customerId(row)).as(where).isEqualTo(before.customerId(row));
                    assertThat(after.table().row(row))
                            .as(where)
                            .containsExactly(before.table().row(row));
                }
            }
        }
    }

    private static List<Shops.Row> moved(Shops shop, LocalDate cutoff, SplittableRandom random) {
        List<Shops.Row> rows = new ArrayList<>();
        for (Shops.Row row : shop.rows()) {
            boolean later = row.day(shop.zone()) > cutoff.toEpochDay();
            Instant time = later ? row.time().plusSeconds(random.nextInt(90 * 86_400)) : row.time();
            double amount = later ? -3 * row.amount() : row.amount();
            // a clock set back may show the day again
            boolean stays = !later || LocalDate.ofInstant(time, shop.zone()).isAfter(cutoff);
            rows.add(stays ? new Shops.Row(row.customer(), time, row.type(), amount) : row);
        }
        return rows;
    }

    private static List<Shops.Row> more(Shops shop, LocalDate cutoff, SplittableRandom random) {
        List<Shops.Row> rows = new ArrayList<>(shop.rows());
        Instant next = cutoff.plusDays(1).atStartOfDay(shop.zone()).toInstant();
        for (String customer : customers(shop)) {
            for (String type : List.of("", "login", "complaint")) {
                Instant time =
                        random.nextBoolean() ? next.plusSeconds(3600) : next.plusSeconds(random.nextInt(9_000_000));
                if (LocalDate.ofInstant(time, shop.zone()).isAfter(cutoff)) {
                    rows.add(new Shops.Row(customer, time, type, random.nextInt(100) - 50));
                }
            }
        }
        return rows;
    }

    @RepeatedTest(60)
    void oneCustomerGetsWhatTheBatchGivesToTheLastBit(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(2000 + run.getCurrentRepetition());
        Shops shop = Shops.random(random, ZONES.get(run.getCurrentRepetition() % ZONES.size()));
        FeatureSet set = all(shop.zone());
        List<LocalDate> cutoffs = cutoffs(random);
        CustomerFeatures batch = set.at(shop.logs(), cutoffs);
        List<Shops.Row> shuffled = new ArrayList<>(shop.rows());
        Collections.shuffle(shuffled, new Random(run.getCurrentRepetition()));
        for (String customer : customers(shop)) {
            OneCustomer one = shop.with(shuffled).one(customer);
            for (LocalDate cutoff : cutoffs) {
                int row = batch.indexOf(customer, cutoff);
                Optional<double[]> live = set.row(one, cutoff);
                assertThat(live.isPresent())
                        .as("%s, %s at %s", run, customer, cutoff)
                        .isEqualTo(row >= 0);
                live.ifPresent(values -> assertThat(values)
                        .as("%s, %s at %s", run, customer, cutoff)
                        .containsExactly(batch.table().row(row)));
            }
        }
    }

    @RepeatedTest(40)
    void labelsAreOfTheDaysAfterTheCutoffOnly(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(3000 + run.getCurrentRepetition());
        Shops shop = Shops.random(random, ZONES.get(run.getCurrentRepetition() % ZONES.size()));
        FeatureSet set = standard(shop.zone());
        List<LocalDate> cutoffs = cutoffs(random);
        int horizon = 1 + random.nextInt(120);
        LocalDate end = Shops.START.plusDays(520);
        CustomerFeatures rows = set.at(shop.logs(), cutoffs);

        LabelledFeatures found = set.at(shop.logs(), cutoffs, new FixedWindow(horizon), end);

        for (int row = 0; row < found.size(); row++) {
            String customer = found.rows().customerId(row);
            LocalDate cutoff = found.rows().cutoff(row);
            assertThat(found.isChurned(row))
                    .as("%s, %s at %s", run, customer, cutoff)
                    .isEqualTo(!FeatureOracle.buysIn(shop, customer, cutoff, horizon));
            assertThat(found.table().row(row)).containsExactly(rows.table().row(rows.indexOf(customer, cutoff)));
        }
        FeatureAudit audit = found.audit();
        assertThat(audit.rows()).isEqualTo(found.size());
        assertThat(audit.rows() + audit.notObserved()).as("%s", run).isEqualTo(rows.size());
        for (LocalDate cutoff : cutoffs) {
            boolean observed = !cutoff.plusDays(horizon).isAfter(end);
            assertThat(found.audit(cutoff).notObserved() == 0)
                    .as("%s", cutoff)
                    .isEqualTo(observed || rows.audit(cutoff).rows() == 0);
        }
    }

    /** A purchase a minute before midnight is of the cutoff day, one a minute after it of the next, whatever the zone. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2021-06-15",
        "Europe/London, 2021-03-28", // 23 hours
        "Europe/London, 2021-10-31", // 25 hours
        "America/Sao_Paulo, 2018-11-03", // the next day begins at 01:00
        "Pacific/Apia, 2011-12-29", // the next day does not exist
        "Asia/Kathmandu, 2021-06-15",
    })
    void theCutoffDayIsInTheFeaturesAndTheNextDayInTheLabel(String zoneName, LocalDate cutoff) {
        ZoneId zone = ZoneId.of(zoneName);
        Instant midnight = cutoff.plusDays(1).atStartOfDay(zone).toInstant();
        Instant first = cutoff.minusDays(10).atTime(12, 0).atZone(zone).toInstant();
        Shops onTheDay = new Shops(
                zone,
                List.of(
                        new Shops.Row("ann", first, "", 10),
                        new Shops.Row("ann", midnight.minusSeconds(60), "", 20),
                        new Shops.Row("ann", midnight.minusSeconds(60), "login", 0)));
        Shops onTheNext = new Shops(
                zone,
                List.of(
                        new Shops.Row("ann", first, "", 10),
                        new Shops.Row("ann", midnight, "", 20),
                        new Shops.Row("ann", midnight, "login", 0)));
        FeatureSet set = FeatureSet.of(
                zone, Feature.inactivity(), Feature.orders(), Feature.spend(30), Feature.daysSinceEvent("login"));
        FixedWindow month = new FixedWindow(30);
        LocalDate end = cutoff.plusDays(30);

        LabelledFeatures before = set.at(onTheDay.logs(), List.of(cutoff), month, end);
        LabelledFeatures after = set.at(onTheNext.logs(), List.of(cutoff), month, end);

        assertThat(before.table().row(0)).containsExactly(0, 2, 30, 0);
        assertThat(before.isChurned(0)).isTrue();
        assertThat(after.table().row(0)).containsExactly(10, 1, 10, Double.NaN);
        assertThat(after.isChurned(0)).isFalse();
    }

    @Test
    void orderOfRowsAndOtherCustomersDoNotMatter() {
        SplittableRandom random = new SplittableRandom(7);
        Shops shop = Shops.random(random, ZONES.get(1));
        FeatureSet set = all(shop.zone());
        List<LocalDate> cutoffs = cutoffs(random);
        List<Shops.Row> reversed = new ArrayList<>(shop.rows());
        Collections.reverse(reversed);
        CustomerFeatures found = set.at(shop.logs(), cutoffs);

        assertThat(set.at(shop.with(reversed).logs(), cutoffs).table().row(0))
                .containsExactly(found.table().row(0));
        String last = found.customerId(found.size() - 1);
        CustomerFeatures alone =
                set.at(shop.only(row -> row.customer().equals(last)).logs(), cutoffs);
        assertThat(alone.table().row(alone.size() - 1))
                .containsExactly(found.table().row(found.size() - 1));
    }
}
