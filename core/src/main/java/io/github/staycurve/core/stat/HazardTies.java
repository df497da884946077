package io.github.staycurve.core.stat;

/** How rows that end at one time add to a cumulative hazard. */
public enum HazardTies {
    /** As one jump d / n: Nelson-Aalen, the default. */
    POOLED,
    /** One after the other, 1/n + 1/(n - 1) + ...: as if times without ties had been rounded (Fleming-Harrington). */
    SPREAD
}
