package io.github.staycurve.core.activity;

/** At which moment of a period the registered customers are counted that its active ones are divided by. */
public enum RegisteredBase {
    /** At its end, or as of the as-of instant if it is running: the default. */
    AT_END,
    /** At its start. Those who register in it are not counted, so that the rate may be above 1. */
    AT_START
}
