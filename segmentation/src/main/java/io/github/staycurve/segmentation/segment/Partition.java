package io.github.staycurve.segmentation.segment;

import java.util.ArrayList;
import java.util.List;

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
        List<String> claims = new ArrayList<>(2);
        for (int s = 0; s < segments.size(); s++) {
            for (SegmentRule rule : segments.get(s).rules()) {
                if (rule.holds(r, f, m)) {
                    claims.add(segments.get(s).name() + " by '" + rule.describe() + "'");
                    segmentOfCell[((r - 1) * bins + f - 1) * bins + m - 1] = (byte) s;
                    break; // rules of one segment may overlap: the first one counts
                }
            }
        }
        String cell = r + "-" + f + "-" + m;
        if (claims.isEmpty()) {
            gapCount++;
            note(gaps, cell);
        } else if (claims.size() > 1) {
            overlapCount++;
            note(overlaps, cell + " (" + String.join("; ", claims) + ")");
        }
    }

    private static void note(List<String> list, String text) {
        if (list.size() < CELLS_LISTED) {
            list.add(text);
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
