package io.github.staycurve.core.stat;

/**
 * How far a cell of a result is known: a day of a series, a cohort at an offset, a period of a flow.
 *
 * <p>A value is to be read together with its status. Only {@link #COMPLETE} cells compare with each other.
 */
public enum CellStatus {
    /** Everything that belongs to the cell lies within what was observed. */
    COMPLETE,
    /** The cell's time is running: the value is what was seen so far, and may still change. */
    PARTIAL,
    /** No part of the cell's time was observed, so that there is no value; it is empty, never 0. */
    UNOBSERVED,
    /** The value depends on what was before the first observed period, and may be off by it. */
    LEFT_CENSORED
}
