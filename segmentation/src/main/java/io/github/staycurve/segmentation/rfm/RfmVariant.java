package io.github.staycurve.segmentation.rfm;

import java.util.List;

/** Which measures are scored, in the order of the combined code. */
public enum RfmVariant {
    /** Inactivity, frequency and money. */
    RFM(RfmMeasure.INACTIVITY, RfmMeasure.FREQUENCY, RfmMeasure.MONETARY),
    /** Inactivity, frequency and engagement: for media and apps, where visits matter and money does not tell. */
    RFE(RfmMeasure.INACTIVITY, RfmMeasure.FREQUENCY, RfmMeasure.ENGAGEMENT),
    /** Inactivity, frequency, money, and tenure as the fourth. */
    RFMT(RfmMeasure.INACTIVITY, RfmMeasure.FREQUENCY, RfmMeasure.MONETARY, RfmMeasure.TENURE);

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its elements are enum constants
    private final List<RfmMeasure> measures;

    RfmVariant(RfmMeasure... measures) {
        this.measures = List.of(measures);
    }

    /**
     * Returns the measures.
     *
     * @return the measures in the order of the code, read-only
     */
    public List<RfmMeasure> measures() {
        return measures;
    }
}
