package io.github.staycurve.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.ingest.CsvEvents;
import io.github.staycurve.core.time.CalendarGrid;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Activity metrics on public data, against published counts and against plain Java on the lines of the file. */
class RealActivityTest {
    private static final Path DATA = Path.of(System.getProperty("staycurve.shared", "../../shared"), "data");

    private static Path file(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), "needs shared data/" + name + ", which is absent");
        return file;
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        }
    }

    /** A file of login days of a software service, which has been used to teach the counting of adopted users. */
    private static ActivityTable logins() throws IOException {
        EventLogBuilder builder = EventLog.builder();
        for (String line : lines(file("relax_saas/data.csv.gz"))) {
            String[] cells = line.split(",");
            builder.add(
                    cells[0],
                    LocalDate.parse(cells[1]).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    "login");
        }
        ActivityWindow window = ActivityWindow.of(
                CalendarGrid.daily(ZoneOffset.UTC), LocalDate.of(2012, 5, 31), LocalDate.of(2014, 6, 6));
        return ActivityTable.of(builder.build(), window);
    }

    @Test
    void adoptedUsersByBothRules() throws IOException {
        ActivityTable table = logins();
        assertThat(table.customers()).isEqualTo(8_823);
        assertThat(table.audit().counted()).isEqualTo(207_917);
        assertThat(new ActivityGoal(3, 7).customers(table)).hasSize(1_602);
        assertThat(new ActivityGoal(3, 8).customers(table)).hasSize(1_656);
    }

    @Test
    void monthlyAndDailyActives() throws IOException {
        ActivityTable table = logins();
        CalendarGrid months = CalendarGrid.monthly(ZoneOffset.UTC);
        ActiveUsers monthly = ActiveUsers.of(table.onGrid(months), 1);
        assertThat(monthly.activeUsers(LocalDate.of(2014, 3, 1), 1)).hasValue(1_738);
        assertThat(monthly.activeUsers(LocalDate.of(2014, 4, 1), 1)).hasValue(1_852);
        assertThat(monthly.activeUsers(LocalDate.of(2014, 5, 1), 1)).hasValue(2_095);
        // a month of 31 days is also a rolling window that ends on its last day
        ActiveUsers daily = ActiveUsers.of(table, 31);
        assertThat(daily.activeUsers(LocalDate.of(2014, 3, 31), 31)).hasValue(1_738);
        assertThat(daily.activeUsers(LocalDate.of(2014, 5, 31), 31)).hasValue(2_095);
        long most = 0;
        LocalDate day = LocalDate.MIN;
        for (int slot = 0; slot < daily.periods(); slot++) {
            long count = daily.count(slot, 1).orElse(0);
            if (count > most) {
                most = count;
                day = LocalDate.ofEpochDay((long) table.firstPeriod() + slot);
            }
        }
        assertThat(most).isEqualTo(712);
        assertThat(day).isEqualTo(LocalDate.of(2014, 5, 21));
    }

    /** Growth accounting of the months, against sets of users a month. */
    @Test
    void growthAccountingOfTheMonths() throws IOException {
        Map<String, Set<String>> usersOf = new TreeMap<>();
        for (String line : lines(file("relax_saas/data.csv.gz"))) {
            String[] cells = line.split(",");
            usersOf.computeIfAbsent(cells[1].substring(0, 7), m -> new HashSet<>())
                    .add(cells[0]);
        }
        LifecycleFlows flows = LifecycleFlows.of(logins().onGrid(CalendarGrid.monthly(ZoneOffset.UTC)), 1);
        Set<String> ever = new HashSet<>();
        Set<String> before = Set.of();
        int slot = 0;
        for (Set<String> users : usersOf.values()) {
            Set<String> last = before;
            long fresh = users.stream().filter(user -> !ever.contains(user)).count();
            long returning = users.stream().filter(last::contains).count();
            GrowthAccounting growth = flows.growth(slot++);
            assertThat(growth.fresh()).isEqualTo(fresh);
            assertThat(growth.returning()).isEqualTo(returning);
            assertThat(growth.resurrected()).isEqualTo(users.size() - fresh - returning);
            assertThat(growth.dormant())
                    .isEqualTo(
                            last.stream().filter(user -> !users.contains(user)).count());
            ever.addAll(users);
            before = users;
        }
        assertThat(slot).isEqualTo(flows.periods());
    }

    /** Clicks of a shop whose days are those of UTC+8, with some events before and after the nine days. */
    @Test
    void dailyActivesOfAShopInItsOwnZone() throws IOException {
        Path file = file("taobao_events/data_even.csv.gz");
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        LocalDate first = LocalDate.of(2017, 11, 25);
        LocalDate last = LocalDate.of(2017, 12, 3);
        EventLog log = CsvEvents.builder("user_id", "event_time", "behavior")
                .build()
                .read(file)
                .orThrow();
        assertThat(log.size()).isEqualTo(44_995);
        assertThat(log.customers()).isEqualTo(412);
        ActivityTable table = ActivityTable.of(log, ActivityWindow.of(CalendarGrid.daily(shanghai), first, last));
        ActiveUsers actives = ActiveUsers.of(table);

        Map<LocalDate, Set<String>> usersOf = new HashMap<>();
        Set<String> week = new HashSet<>();
        long outside = 0;
        for (String line : lines(file)) {
            String[] cells = line.split(",");
            LocalDate day =
                    Instant.parse(cells[4]).atOffset(ZoneOffset.ofHours(8)).toLocalDate();
            outside += day.isBefore(first) || day.isAfter(last) ? 1 : 0;
            usersOf.computeIfAbsent(day, d -> new HashSet<>()).add(cells[0]);
            if (!day.isAfter(last) && day.isAfter(last.minusDays(7))) {
                week.add(cells[0]);
            }
        }
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            assertThat(actives.activeUsers(day, 1))
                    .as(day.toString())
                    .hasValue(usersOf.getOrDefault(day, Set.of()).size());
        }
        assertThat(actives.activeUsers(last, 7)).hasValue(week.size());
        assertThat(outside).isPositive();
        assertThat(table.audit().beforeStart() + table.audit().clockAnomalies()).isEqualTo(outside);
    }
}
