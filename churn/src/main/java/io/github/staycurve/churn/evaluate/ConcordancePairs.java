package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;

/**
 * Counts the comparable pairs of rows, and what each row has part in, in two walks along the times: down with a tree of the
 * rows at risk, and up with a tree of the rows that ended.
 *
 * <p>A row that ended at t is compared with those at risk after t: seen longer, or censored at t, and entered before t.
 * Not thread-safe.
 */
final class ConcordancePairs {
    double concordant;
    double discordant;
    double tiedScores;
    double tiedTimes;
    double tiedBoth;

    /** By row: derivative of the concordant pairs, tied scores as half, by its weight. */
    final double[] agreeing;
    /** By row: derivative of all comparable pairs by its weight. */
    final double[] compared;

    private final CensoredDurations data;
    /** What a pair led by each row that ended counts; 0 for rows that lead none. */
    private final double[] factors;

    private final boolean frequencies;

    ConcordancePairs(CensoredDurations data, double[] factors) {
        this.data = data;
        this.factors = factors;
        this.frequencies = data.weightKind() == WeightKind.FREQUENCY;
        agreeing = new double[data.size()];
        compared = new double[data.size()];
    }

    /** Adds the pairs among some rows, those of one stratum. */
    void add(int[] rows, double[] scores) {
        double[] times = new double[rows.length];
        double[] risks = new double[rows.length];
        double[] entries = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            times[i] = data.duration(rows[i]);
            risks[i] = scores[rows[i]];
            entries[i] = data.entry(rows[i]);
        }
        Walk walk = new Walk(rows, new ConcordanceRanks(times), new ConcordanceRanks(risks));
        int[] byEntry = new ConcordanceRanks(entries).order();
        walk.down(byEntry);
        walk.up(byEntry);
    }

    /** Two walks along the times of one stratum. */
    private final class Walk {
        private final int[] rows;
        private final int[] starts;
        private final int[] order;
        private final double[] times;
        private final int[] rank;
        private final int ranks;

        Walk(int[] rows, ConcordanceRanks byTime, ConcordanceRanks byScore) {
            this.rows = rows;
            this.starts = byTime.starts();
            this.order = byTime.order();
            this.times = byTime.distinct;
            this.rank = byScore.rank;
            this.ranks = byScore.size();
        }

        /** From the last time to the first, with those at risk in the tree: what each row that ended leads. */
        void down(int[] entering) {
            ConcordanceTree atRisk = new ConcordanceTree(ranks);
            int last = entering.length - 1;
            double[] tied = new double[ranks];
            for (int time = times.length - 1; time >= 0; time--) {
                for (; last >= 0 && entryOf(entering[last]) > 0 && entryOf(entering[last]) >= times[time]; last--) {
                    atRisk.remove(rank[entering[last]], weightOf(entering[last]));
                }
                addAll(atRisk, time, false);
                for (int k = starts[time]; k < starts[time + 1]; k++) {
                    if (data.ended(rows[order[k]])) {
                        lead(order[k], atRisk);
                    }
                }
                countTies(time, tied);
                addAll(atRisk, time, true);
            }
        }

        private void addAll(ConcordanceTree tree, int time, boolean thatEnded) {
            for (int k = starts[time]; k < starts[time + 1]; k++) {
                if (data.ended(rows[order[k]]) == thatEnded) {
                    tree.add(rank[order[k]], weightOf(order[k]));
                }
            }
        }

        private void lead(int i, ConcordanceTree atRisk) {
            if (atRisk.isEmpty()) {
                return;
            }
            int row = rows[i];
            double below = atRisk.below(rank[i]);
            double equal = atRisk.at(rank[i]);
            double all = atRisk.total();
            double factor = factors[row];
            double weight = data.weight(row) * factor;
            concordant += weight * below;
            tiedScores += weight * equal;
            discordant += weight * (all - below - equal);
            agreeing[row] += factor * (below + equal / 2);
            compared[row] += factor * all;
        }

        /** Pairs of rows that ended at one time, by whether their scores differ. */
        private void countTies(int time, double[] tied) {
            double all = 0;
            double within = 0; // pairs of a row with itself
            double equal = 0;
            double equalWithin = 0;
            for (int k = starts[time]; k < starts[time + 1]; k++) {
                if (data.ended(rows[order[k]])) {
                    double weight = weightOf(order[k]);
                    all += weight;
                    within += frequencies ? weight : weight * weight;
                    tied[rank[order[k]]] += weight;
                }
            }
            for (int k = starts[time]; k < starts[time + 1]; k++) {
                if (data.ended(rows[order[k]])) {
                    int r = rank[order[k]];
                    double weight = weightOf(order[k]);
                    equal += tied[r] * tied[r];
                    tied[r] = 0; // once a rank
                    equalWithin += frequencies ? weight : weight * weight;
                }
            }
            tiedBoth += (equal - equalWithin) / 2;
            tiedTimes += (all * all - within - equal + equalWithin) / 2;
        }

        /** From the first time to the last, with those that ended in the tree: what each row is compared with. */
        void up(int[] entering) {
            ConcordanceTree leading = new ConcordanceTree(ranks);
            int next = 0;
            for (int time = 0; time < times.length; time++) {
                for (; next < entering.length && entryOf(entering[next]) < times[time]; next++) {
                    if (entryOf(entering[next]) > 0) {
                        follow(entering[next], leading, -1);
                    }
                }
                followAll(leading, time, true);
                for (int k = starts[time]; k < starts[time + 1]; k++) {
                    int row = rows[order[k]];
                    if (data.ended(row)) {
                        leading.add(rank[order[k]], data.weight(row) * factors[row]);
                    }
                }
                followAll(leading, time, false);
            }
        }

        private void followAll(ConcordanceTree leading, int time, boolean thatEnded) {
            for (int k = starts[time]; k < starts[time + 1]; k++) {
                if (data.ended(rows[order[k]]) == thatEnded) {
                    follow(order[k], leading, 1);
                }
            }
        }

        private void follow(int i, ConcordanceTree leading, double sign) {
            double above = leading.total() - leading.below(rank[i]) - leading.at(rank[i]);
            agreeing[rows[i]] += sign * (above + leading.at(rank[i]) / 2);
            compared[rows[i]] += sign * leading.total();
        }

        private double weightOf(int i) {
            return data.weight(rows[i]);
        }

        private double entryOf(int i) {
            return data.entry(rows[i]);
        }
    }

    /** The pairs that lead to C: all that are comparable, tied scores among them. */
    double comparable() {
        return concordant + discordant + tiedScores;
    }

    /**
     * Returns the standard error of C by the infinitesimal jackknife: the root of the sum of squares of its derivatives by
     * the rows' weights, each times the weight; a row of frequency w counts as w rows.
     */
    double standardError() {
        double c = (concordant + tiedScores / 2) / comparable();
        double sum = 0;
        for (int row = 0; row < agreeing.length; row++) {
            double slope = (agreeing[row] - c * compared[row]) / comparable();
            double weight = data.weight(row);
            sum += (frequencies ? weight : weight * weight) * slope * slope;
        }
        return Math.sqrt(sum);
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
