package io.github.staycurve.churn.score;

import io.github.staycurve.churn.internal.ColumnMoments;
import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.List;

/**
 * The mean negative log-likelihood of the periods at risk of all rows, as a function of the baseline's coefficients and
 * those of standardised columns. The person-period table is never made: what a row's periods share is computed once.
 *
 * <p>This class is immutable and thread-safe.
 */
final class HazardRows implements SeparableRows {
    private final BinaryLink link;
    private final FeatureTable table;
    private final RiskPeriods risk;
    private final double[][] basis;
    private final double[] means;
    private final double[] scales;

    HazardRows(BinaryLink link, FeatureTable table, RiskPeriods risk, double[][] basis) {
        this.link = link;
        this.table = table;
        this.risk = risk;
        this.basis = basis;
        ColumnMoments moments = ColumnMoments.of(table, risk.weights());
        this.means = new double[table.features()];
        this.scales = new double[table.features()];
        for (int j = 0; j < means.length; j++) {
            means[j] = moments.mean(j);
            scales[j] = moments.deviation(j) > 0 ? 1 / moments.deviation(j) : 0;
        }
    }

    private HazardRows(HazardRows rows, FeatureTable table, double[] means, double[] scales) {
        this.link = BinaryLink.LOGIT;
        this.table = table;
        this.risk = rows.risk;
        this.basis = rows.basis;
        this.means = means;
        this.scales = scales;
    }

    /** Returns these rows to look for separation in, which does not depend on the link. */
    SeparableRows separable() {
        return new HazardRows(this, table, means, scales);
    }

    /** Returns these rows with all columns held at their means: what the baseline may separate alone. */
    SeparableRows baselineAlone() {
        return new HazardRows(this, table, means, new double[scales.length]);
    }

    @Override
    public HazardRows withColumns(int[] columns) {
        List<String> names = Arrays.stream(columns).mapToObj(table.names()::get).toList();
        double[] someMeans = new double[columns.length];
        double[] someScales = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            someMeans[j] = means[columns[j]];
            someScales[j] = scales[columns[j]];
        }
        return new HazardRows(this, table.withFeatures(names), someMeans, someScales);
    }

    @Override
    public List<String> names() {
        return table.names();
    }

    @Override
    public int freeUnknowns() {
        return baselineUnknowns();
    }

    @Override
    public double cost() {
        double cost = 0;
        for (int i = 0; i < risk.size(); i++) {
            cost += Math.max(0, risk.last(i) - risk.first(i) + 1);
        }
        return cost;
    }

    int baselineUnknowns() {
        return basis[0].length;
    }

    @Override
    public int unknowns() {
        return baselineUnknowns() + means.length;
    }

    double mean(int column) {
        return means[column];
    }

    double scale(int column) {
        return scales[column];
    }

    double[] levels(double[] point) {
        double[] levels = new double[basis.length];
        for (int k = 0; k < levels.length; k++) {
            for (int q = 0; q < basis[k].length; q++) {
                levels[k] += basis[k][q] * point[q];
            }
        }
        return levels;
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        return new Pass(point, gradient, hessian, false).run();
    }

    /** Returns the expected information of a person-period, which for the logit is the observed one. */
    double[][] information(double[] point) {
        double[][] information = new double[point.length][point.length];
        new Pass(point, new double[point.length], information, true).run();
        return information;
    }

    /** Returns the middle of the sandwich over clusters. */
    double[][] meat(double[] point, RowClusters clusters) {
        Scores scores = new Scores(point);
        return clusters.meat(point.length, scores::add);
    }

    /** Returns whether some probability is next to 0 or 1. */
    boolean isExtreme(double[] point) {
        boolean[] extreme = new boolean[1];
        forEachPeriod(point, (eta, left) -> extreme[0] |= link.isExtreme(eta));
        return extreme[0];
    }

    @Override
    public double[] betterment(double[] direction) {
        double[] range = new double[2];
        forEachPeriod(direction, (move, left) -> {
            double better = left ? move : -move;
            range[0] = Math.min(range[0], better);
            range[1] = Math.max(range[1], better);
        });
        return range;
    }

    /** What is told of a period of a row: its predictor, and whether the customer left in it. */
    private interface PeriodVisitor {
        void visit(double eta, boolean left);
    }

    private void forEachPeriod(double[] point, PeriodVisitor visitor) {
        double[] levels = levels(point);
        double[] z = new double[means.length];
        for (int i = 0; i < risk.size(); i++) {
            if (risk.weight(i) > 0) {
                double eta = standardise(i, z, point);
                for (int k = risk.first(i); k <= risk.last(i); k++) {
                    visitor.visit(eta + levels[k - 1], risk.ended(i) && k == risk.last(i));
                }
            }
        }
    }

    /** Writes the standardised columns of a row; returns what they add to the predictor. */
    private double standardise(int row, double[] z, double[] point) {
        table.copyRow(row, z);
        int q = baselineUnknowns();
        double eta = 0;
        for (int j = 0; j < z.length; j++) {
            z[j] = (z[j] - means[j]) * scales[j];
            eta += z[j] * point[q + j];
        }
        return eta;
    }

    /** The slopes of single rows. */
    private final class Scores {
        private final double[] point;
        private final double[] levels;
        private final double[] z = new double[means.length];
        private final RowBlock block = new RowBlock(1);

        Scores(double[] point) {
            this.point = point;
            this.levels = levels(point);
            block.size = 1;
        }

        void add(int row, double[] sum) {
            int q = baselineUnknowns();
            double eta = standardise(row, z, point);
            for (int k = risk.first(row); k <= risk.last(row); k++) {
                block.eta[0] = eta + levels[k - 1];
                block.target[0] = risk.ended(row) && k == risk.last(row) ? 1 : 0;
                block.weight[0] = risk.weight(row);
                link.evaluate(block);
                for (int a = 0; a < q; a++) {
                    sum[a] += block.slope[0] * basis[k - 1][a];
                }
                for (int j = 0; j < z.length; j++) {
                    sum[q + j] += block.slope[0] * z[j];
                }
            }
        }
    }

    /** One evaluation. */
    private final class Pass {
        private final double[] point;
        private final double[] gradient;
        private final double[][] hessian;
        private final boolean expected;
        private final double[] levels;
        private final double[] periodSlope = new double[basis.length];
        private final double[] periodCurvature = new double[basis.length];
        private final RowBlock block = new RowBlock(1);
        /** Of the row at hand: the sums over its periods, and by baseline coefficient. */
        private double rowSlope;

        private double rowCurvature;
        private final double[] mixed = new double[baselineUnknowns()];

        Pass(double[] point, double[] gradient, double[][] hessian, boolean expected) {
            this.point = point;
            this.gradient = gradient;
            this.hessian = hessian;
            this.expected = expected;
            this.levels = levels(point);
        }

        double run() {
            double loss = 0;
            double[] z = new double[means.length];
            for (int i = 0; i < risk.size(); i++) {
                if (risk.weight(i) > 0) {
                    double eta = standardise(i, z, point);
                    loss += periods(i, eta);
                    addRow(z);
                }
            }
            addBaseline();
            finish();
            return loss / risk.personPeriods();
        }

        private double periods(int row, double eta) {
            rowSlope = 0;
            rowCurvature = 0;
            Arrays.fill(mixed, 0);
            double loss = 0;
            int last = risk.last(row);
            for (int from = risk.first(row); from <= last; from += RowBlock.ROWS) {
                block.size = Math.min(RowBlock.ROWS, last - from + 1);
                for (int i = 0; i < block.size; i++) {
                    block.eta[i] = eta + levels[from + i - 1];
                    block.target[i] = risk.ended(row) && from + i == last ? 1 : 0;
                    block.weight[i] = risk.weight(row);
                }
                loss += link.evaluate(block);
                for (int i = 0; i < block.size; i++) {
                    addPeriod(from + i - 1, i);
                }
            }
            return loss;
        }

        private void addPeriod(int period, int at) {
            double curvature = expected ? block.weight[at] * link.information(block.eta[at]) : block.curvature[at];
            rowSlope += block.slope[at];
            rowCurvature += curvature;
            periodSlope[period] += block.slope[at];
            periodCurvature[period] += curvature;
            double[] factors = basis[period];
            for (int q = 0; q < mixed.length; q++) {
                mixed[q] += curvature * factors[q];
            }
        }

        private void addRow(double[] z) {
            int q = mixed.length;
            for (int j = 0; j < z.length; j++) {
                gradient[q + j] += rowSlope * z[j];
                double[] row = hessian[q + j];
                for (int b = 0; b < q; b++) {
                    row[b] += z[j] * mixed[b];
                }
                double weighted = rowCurvature * z[j];
                for (int k = 0; k <= j; k++) {
                    row[q + k] += weighted * z[k];
                }
            }
        }

        private void addBaseline() {
            for (int k = 0; k < basis.length; k++) {
                for (int a = 0; a < mixed.length; a++) {
                    gradient[a] += periodSlope[k] * basis[k][a];
                    for (int b = 0; b <= a; b++) {
                        hessian[a][b] += periodCurvature[k] * basis[k][a] * basis[k][b];
                    }
                }
            }
        }

        private void finish() {
            double total = risk.personPeriods();
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] /= total;
                for (int k = 0; k <= j; k++) {
                    hessian[j][k] /= total;
                    hessian[k][j] = hessian[j][k];
                }
            }
        }
    }
}
