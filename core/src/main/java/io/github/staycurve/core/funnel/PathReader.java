package io.github.staycurve.core.funnel;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.markov.StateSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cuts the events of a log into paths of states. One reader serves one run; not thread-safe. */
final class PathReader {
    private static final int MAX_STATES = 4096;

    /** Takes one path after the other; the paths of a customer follow each other. */
    interface Sink {
        /**
         * Takes a path.
         *
         * @param states the states of its events, the first {@code length} of an array that is used again
         * @param ended whether it is known to have ended
         */
        void path(int customer, int[] states, int length, boolean ended);
    }

    private final PathDefinition definition;
    private final EventLog log;
    private final RangeMillis range;
    private final int[] stateOf;
    private final StateSpace states;
    private int[] path = new int[64];

    PathReader(PathDefinition definition, EventLog log, EntryRange range) {
        this.definition = definition;
        this.log = log;
        this.range = new RangeMillis(range);
        for (String reserved : List.of(PathDefinition.START, PathDefinition.END, PathDefinition.OTHER)) {
            if (log.typeOf(reserved) >= 0) {
                throw new IllegalArgumentException(
                        "event type '%s' has the name of a state that stands for no type".formatted(reserved));
            }
        }
        List<String> own = ownTypes();
        boolean all = definition.types.isEmpty() && own.size() == log.types();
        List<String> names = new ArrayList<>(own);
        names.add(0, PathDefinition.START);
        if (!all) {
            names.add(PathDefinition.OTHER);
        }
        names.add(PathDefinition.END);
        if (names.size() > MAX_STATES) {
            throw new IllegalArgumentException("%d states are more than %d: name the types, or take the top ones"
                    .formatted(names.size(), MAX_STATES));
        }
        states = StateSpace.of(names);
        stateOf = IntStream.range(0, log.types())
                .map(type -> own.contains(log.typeName(type))
                        ? states.index(log.typeName(type))
                        : states.index(PathDefinition.OTHER))
                .toArray();
    }

    StateSpace states() {
        return states;
    }

    private List<String> ownTypes() {
        if (!definition.types.isEmpty()) {
            return definition.types;
        }
        List<String> all =
                IntStream.range(0, log.types()).mapToObj(log::typeName).collect(Collectors.toList());
        if (definition.top == 0 || definition.top >= all.size()) {
            return all;
        }
        long[] counts = new long[all.size()];
        for (int row = 0; row < log.size(); row++) {
            if (range.contains(log.epochMillis(row))) {
                counts[log.type(row)]++;
            }
        }
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(type -> -counts[type]).thenComparing(log::typeName))
                .limit(definition.top)
                .map(log::typeName)
                .sorted()
                .toList();
    }

    void read(Sink sink) {
        for (int customer = 0; customer < log.customers(); customer++) {
            int length = 0;
            long last = 0;
            for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                long time = log.epochMillis(row);
                if (!range.contains(time)) {
                    continue;
                }
                if (length > 0 && time - last > definition.gapMillis) {
                    sink.path(customer, path, length, true);
                    length = 0;
                }
                length = append(stateOf[log.type(row)], length);
                last = time;
            }
            if (length > 0) {
                sink.path(customer, path, length, range.asOf - last > definition.gapMillis);
            }
        }
    }

    private int append(int state, int length) {
        if (definition.collapseRepeats && length > 0 && path[length - 1] == state) {
            return length;
        }
        if (length == path.length) {
            path = Arrays.copyOf(path, length + (length >> 1));
        }
        path[length] = state;
        return length + 1;
    }

    /** The range in milliseconds. */
    private static final class RangeMillis {
        final long from;
        final long until;
        final long asOf;

        RangeMillis(EntryRange range) {
            from = FunnelPlan.ceilMillis(range.from());
            until = FunnelPlan.ceilMillis(range.until());
            asOf = range.asOf().toEpochMilli();
        }

        boolean contains(long time) {
            return time >= from && time < until && time <= asOf;
        }
    }
}
