package io.github.staycurve.clv.model;

/** The points that a search may start from: every shape and rate of purchases with every dropout. This class has no state. */
final class StartPoints {
    private StartPoints() {}

    /** Returns the logarithms of each r, each ratio of the rate to the one observed, and each row of coordinates of dropout. */
    static double[][] of(double[] shapes, double[] rates, double[][] dropouts) {
        double[][] points = new double[shapes.length * rates.length * dropouts.length][];
        int n = 0;
        for (double shape : shapes) {
            for (double rate : rates) {
                for (double[] dropout : dropouts) {
                    double[] point = new double[2 + dropout.length];
                    point[SearchedModel.SHAPE] = Math.log(shape);
                    point[SearchedModel.RATE] = Math.log(rate);
                    for (int i = 0; i < dropout.length; i++) {
                        point[SearchedModel.DROPOUT + i] = Math.log(dropout[i]);
                    }
                    points[n++] = point;
                }
            }
        }
        return points;
    }
}
