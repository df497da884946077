package io.github.staycurve.churn.survival;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The middle of the sandwich: products of the score residuals of each cluster, summed over its rows.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1989.10478874">Lin and Wei (1989), The Robust Inference for the Cox
 *     Proportional Hazards Model, JASA 84, 1074-1078</a>
 */
final class CoxClusters {
    private CoxClusters() {}

    static double[][] meat(CoxRows rows, CoxState state) {
        int p = state.sample.features;
        double[][] meat = new double[p][p];
        if (rows.clusters().isEmpty()) { // each row is its own
            double[] score = new double[p];
            for (int i = 0; i < state.sample.rows; i++) {
                Arrays.fill(score, 0);
                state.addScore(i, score);
                addProduct(score, meat);
            }
            return meat;
        }
        List<String> labels = rows.clusters().get();
        Map<String, double[]> scores = new HashMap<>();
        for (int i = 0; i < state.sample.rows; i++) {
            state.addScore(i, scores.computeIfAbsent(labels.get(state.sample.source[i]), label -> new double[p]));
        }
        scores.values().forEach(score -> addProduct(score, meat));
        return meat;
    }

    private static void addProduct(double[] score, double[][] meat) {
        for (int j = 0; j < score.length; j++) {
            for (int l = 0; l < score.length; l++) {
                meat[j][l] += score[j] * score[l];
            }
        }
    }
}
