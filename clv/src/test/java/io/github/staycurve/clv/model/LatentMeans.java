package io.github.staycurve.clv.model;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Means over two independent gamma variables by brute force: the trapezoid rule in the logarithms of both, divided by its
 * own sum of weights. For shapes from 0.3 to 60.
 */
final class LatentMeans {
    private final double step;
    private final double[] first;
    private final double[] firstWeight;
    private final double[] second;
    private final double[] secondWeight;

    /** Takes the shape and the rate parameter of each variable, and the greatest shape that an integrand makes of them. */
    LatentMeans(double shape, double rate, double otherShape, double otherRate, double narrowest) {
        step = Math.min(0.2, 0.7 / Math.sqrt(narrowest));
        first = nodes(shape, rate);
        firstWeight = weights(first, shape, rate);
        second = nodes(otherShape, otherRate);
        secondWeight = weights(second, otherShape, otherRate);
    }

    private double[] nodes(double shape, double rate) {
        double low = Math.log(shape / rate) - 36 / Math.min(1, shape) - 5;
        double high = Math.log((shape + 40 + 14 * Math.sqrt(shape)) / rate);
        double[] nodes = new double[(int) ((high - low) / step)];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = Math.exp(low + i * step);
        }
        return nodes;
    }

    private static double[] weights(double[] nodes, double shape, double rate) {
        double[] weights = new double[nodes.length];
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            weights[i] = Math.exp(shape * Math.log(nodes[i] * rate / shape) - rate * nodes[i] + shape);
            sum += weights[i];
        }
        for (int i = 0; i < nodes.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    double of(DoubleBinaryOperator function) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                double weight = firstWeight[i] * secondWeight[j];
                sum += weight > 1e-30 ? weight * function.applyAsDouble(first[i], second[j]) : 0;
            }
        }
        return sum;
    }

    /** Returns the mean of a function of the first variable. */
    double ofFirst(DoubleUnaryOperator function) {
        return sum(first, firstWeight, function);
    }

    /** Returns the mean of a function of the second variable. */
    double ofSecond(DoubleUnaryOperator function) {
        return sum(second, secondWeight, function);
    }

    private static double sum(double[] nodes, double[] weights, DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * function.applyAsDouble(nodes[i]);
        }
        return sum;
    }
}
