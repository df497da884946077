package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.funnel.EntryRange;
import io.github.staycurve.core.funnel.FunnelDefinition;
import io.github.staycurve.core.funnel.FunnelDefinitionBuilder;
import io.github.staycurve.core.funnel.FunnelResult;
import io.github.staycurve.examples.UserError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A funnel of the report.
 *
 * @param all of every entry
 * @param matured of those entries only whose window is over, so that nobody is pending; empty without a window, or if
 *     no window can be over
 * @param missing the steps whose type does not occur among the events
 */
record FunnelReport(FunnelResult all, Optional<FunnelResult> matured, List<String> missing) {
    /** Before any event. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** Evaluates a funnel up to an instant, which counts. */
    static FunnelReport of(EventLog log, EventOptions.Funnel funnel, Instant asOf) {
        FunnelDefinition definition;
        try {
            FunnelDefinitionBuilder builder = FunnelDefinition.builder();
            funnel.steps().forEach(builder::step);
            funnel.window().ifPresent(builder::window);
            definition = builder.build();
        } catch (IllegalArgumentException e) {
            throw new UserError("--funnel: " + e.getMessage(), e);
        }
        return new FunnelReport(
                definition.evaluate(log, EntryRange.upTo(asOf)),
                funnel.window()
                        .map(window ->
                                asOf.minus(window).plusMillis(1)) // an entry whose window ends as of then is decided
                        .filter(FIRST::isBefore)
                        .map(until -> definition.evaluate(log, EntryRange.between(FIRST, until, asOf))),
                funnel.steps().stream().filter(step -> log.typeOf(step) < 0).toList());
    }

    /** Returns the funnel in a line or two, for people. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(IntStream.range(0, all.steps())
                .mapToObj(step ->
                        "%s %,d".formatted(all.definition().steps().get(step).name(), all.reached(step)))
                .collect(Collectors.joining(", ", "funnel: ", "")));
        if (!missing.isEmpty()) {
            lines.add("funnel: no event has the type %s; check the spelling"
                    .formatted(missing.stream().map("'%s'"::formatted).collect(Collectors.joining(", "))));
        }
        return lines;
    }
}
