package io.github.staycurve.churn.evaluate;

/**
 * Weights by rank, with the weight below a rank in O(log n): a binary indexed tree.
 *
 * @see <a href="https://doi.org/10.1002/spe.4380240306">Fenwick (1994), A new data structure for cumulative frequency
 *     tables, Software: Practice and Experience 24(3)</a>
 */
final class ConcordanceTree {
    private final double[] sums;
    private final double[] own;
    private double total;
    private int rows;

    ConcordanceTree(int ranks) {
        sums = new double[ranks + 1];
        own = new double[ranks];
    }

    void add(int rank, double weight) {
        rows += weight > 0 ? 1 : 0;
        change(rank, weight);
    }

    /** Takes a weight that was added off again. */
    void remove(int rank, double weight) {
        rows -= weight > 0 ? 1 : 0;
        change(rank, -weight);
    }

    /** Whether there is nothing in it; what rounding has left of weights that were taken off again is nothing. */
    boolean isEmpty() {
        return rows == 0;
    }

    private void change(int rank, double weight) {
        own[rank] += weight;
        total += weight;
        for (int i = rank + 1; i < sums.length; i += i & -i) {
            sums[i] += weight;
        }
    }

    double below(int rank) {
        double sum = 0;
        for (int i = rank; i > 0; i -= i & -i) {
            sum += sums[i];
        }
        return sum;
    }

    double at(int rank) {
        return own[rank];
    }

    double total() {
        return total;
    }
}
