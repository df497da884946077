package io.github.staycurve.churn.feature;

import io.github.staycurve.churn.definition.UnknownReason;

/** Counts why customers of one cutoff have no row. Not thread-safe. */
final class LabelTally {
    private final long considered;
    private long notYetCustomers;
    private long notObserved;
    private long notDefined;
    private long alreadyChurned;

    LabelTally(long considered) {
        this.considered = considered;
    }

    /** Goes on from an audit whose rows are looked at again. */
    LabelTally(FeatureAudit before) {
        considered = before.considered();
        notYetCustomers = before.notYetCustomers();
        notObserved = before.notObserved();
        notDefined = before.notDefined();
        alreadyChurned = before.alreadyChurned();
    }

    void skip(UnknownReason reason) {
        switch (reason) {
            case NOT_YET_CUSTOMER -> notYetCustomers++;
            case NOT_OBSERVED -> notObserved++;
            case NOT_DEFINED -> notDefined++;
            case ALREADY_CHURNED -> alreadyChurned++;
        }
    }

    /** Counts customers who never bought at all. */
    void neverBought(long customers) {
        notYetCustomers += customers;
    }

    FeatureAudit audit(long rows) {
        return new FeatureAudit(considered, rows, notYetCustomers, notObserved, notDefined, alreadyChurned);
    }
}
