package io.github.staycurve.churn.score;

import io.github.staycurve.churn.internal.ColumnMoments;
import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.List;

/**
 * The mean negative log-likelihood of rows with a target from 0 to 1 each, as a function of an intercept and of the
 * coefficients of standardised columns. A column that does not vary is all zeros.
 *
 * <p>This class is immutable and thread-safe; evaluations may run at the same time.
 */
final class BinaryRows implements SeparableRows {
    private final BinaryLink link;
    private final FeatureTable table;
    private final double[] targets;
    private final double[] weights;
    private final double[] means;
    private final double[] scales;
    private final int step;
    private final double total;

    private BinaryRows(
            BinaryLink link, FeatureTable table, double[][] targetsAndWeights, double[][] meansAndScales, int step) {
        this.link = link;
        this.table = table;
        this.targets = targetsAndWeights[0];
        this.weights = targetsAndWeights[1];
        this.means = meansAndScales[0];
        this.scales = meansAndScales[1];
        this.step = step;
        double sum = 0;
        for (int row = 0; row < weights.length; row += step) {
            sum += weights[row];
        }
        this.total = sum;
    }

    /** Returns the function of rows with complete columns. */
    static BinaryRows of(
            BinaryLink link, FeatureTable table, double[] targets, double[] weights, ColumnMoments moments) {
        int d = table.features();
        double[] means = new double[d];
        double[] scales = new double[d];
        for (int j = 0; j < d; j++) {
            means[j] = moments.mean(j);
            scales[j] = moments.deviation(j) > 0 ? 1 / moments.deviation(j) : 0;
        }
        return new BinaryRows(link, table, new double[][] {targets, weights}, new double[][] {means, scales}, 1);
    }

    /** Returns the function of every n-th row only. */
    BinaryRows everyNth(int n) {
        return new BinaryRows(link, table, new double[][] {targets, weights}, new double[][] {means, scales}, n);
    }

    /** Returns the same rows with other weights. */
    BinaryRows withWeights(double[] others) {
        return new BinaryRows(link, table, new double[][] {targets, others}, new double[][] {means, scales}, step);
    }

    @Override
    public int unknowns() {
        return means.length + 1;
    }

    @Override
    public int freeUnknowns() {
        return 1;
    }

    @Override
    public List<String> names() {
        return table.names();
    }

    @Override
    public double cost() {
        return weights.length;
    }

    @Override
    public double[] betterment(double[] direction) {
        double[] moves = linear(direction);
        double[] range = new double[2];
        for (int i = 0; i < moves.length; i++) {
            if (weights[i] > 0) {
                double better = targets[i] > 0.5 ? moves[i] : -moves[i];
                range[0] = Math.min(range[0], better);
                range[1] = Math.max(range[1], better);
            }
        }
        return range;
    }

    double totalWeight() {
        return total;
    }

    double mean(int column) {
        return means[column];
    }

    /** Returns one over the standard deviation of a column, 0 if it does not vary. */
    double scale(int column) {
        return scales[column];
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        double loss = 0;
        RowBlock block = new RowBlock(point.length);
        double[] row = new double[means.length];
        for (int next = 0; next < weights.length; ) {
            next = fill(block, next, row);
            block.predict(point);
            loss += link.evaluate(block);
            block.addGradient(gradient);
            block.addHessian(hessian);
        }
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= total;
            for (int k = 0; k <= j; k++) {
                hessian[j][k] /= total;
                hessian[k][j] = hessian[j][k];
            }
        }
        return loss / total;
    }

    /**
     * Takes the next rows of positive weight.
     *
     * @return where to go on
     */
    private int fill(RowBlock block, int from, double[] row) {
        int size = 0;
        int i = from;
        for (; i < weights.length && size < RowBlock.ROWS; i += step) {
            if (weights[i] > 0) {
                table.copyRow(i, row);
                for (int j = 0; j < row.length; j++) {
                    block.columns[j + 1][size] = (row[j] - means[j]) * scales[j];
                }
                block.target[size] = targets[i];
                block.weight[size++] = weights[i];
            }
        }
        block.size = size;
        return i;
    }

    /** Writes the linear predictor of every row, whatever its weight. */
    double[] linear(double[] point) {
        double[] eta = new double[weights.length];
        double[] row = new double[means.length];
        for (int i = 0; i < eta.length; i++) {
            table.copyRow(i, row);
            double sum = point[0];
            for (int j = 0; j < row.length; j++) {
                sum += point[j + 1] * ((row[j] - means[j]) * scales[j]);
            }
            eta[i] = sum;
        }
        return eta;
    }

    /** Adds {@code factor·z} of a row, z with its constant 1. */
    void addRow(int row, double factor, double[] sum) {
        sum[0] += factor;
        for (int j = 0; j < means.length; j++) {
            sum[j + 1] += factor * ((table.value(row, j) - means[j]) * scales[j]);
        }
    }

    /** Returns {@code Σ factor·z zᵀ} over all rows, z with its constant 1. */
    double[][] crossProducts(double[] factors) {
        int p = unknowns();
        double[][] sums = new double[p][p];
        RowBlock block = new RowBlock(p);
        double[] row = new double[means.length];
        for (int from = 0; from < factors.length; from += RowBlock.ROWS) {
            block.size = Math.min(RowBlock.ROWS, factors.length - from);
            for (int i = 0; i < block.size; i++) {
                table.copyRow(from + i, row);
                for (int j = 0; j < row.length; j++) { // what does not count may be missing
                    block.columns[j + 1][i] = factors[from + i] == 0 ? 0 : (row[j] - means[j]) * scales[j];
                }
                block.curvature[i] = factors[from + i];
            }
            block.addHessian(sums);
        }
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < j; k++) {
                sums[k][j] = sums[j][k];
            }
        }
        return sums;
    }

    FeatureTable table() {
        return table;
    }

    double[] targets() {
        return targets.clone();
    }

    double[] weights() {
        return weights.clone();
    }

    @Override
    public BinaryRows withColumns(int[] columns) {
        FeatureTable part = table.withFeatures(
                Arrays.stream(columns).mapToObj(table.names()::get).toList());
        double[][] moments = new double[2][columns.length];
        for (int j = 0; j < columns.length; j++) {
            moments[0][j] = means[columns[j]];
            moments[1][j] = scales[columns[j]];
        }
        return new BinaryRows(link, part, new double[][] {targets, weights}, moments, 1);
    }
}
