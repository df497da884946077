package io.github.staycurve.segmentation.cluster;

import java.util.Arrays;

/**
 * The k-means search from given centres: assign every point to its nearest centre, move every centre to the mean of its
 * points, until no assignment changes.
 *
 * <p>Two bounds a point save most of the distances: one above the distance to its own centre, one below that to all
 * others. They change no assignment, only the time (Hamerly 2010, "Making k-means even faster", SDM '10, algorithm 1).
 *
 * <p>A cluster that lost all its points takes the point that is farthest from its own centre, of those that are not alone
 * in their cluster. For one use by one thread.
 */
final class Lloyd {
    /** The bounds are sums of rounded terms; a point is skipped only when they leave no doubt. */
    private static final double DOUBT = 1 + 1e-9;

    private final ScaledPoints points;
    private final int d;
    private final int k;
    private final double[] centres;
    private final int[] clusters;
    private final double[] upper;
    private final double[] lower;
    /** Half the distance of each centre to the nearest other. */
    private final double[] halfGap;

    private int iterations;
    private boolean converged;

    private Lloyd(ScaledPoints points, double[] start) {
        this.points = points;
        this.d = points.features;
        this.k = start.length / d;
        this.centres = start.clone();
        this.clusters = new int[points.size()];
        this.upper = new double[points.size()];
        this.lower = new double[points.size()];
        this.halfGap = new double[k];
        Arrays.fill(clusters, -1);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
    }

    /** Searches from start centres, of which there must not be more than points. */
    static Lloyd search(ScaledPoints points, double[] start, int maxIterations) {
        Lloyd search = new Lloyd(points, start);
        while (!search.converged && search.iterations < maxIterations) {
            search.step();
        }
        return search;
    }

    double[] centres() {
        return centres;
    }

    /** Returns how many times all points were assigned. */
    int iterations() {
        return iterations;
    }

    /** Returns whether the last assignment changed nothing. */
    boolean converged() {
        return converged;
    }

    private void step() {
        iterations++;
        measureGaps();
        boolean changed = false;
        for (int point = 0; point < clusters.length; point++) {
            changed |= assign(point);
        }
        if (!changed) {
            converged = true;
            return;
        }
        fillEmptyClusters();
        moveCentres();
    }

    private void measureGaps() {
        Arrays.fill(halfGap, Double.POSITIVE_INFINITY);
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < a; b++) {
                double half = Math.sqrt(Centres.squaredDistance(centres, a * d, centres, b, d)) / 2;
                halfGap[a] = Math.min(halfGap[a], half);
                halfGap[b] = Math.min(halfGap[b], half);
            }
        }
    }

    /** Assigns a point to its nearest centre and returns whether that is another than before. */
    private boolean assign(int point) {
        int own = clusters[point];
        if (own >= 0) {
            double bound = Math.max(lower[point], halfGap[own]);
            if (upper[point] * DOUBT < bound) {
                return false;
            }
            upper[point] = Math.sqrt(Centres.squaredDistance(points.values, point * d, centres, own, d));
            if (upper[point] * DOUBT < bound) {
                return false;
            }
        }
        scan(point);
        return clusters[point] != own;
    }

    /** Assigns a point by its distances to all centres, and sets both bounds. */
    private void scan(int point) {
        double nearest = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int centre = 0; centre < k; centre++) {
            double distance = Centres.squaredDistance(points.values, point * d, centres, centre, d);
            if (distance < nearest || (distance == nearest && RowOrder.compare(d, centres, centre, best) < 0)) {
                second = nearest;
                nearest = distance;
                best = centre;
            } else if (distance < second) {
                second = distance;
            }
        }
        clusters[point] = best;
        upper[point] = Math.sqrt(nearest);
        lower[point] = Math.sqrt(second);
    }

    private void fillEmptyClusters() {
        int[] members = new int[k];
        for (int cluster : clusters) {
            members[cluster]++;
        }
        for (int cluster = 0; cluster < k; cluster++) {
            if (members[cluster] == 0) {
                int point = farthest(members);
                members[clusters[point]]--;
                members[cluster] = 1;
                clusters[point] = cluster;
                upper[point] = Double.POSITIVE_INFINITY; // of no use any more: the point is scanned next time
                lower[point] = 0;
            }
        }
    }

    private int farthest(int[] members) {
        int farthest = -1;
        double greatest = -1;
        for (int point = 0; point < clusters.length; point++) {
            int own = clusters[point];
            double distance = Centres.squaredDistance(points.values, point * d, centres, own, d);
            if (members[own] > 1 && distance > greatest) {
                greatest = distance;
                farthest = point;
            }
        }
        return farthest;
    }

    /** Moves the centres to the means, added up in the order of the points, and loosens the bounds by the moves. */
    private void moveCentres() {
        double[] sums = new double[k * d];
        double[] sizes = new double[k];
        for (int point = 0; point < clusters.length; point++) {
            int from = clusters[point] * d;
            double weight = points.weights[point];
            sizes[clusters[point]] += weight;
            for (int feature = 0; feature < d; feature++) {
                sums[from + feature] += weight * points.values[point * d + feature];
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= sizes[i / d];
        }
        double[] moves = new double[k];
        double greatest = 0;
        for (int cluster = 0; cluster < k; cluster++) {
            moves[cluster] = Math.sqrt(Centres.squaredDistance(sums, cluster * d, centres, cluster, d));
            greatest = Math.max(greatest, moves[cluster]);
        }
        System.arraycopy(sums, 0, centres, 0, sums.length);
        for (int point = 0; point < clusters.length; point++) {
            upper[point] += moves[clusters[point]];
            lower[point] -= greatest;
        }
    }
}
