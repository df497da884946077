package io.github.staycurve.segmentation.rfm;

/**
 * The scores of all customers of a table, one column a measure, in the table's row order.
 *
 * <p>It costs 4 bytes a row and measure. This class is immutable and thread-safe.
 */
public final class RfmScores {
    private final RfmTable table;
    private final RfmThresholds thresholds;
    /** By position in the variant, then by row. */
    private final int[][] scores;

    /** Takes the columns over. */
    RfmScores(RfmTable table, RfmThresholds thresholds, int[][] scores) {
        this.table = table;
        this.thresholds = thresholds;
        this.scores = scores;
    }

    /**
     * Returns the number of customers.
     *
     * @return the number of rows
     */
    public int size() {
        return table.size();
    }

    /**
     * Returns the table that was scored.
     *
     * @return the table
     */
    public RfmTable table() {
        return table;
    }

    /**
     * Returns the frozen bins that these scores come from.
     *
     * @return the thresholds
     */
    public RfmThresholds thresholds() {
        return thresholds;
    }

    /**
     * Returns the identifier of a row's customer.
     *
     * @param row the row
     * @return the caller's identifier
     */
    public String customerId(int row) {
        return table.customerId(row);
    }

    /**
     * Returns a score.
     *
     * @param measure a measure of the variant
     * @param row the row
     * @return the score, from 1 to {@code thresholds().levels(measure)}
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public int score(RfmMeasure measure, int row) {
        return scores[thresholds.indexOf(measure)][row];
    }

    /**
     * Returns the scores of a measure.
     *
     * @param measure a measure of the variant
     * @return the column, in an array of its own
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public int[] column(RfmMeasure measure) {
        return scores[thresholds.indexOf(measure)].clone();
    }

    /**
     * Returns how many customers have each score of a measure.
     *
     * @param measure a measure of the variant
     * @return the counts; that of score s is at s - 1
     * @throws IllegalArgumentException if the variant does not score this measure
     */
    public int[] counts(RfmMeasure measure) {
        int[] counts = new int[thresholds.levels(measure)];
        for (int score : scores[thresholds.indexOf(measure)]) {
            counts[score - 1]++;
        }
        return counts;
    }

    /**
     * Returns the combined code of a customer.
     *
     * @param row the row
     * @return the code, as {@link RfmThresholds#code} says: {@code 543}
     */
    public String code(int row) {
        return thresholds.codeAt(scores, row);
    }

    /**
     * Returns the weighted sum of a customer's scores.
     *
     * @param row the row
     * @return the total, as {@link RfmThresholds#total} says
     */
    public double total(int row) {
        return thresholds.totalAt(scores, row);
    }

    @Override
    public String toString() {
        return "RfmScores[%s customers; %s]".formatted(size(), thresholds.describe());
    }
}
