package io.github.staycurve.examples.report;

import io.github.staycurve.core.time.PeriodUnit;
import io.github.staycurve.examples.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the main job that say which events to read, and how activity is counted. */
final class EventOptions {
    /** As people write durations: 90s, 30m, 24h, 7d, 2w. */
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})([smhdw])");

    private static final int FEWEST_STEPS = 2;
    private static final int MOST_STEPS = 64;

    @Option(names = "--events", paramLabel = "FILE", description = "CSV of events, plain or gzip")
    @Nullable
    private Path events;

    @Option(
            names = "--event-customer",
            paramLabel = "COL",
            defaultValue = "customer",
            description = "customer's identifier of an event")
    private String customer = "customer";

    @Option(
            names = "--event-time",
            paramLabel = "COL",
            defaultValue = "time",
            description = "date or timestamp of an event")
    private String time = "time";

    @Option(names = "--event-type", paramLabel = "COL", defaultValue = "type", description = "what happened")
    private String type = "type";

    @Option(
            names = "--start",
            paramLabel = "DATE",
            description = "first day of activity that counts; that of the first event or purchase if not given")
    @Nullable
    private String start;

    @Option(
            names = "--grid",
            paramLabel = "day|week|month",
            defaultValue = "month",
            description = "periods of retention and growth")
    private String grid = "month";

    @Option(
            names = "--funnel",
            paramLabel = "A,B,C",
            description = "event types that a customer goes through in this order")
    @Nullable
    private String funnel;

    @Option(
            names = "--funnel-window",
            paramLabel = "DURATION",
            description = "from the first step to the last at most, such as 30m, 24h or 7d")
    @Nullable
    private String funnelWindow;

    /** The columns of an event file. */
    record Columns(Path file, String customer, String time, String type) {}

    /** Steps to go through within a time, or without a limit. */
    record Funnel(List<String> steps, Optional<Duration> window) {}

    Optional<Columns> columns() {
        return Optional.ofNullable(events).map(file -> new Columns(file, customer, time, type));
    }

    Optional<LocalDate> start() {
        return ReportCommand.date("--start", start);
    }

    PeriodUnit gridUnit() {
        return ReportCommand.periodUnit("--grid", grid);
    }

    /** Returns the funnel asked for; refuses one that is none. */
    Optional<Funnel> funnel() {
        if (funnel == null) {
            if (funnelWindow != null) {
                throw new UserError("--funnel-window goes with --funnel, which names the steps");
            }
            return Optional.empty();
        }
        List<String> steps =
                Arrays.stream(funnel.split(",", -1)).map(String::strip).toList();
        if (steps.size() < FEWEST_STEPS || steps.size() > MOST_STEPS || steps.contains("")) {
            throw new UserError("--funnel must be %d to %d event types with ',' between, was '%s'"
                    .formatted(FEWEST_STEPS, MOST_STEPS, funnel));
        }
        if (Set.copyOf(steps).size() < steps.size()) {
            throw new UserError("--funnel must not name a type twice, was '%s'".formatted(funnel));
        }
        return Optional.of(new Funnel(steps, Optional.ofNullable(funnelWindow).map(EventOptions::duration)));
    }

    private static Duration duration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        Duration duration;
        try {
            duration = matcher.matches() ? ofShort(matcher) : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw notADuration(text);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw notADuration(text);
        }
        return duration;
    }

    private static Duration ofShort(Matcher matcher) {
        long n = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofDays(7 * n);
        };
    }

    private static UserError notADuration(String text) {
        return new UserError(
                "--funnel-window must be a time above 0 such as 30m, 24h, 7d, 2w or PT36H, was '%s'".formatted(text));
    }
}
