package io.github.staycurve.core.retention;

/** How the rows of a table become one. Each takes complete cells only, and none of an empty cohort. */
public enum AggregateRule {
    /** The sum of the customers over the sum of the cohorts: every customer weighs the same. The default. */
    POOLED,
    /** The plain mean of the rates: every cohort weighs the same. */
    MACRO,
    /**
     * The mean of the rates weighted by the squares of the cohorts' sizes, which no statistics ask for. It is there to
     * reproduce {@link RetentionProfiles#mixpanel}, and no other definition takes it.
     */
    SIZE_SQUARED
}
