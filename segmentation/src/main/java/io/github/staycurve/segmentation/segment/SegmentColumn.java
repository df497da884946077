package io.github.staycurve.segmentation.segment;

/**
 * The segment of every row of a table, in the table's row order.
 *
 * <p>It costs a byte a row.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class SegmentColumn {
    private final SegmentMap map;
    private final byte[] segments;

    private SegmentColumn(SegmentMap map, byte[] segments) {
        this.map = map;
        this.segments = segments;
    }

    static SegmentColumn of(SegmentMap map, int[] r, int[] f, int[] m) {
        requireRows(f.length, r.length, "scores f");
        requireRows(m.length, r.length, "scores m");
        byte[] segments = new byte[r.length];
        for (int row = 0; row < r.length; row++) {
            try {
                segments[row] = (byte) map.indexOf(r[row], f[row], m[row]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row %s: %s".formatted(row, e.getMessage()), e);
            }
        }
        return new SegmentColumn(map, segments);
    }

    /**
     * Returns the map that made the segments.
     *
     * @return the map
     */
    public SegmentMap map() {
        return map;
    }

    /**
     * Returns the number of rows.
     *
     * @return the number of rows
     */
    public int size() {
        return segments.length;
    }

    /**
     * Returns the segment of a row.
     *
     * @param row the row
     * @return the segment
     */
    public Segment get(int row) {
        return map.segments().get(segments[row]);
    }

    /**
     * Returns the place of a row's segment among those of the map.
     *
     * @param row the row
     * @return the place, from 0
     */
    public int index(int row) {
        return segments[row];
    }

    static void requireRows(int found, int expected, String what) {
        if (found != expected) {
            throw new IllegalArgumentException("%s: %s rows where %s are expected".formatted(what, found, expected));
        }
    }
}
