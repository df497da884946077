package io.github.staycurve.churn.survival;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The partial likelihood as it is written in books: for each time, a sum over all rows. */
final class CoxOracle {
    private CoxOracle() {}

    /** Returns whether a row is at risk at a time. */
    private static boolean atRisk(CensoredDurations d, int row, double t) {
        return d.duration(row) >= t && (d.entry(row) == 0 || d.entry(row) < t);
    }

    private static double eta(FeatureTable x, int row, double[] beta) {
        double sum = 0;
        for (int j = 0; j < beta.length; j++) {
            sum += beta[j] * x.value(row, j);
        }
        return sum;
    }

    /** Log partial likelihood; a frequency is so many rows, a sampling weight has Efron's mean weight. */
    static double logLikelihood(CoxRows rows, CoxTies ties, double[] beta) {
        double sum = 0;
        for (String stratum : rows.strataLabels()) {
            TreeSet<Double> times = new TreeSet<>();
            CensoredDurations d = rows.durations();
            for (int i = 0; i < d.size(); i++) {
                if (d.ended(i) && d.weight(i) > 0 && rows.stratum(i).equals(stratum)) {
                    times.add(d.duration(i));
                }
            }
            for (double t : times) {
                sum += atTime(rows, ties, beta, new Moment(stratum, t));
            }
        }
        return sum;
    }

    private record Moment(String stratum, double time) {}

    private static double atTime(CoxRows rows, CoxTies ties, double[] beta, Moment moment) {
        CensoredDurations d = rows.durations();
        double all = 0;
        double ending = 0;
        double weight = 0;
        double scores = 0;
        double steps = 0;
        for (int i = 0; i < d.size(); i++) {
            if (d.weight(i) > 0 && rows.stratum(i).equals(moment.stratum()) && atRisk(d, i, moment.time())) {
                double eta = eta(rows.features(), i, beta);
                all += d.weight(i) * Math.exp(eta);
                if (d.ended(i) && d.duration(i) == moment.time()) {
                    ending += d.weight(i) * Math.exp(eta);
                    weight += d.weight(i);
                    scores += d.weight(i) * eta;
                    steps += d.weightKind() == WeightKind.FREQUENCY ? d.weight(i) : 1;
                }
            }
        }
        double logs = 0;
        for (int k = 0; k < steps; k++) {
            logs += Math.log(all - (ties == CoxTies.EFRON ? k / steps * ending : 0));
        }
        return scores - weight / steps * logs;
    }

    /** Central differences. */
    static double[] gradient(CoxRows rows, CoxTies ties, double[] beta, double step) {
        double[] gradient = new double[beta.length];
        for (int j = 0; j < beta.length; j++) {
            double[] up = beta.clone();
            double[] down = beta.clone();
            up[j] += step;
            down[j] -= step;
            gradient[j] = (logLikelihood(rows, ties, up) - logLikelihood(rows, ties, down)) / (2 * step);
        }
        return gradient;
    }

    /** Rows with ties, of which some enter late and some are weighted, as asked. */
    static CoxRows random(SplittableRandom random, int n, boolean entries, boolean weights) {
        double[] x = new double[n];
        double[] z = new double[n];
        double[] u = new double[n];
        double[] durations = new double[n];
        double[] starts = new double[n];
        double[] w = new double[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
            z[i] = random.nextInt(2);
            u[i] = 50 + 20 * random.nextDouble();
            double rate = Math.exp(0.5 * x[i] - 0.7 * z[i] + 0.02 * (u[i] - 60));
            durations[i] = Math.ceil(-Math.log(random.nextDouble()) / rate * 6);
            double censored = 1 + random.nextInt(12);
            ended[i] = durations[i] <= censored;
            durations[i] = Math.min(durations[i], censored);
            starts[i] = entries && random.nextInt(2) == 0 ? random.nextInt((int) durations[i]) : 0;
            w[i] = weights ? random.nextInt(4) : 1;
        }
        FeatureTable table = FeatureTable.builder()
                .column("x", x)
                .column("z", z)
                .column("u", u)
                .build();
        CensoredDurations d = CensoredDurations.of(durations, ended);
        d = entries ? d.withEntries(starts) : d;
        return CoxRows.of(table, weights ? d.withWeights(w, WeightKind.FREQUENCY) : d);
    }

    /** Labels of n rows, drawn from a few. */
    static List<String> labels(SplittableRandom random, int n, int kinds) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add("s" + random.nextInt(kinds));
        }
        return labels;
    }

    /** Each row as often as its weight says. */
    static CoxRows repeated(CoxRows rows) {
        CensoredDurations d = rows.durations();
        List<Integer> source = new ArrayList<>();
        for (int i = 0; i < d.size(); i++) {
            for (int k = 0; k < d.weight(i); k++) {
                source.add(i);
            }
        }
        return unweighted(rows, source.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Some rows, each with weight 1. */
    static CoxRows unweighted(CoxRows rows, int[] chosen) {
        CensoredDurations d = rows.durations();
        double[] durations = new double[chosen.length];
        double[] starts = new double[chosen.length];
        boolean[] ended = new boolean[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            durations[i] = d.duration(chosen[i]);
            starts[i] = d.entry(chosen[i]);
            ended[i] = d.ended(chosen[i]);
        }
        CoxRows some = CoxRows.of(
                rows.features().withRows(chosen),
                CensoredDurations.of(durations, ended).withEntries(starts));
        if (rows.strata().isPresent()) {
            List<String> labels = new ArrayList<>();
            for (int i : chosen) {
                labels.add(rows.stratum(i));
            }
            some = some.withStrata(labels);
        }
        return some;
    }
}
