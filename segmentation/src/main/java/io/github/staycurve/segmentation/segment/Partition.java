package io.github.staycurve.segmentation.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lays segments over the cells of a lattice, and remembers where they overlap or leave a gap. */
final class Partition {
    private static final int CELLS_LISTED = 12;

    private final List<Segment> segments;
    private final int bins;
    private final byte[] segmentOfCell;
    private final List<String> gaps = new ArrayList<>();
    private final List<String> overlaps = new ArrayList<>();
    private int gapCount;
    private int overlapCount;

    private Partition(List<Segment> segments, int bins) {
        this.segments = segments;
        this.bins = bins;
        this.segmentOfCell = new byte[bins * bins * bins];
    }

    /**
     * Returns the segment of every cell, R slowest and M fastest.
     *
     * @throws IllegalArgumentException if a cell is in no segment or in several, listing the first of them, or if a rule
     *     holds in no cell
     */
    static byte[] of(String map, List<Segment> segments, int bins) {
        Partition partition = new Partition(segments, bins);
        partition.requireRulesHold(map);
        for (int r = 1; r <= bins; r++) {
            for (int f = 1; f <= bins; f++) {
                for (int m = 1; m <= bins; m++) {
                    partition.claim(r, f, m);
                }
            }
        }
        partition.requireTotal(map);
        return partition.segmentOfCell;
    }

    private void claim(int r, int f, int m) {
        int owners = 0;
        for (int s = 0; s < segments.size(); s++) {
            if (firstRule(segments.get(s), r, f, m).isPresent()) {
                owners++;
                segmentOfCell[((r - 1) * bins + f - 1) * bins + m - 1] = (byte) s;
            }
        }
        if (owners == 0) {
            gapCount++;
            note(gaps, () -> cell(r, f, m));
        } else if (owners > 1) {
            overlapCount++;
            note(overlaps, () -> cell(r, f, m) + " (" + claims(r, f, m) + ")");
        }
    }

    /** Returns the rule that counts where several rules of one segment hold: the first. */
    static Optional<SegmentRule> firstRule(Segment segment, int r, int f, int m) {
        for (SegmentRule rule : segment.rules()) {
            if (rule.holds(r, f, m)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private String claims(int r, int f, int m) {
        return segments.stream()
                .flatMap(segment ->
                        firstRule(segment, r, f, m)
                                .map(rule -> segment.name() + " by '" + rule.describe() + "'")
                                .stream())
                .collect(Collectors.joining("; "));
    }

    private static String cell(int r, int f, int m) {
        return r + "-" + f + "-" + m;
    }

    private static void note(List<String> list, Supplier<String> text) {
        if (list.size() < CELLS_LISTED) {
            list.add(text.get());
        }
    }

    private void requireRulesHold(String map) {
        for (Segment segment : segments) {
            for (SegmentRule rule : segment.rules()) {
                if (!rule.fits(bins)) {
                    throw new IllegalArgumentException(
                            "segment map '%s': rule '%s' of segment '%s' names scores beyond %s, the highest"
                                    .formatted(map, rule.describe(), segment.name(), bins));
                }
                if (!holdsSomewhere(rule)) {
                    throw new IllegalArgumentException("segment map '%s': rule '%s' of segment '%s' holds in no cell"
                            .formatted(map, rule.describe(), segment.name()));
                }
            }
        }
    }

    private boolean holdsSomewhere(SegmentRule rule) {
        for (int f = 1; f <= bins; f++) {
            for (int m = 1; m <= bins; m++) {
                if (rule.holds((int) rule.r().from(), f, m)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void requireTotal(String map) {
        if (gapCount == 0 && overlapCount == 0) {
            return;
        }
        StringBuilder message =
                new StringBuilder("segment map '%s' must put each of its %s cells (R-F-M) into one segment"
                        .formatted(map, segmentOfCell.length));
        list(message, gapCount, " in none: ", gaps);
        list(message, overlapCount, " in several: ", overlaps);
        throw new IllegalArgumentException(message.toString());
    }

    private static void list(StringBuilder message, int count, String what, List<String> cells) {
        if (count > 0) {
            message.append("; ").append(count).append(what).append(String.join(", ", cells));
            if (count > cells.size()) {
                message.append(" and ").append(count - cells.size()).append(" more");
            }
        }
    }
}
