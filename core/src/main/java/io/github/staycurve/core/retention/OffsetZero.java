package io.github.staycurve.core.retention;

/** What offset 0 counts, the one in which the cohort begins. */
public enum OffsetZero {
    /** The whole cohort, as the start event is in it. The default. */
    COHORT_SIZE,
    /** Those who returned within the offset, after their start event. It needs the times of events. */
    REQUIRE_RETURN
}
