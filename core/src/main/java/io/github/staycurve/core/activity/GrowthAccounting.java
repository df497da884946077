package io.github.staycurve.core.activity;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;

/**
 * Where the change of the active customers of a period came from.
 *
 * <p>With a dormancy gap of 1 this is the growth accounting of Hsu (2015), "Diligence at Social Capital, part 1: accounting
 * for user growth", whose churned customers are the dormant ones here. With a longer gap the base is the customers active in
 * any of the last g periods, which is what new, resurrected and dormant customers add up to a change of.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param period the period, as an index of the grid
 * @param status how far it is known; figures of a PARTIAL period do not compare with those of others
 * @param fresh how many were new
 * @param returning how many were returning
 * @param resurrected how many were resurrected
 * @param dormant how many became dormant
 * @param liveBefore how many were active in any of the g periods before; with g = 1 in the period before
 */
public record GrowthAccounting(
        int period, CellStatus status, long fresh, long returning, long resurrected, long dormant, long liveBefore) {

    /**
     * Returns how many customers were active.
     *
     * @return new, returning and resurrected ones together
     */
    public long active() {
        return fresh + returning + resurrected;
    }

    /**
     * Returns how many customers were active in any of the last g periods, this one included.
     *
     * @return the number; with g = 1 it is {@link #active()}
     */
    public long live() {
        return liveBefore + fresh + resurrected - dormant;
    }

    /**
     * Returns how many customers came for each that went.
     *
     * @return (new + resurrected) / dormant; empty when nobody went; below 1 exactly when the number of live customers falls
     */
    public Ratio quickRatio() {
        return Ratio.of((double) fresh + resurrected, (double) dormant);
    }

    /**
     * Returns the share of the live customers of the period before who did not become dormant.
     *
     * @return (live before - dormant) / live before, a proportion; with g = 1 its numerator is the returning customers
     */
    public Ratio grossRetention() {
        return Ratio.of((double) (liveBefore - dormant), (double) liveBefore);
    }

    /**
     * Returns by how much the live customers grew.
     *
     * @return (new + resurrected - dormant) / live before; below 0 where they fell
     */
    public Ratio netGrowth() {
        return Ratio.of((double) (fresh + resurrected - dormant), (double) liveBefore);
    }
}
