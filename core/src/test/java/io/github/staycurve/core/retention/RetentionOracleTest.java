package io.github.staycurve.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell, status and list of customers against a classifier that does one customer and one cell at a time. */
class RetentionOracleTest {
    /** Around these: the end of summer time, a zone without, and the day that Samoa skipped. */
    private static final List<String> ZONES =
            List.of("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Sao_Paulo");

    private static final Instant START = Instant.parse("2011-10-10T00:00:00Z");
    private static final String[] TYPES = {"register", "open", "buy"};

    /** Random definitions: mode, clock, entry, selections, offset 0 and the rest at once. */
    static RetentionDefinition definition(SplittableRandom random, RetentionMode mode, int days) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        PeriodUnit unit = any(random, PeriodUnit.values());
        CalendarGrid grid = new CalendarGrid(zone, unit, DayOfWeek.of(1 + random.nextInt(7)));
        Instant asOf = START.plusSeconds(random.nextInt(days * 86_400));
        RetentionDefinitionBuilder builder = RetentionDefinition.builder(grid, asOf)
                .clock(clock(random))
                .entry(any(random, CohortEntry.values()))
                .start(selection(random))
                .returns(selection(random))
                .returnAtStart(random.nextBoolean())
                .relativeTo(any(random, RetentionBase.values()))
                .offsetZero(any(random, OffsetZero.values()))
                .allowedLateness(Duration.ofHours(random.nextInt(3) * 20L));
        if (mode == RetentionMode.BRACKET) {
            builder.brackets(List.of(
                    new OffsetBracket(0, 1 + random.nextInt(2)), new OffsetBracket(1, 4), new OffsetBracket(2, 9)));
        } else {
            builder.mode(mode);
        }
        LocalDate first = LocalDate.ofInstant(START, zone);
        builder.cohorts(
                first.plusDays(random.nextInt(days / 2)), first.plusDays((long) days / 2 + random.nextInt(days)));
        if (random.nextBoolean()) {
            builder.maxOffset(random.nextInt(6));
        }
        if (random.nextBoolean()) {
            builder.leftCensored(first.plusDays(random.nextInt(9)), random.nextInt(4));
        }
        return builder.build();
    }

    private static <T> T any(SplittableRandom random, T[] of) {
        return List.of(of).get(random.nextInt(of.length));
    }

    private static RetentionClock clock(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> RetentionClock.elapsed(Duration.ofHours(24));
            case 1 -> RetentionClock.elapsed(Duration.ofMinutes(1 + random.nextInt(20_000)));
            case 2 -> RetentionClock.elapsedFromHour(Duration.ofHours(24));
            case 3 -> RetentionClock.elapsedFromDay(1 + random.nextInt(30));
            case 4 -> RetentionClock.anniversary(any(random, PeriodUnit.values()));
            default -> RetentionClock.calendar();
        };
    }

    private static EventSelection selection(SplittableRandom random) {
        EventSelection types = switch (random.nextInt(3)) {
            case 0 -> EventSelection.ANY;
            case 1 -> EventSelection.ofTypes(TYPES[random.nextInt(3)]);
            default -> EventSelection.ofTypes("open", "buy", "absent");
        };
        return random.nextInt(4) == 0 ? types.withValues(1, 3) : types;
    }

    /** A list of events a customer, in the order of time, over days that most of them are silent in. */
    static List<List<Event>> events(SplittableRandom random, int days) {
        List<List<Event>> customers = new ArrayList<>();
        for (int customer = 0; customer < 10; customer++) {
            List<Event> events = new ArrayList<>();
            int count = random.nextInt(1, 25);
            for (int i = 0; i < count; i++) {
                long seconds = random.nextInt(days * 86_400);
                seconds = random.nextInt(3) == 0 ? seconds / 3600 * 3600 : seconds; // ties, and ends of periods
                Event event = Event.of("c" + customer, START.plusSeconds(seconds), TYPES[random.nextInt(TYPES.length)]);
                events.add(random.nextBoolean() ? event : event.withValue(random.nextInt(5)));
            }
            events.sort(Comparator.comparing(Event::time)
                    .thenComparing(Event::type)
                    .thenComparing(event -> event.value().orElse(-1)));
            customers.add(events);
        }
        return customers;
    }

    static EventLog log(List<List<Event>> customers) {
        EventLogBuilder builder = EventLog.builder();
        customers.forEach(events -> events.forEach(builder::add));
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource(RetentionMode.class)
    void everyCellIsWhatTheDefinitionSays(RetentionMode mode) {
        int begun = 0;
        for (int seed = 0; seed < 80; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int days = random.nextInt(20, 130);
            List<List<Event>> customers = events(random, days);
            RetentionDefinition definition = definition(random, mode, days);
            Retention retention = Retention.of(log(customers), definition);
            RetentionTable table = retention.table();
            NaiveRetention naive = new NaiveRetention(definition);
            for (int cohort = table.firstCohort(); cohort <= table.lastCohort(); cohort++) {
                int each = cohort;
                String at = "seed %s cohort %s of %s".formatted(seed, cohort, definition);
                assertThat(table.size(cohort)).as(at).isEqualTo((int) customers.stream()
                        .filter(events -> naive.isMember(events, each))
                        .count());
                for (int column = 0; column < table.columns(); column++) {
                    begun += checkCell(retention, naive, customers, cohort, column, at + " column " + column);
                }
            }
        }
        assertThat(begun).isGreaterThan(100);
    }

    /** Checks a cell, and returns 1 if anyone is in it. */
    private static int checkCell(
            Retention retention, NaiveRetention naive, List<List<Event>> customers, int cohort, int column, String at) {
        RetentionCell cell = retention.table().cell(cohort, column);
        assertThat(cell.status()).as(at).isEqualTo(naive.status(cohort, column));
        if (cell.status() == CellStatus.UNOBSERVED) {
            assertThat(cell.value()).as(at).isEmpty();
            return 0;
        }
        List<Integer> members = IntStream.range(0, customers.size())
                .filter(customer -> naive.counts(customers.get(customer), cohort, column))
                .boxed()
                .toList();
        assertThat(cell.ratio().numerator()).as(at).isEqualTo(members.size());
        List<Integer> listed = new ArrayList<>();
        retention.forEach(cohort, column, listed::add);
        assertThat(listed).as(at).isEqualTo(members);
        return members.isEmpty() ? 0 : 1;
    }

    @ParameterizedTest
    @EnumSource(RetentionMode.class)
    void theBitRowsOfAnActivityTableGiveTheSame(RetentionMode mode) {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int days = random.nextInt(20, 130);
            EventLog log = log(events(random, days));
            RetentionDefinition definition = definition(random, mode, days).toBuilder()
                    .clock(RetentionClock.calendar())
                    .offsetZero(OffsetZero.COHORT_SIZE)
                    .start(EventSelection.ANY)
                    .returns(EventSelection.ANY)
                    .returnAtStart(false)
                    .build();
            RetentionSettings settings = definition.settings();
            LocalDate start = definition.grid().firstDay(definition.grid().indexOf(START));
            if (!definition
                    .asOf()
                    .isAfter(start.atStartOfDay(definition.grid().zone()).toInstant())) {
                continue;
            }
            ActivityTable activity = ActivityTable.of(
                    log, new ActivityWindow(definition.grid(), start, definition.asOf(), settings.allowedLateness()));
            RetentionTable fast = Retention.of(activity, definition).table();
            RetentionTable slow = Retention.of(log, definition).table();
            assertThat(fast.firstCohort()).as("seed %s", seed).isEqualTo(slow.firstCohort());
            assertThat(fast.cells()).as("seed %s", seed).isEqualTo(slow.cells());
            for (int cohort = fast.firstCohort(); cohort <= fast.lastCohort(); cohort++) {
                assertThat(fast.size(cohort)).as("seed %s", seed).isEqualTo(slow.size(cohort));
                for (int column = 0; column < fast.columns(); column++) {
                    assertThat(fast.cell(cohort, column))
                            .as("seed %s cohort %s column %s of %s", seed, cohort, column, definition)
                            .isEqualTo(slow.cell(cohort, column));
                }
            }
        }
    }

    @RepeatedTest(60)
    void rowsOfModesThatAccumulateAreMonotone(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        EventLog log = log(events(random, 60));
        RetentionDefinition on = definition(random, RetentionMode.ON, 60).toBuilder()
                .relativeTo(RetentionBase.COHORT_SIZE)
                .build();
        RetentionTable[] tables = Stream.of(
                        RetentionMode.ON, RetentionMode.ON_OR_AFTER, RetentionMode.ON_OR_BEFORE, RetentionMode.STREAK)
                .map(mode ->
                        Retention.of(log, on.toBuilder().mode(mode).build()).table())
                .toArray(RetentionTable[]::new);
        for (int cohort = tables[0].firstCohort(); cohort <= tables[0].lastCohort(); cohort++) {
            double after = Double.MAX_VALUE;
            double before = on.settings().offsetZero() == OffsetZero.COHORT_SIZE ? -1 : 0;
            double streak = Double.MAX_VALUE;
            for (int column = 0; column < tables[0].columns(); column++) {
                if (tables[0].cell(cohort, column).status() == CellStatus.UNOBSERVED) {
                    continue;
                }
                String at = "seed %s cohort %s column %s".formatted(run.getCurrentRepetition(), cohort, column);
                double is = tables[0].cell(cohort, column).ratio().numerator();
                double isAfter = tables[1].cell(cohort, column).ratio().numerator();
                double isBefore = tables[2].cell(cohort, column).ratio().numerator();
                double isStreak = tables[3].cell(cohort, column).ratio().numerator();
                assertThat(isAfter).as(at).isBetween(is, after);
                assertThat(isStreak).as(at).isLessThanOrEqualTo(Math.min(is, streak));
                assertThat(isBefore).as(at).isGreaterThanOrEqualTo(is);
                boolean all = column == 0 && before == -1; // offset 0 as the whole cohort is no return yet
                before = all ? 0 : before;
                assertThat(isBefore).as(at).isGreaterThanOrEqualTo(before);
                before = all ? 0 : isBefore;
                after = isAfter;
                streak = isStreak;
            }
        }
    }

    @RepeatedTest(60)
    void partsOfTheCustomersAddUpToTheWhole(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<List<Event>> customers = events(random, 60);
        RetentionMode mode = any(random, RetentionMode.values());
        RetentionDefinition definition = definition(random, mode, 60);
        int cut = random.nextInt(customers.size() + 1);
        RetentionTable whole = Retention.of(log(customers), definition).table();
        RetentionTable one =
                Retention.of(log(customers.subList(0, cut)), definition).table();
        RetentionTable other = Retention.of(log(customers.subList(cut, customers.size())), definition)
                .table();
        assertThat(one.plus(other)).as("seed %s", run.getCurrentRepetition()).isEqualTo(whole);
        assertThat(other.plus(one)).as("seed %s", run.getCurrentRepetition()).isEqualTo(whole);
    }
}
