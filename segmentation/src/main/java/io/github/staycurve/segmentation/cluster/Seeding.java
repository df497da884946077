package io.github.staycurve.segmentation.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * First centres by k-means++: each is a row drawn with a probability proportional to its squared distance from the nearest
 * centre drawn before. This class has no state.
 *
 * @see <a href="https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf">Arthur and Vassilvitskii (2007), k-means++:
 *     the advantages of careful seeding, SODA '07</a>, section 2.2
 */
final class Seeding {
    private Seeding() {}

    /** Returns k centres; there must be k points at least. */
    static double[] centres(ScaledPoints points, int k, SplittableRandom random) {
        int d = points.features;
        double[] centres = new double[k * d];
        double[] squares = new double[points.size()]; // weight times the squared distance to the nearest centre
        double[] distances = new double[points.size()];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int chosen = draw(weights(points), random);
        for (int centre = 0; ; centre++) {
            System.arraycopy(points.values, chosen * d, centres, centre * d, d);
            if (centre == k - 1) {
                return centres;
            }
            for (int point = 0; point < distances.length; point++) {
                double distance = Centres.squaredDistance(points.values, point * d, centres, centre, d);
                distances[point] = Math.min(distances[point], distance);
                squares[point] = points.weights[point] * distances[point];
            }
            distances[chosen] = -1; // drawn
            squares[chosen] = 0;
            chosen = draw(squares, random);
            if (!(distances[chosen] > 0)) { // every distance underflows: any point not drawn yet will do
                chosen = firstNotDrawn(distances);
            }
        }
    }

    private static double[] weights(ScaledPoints points) {
        return Arrays.stream(points.weights).asDoubleStream().toArray();
    }

    /** Returns an index, each with a probability proportional to its share; the last one if all shares are 0. */
    private static int draw(double[] shares, SplittableRandom random) {
        double left = random.nextDouble() * Arrays.stream(shares).sum();
        int last = shares.length - 1;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                left -= shares[i];
                last = i;
                if (left < 0) {
                    return i;
                }
            }
        }
        return last; // the sum and the walk round differently
    }

    private static int firstNotDrawn(double[] distances) {
        int point = 0;
        while (distances[point] < 0) {
            point++;
        }
        return point;
    }
}
