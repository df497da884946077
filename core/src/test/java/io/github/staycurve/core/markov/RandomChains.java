package io.github.staycurve.core.markov;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chains drawn at random for properties that every chain has. */
final class RandomChains {
    private RandomChains() {}

    static StateSpace states(int size) {
        return StateSpace.of(IntStream.range(0, size).mapToObj(i -> "S" + i).toList());
    }

    /** Returns a matrix in which every state leads to every other, about a third of the entries being 0. */
    static TransitionMatrix matrix(SplittableRandom random, int size) {
        double[][] rows = new double[size][size];
        for (int from = 0; from < size; from++) {
            double sum = 0;
            for (int to = 0; to < size; to++) {
                boolean kept = to == (from + 1) % size || random.nextInt(3) > 0; // the cycle joins all of them
                rows[from][to] = kept ? random.nextDouble() + 1e-3 : 0;
                sum += rows[from][to];
            }
            for (int to = 0; to < size; to++) {
                rows[from][to] /= sum;
            }
        }
        return TransitionMatrix.of(states(size), rows);
    }

    /** Returns a path of the chain. */
    static int[] path(SplittableRandom random, TransitionMatrix matrix, int start, int length) {
        int[] path = new int[length];
        path[0] = start;
        for (int i = 1; i < length; i++) {
            path[i] = next(random, matrix.rowAt(path[i - 1]));
        }
        return path;
    }

    static int next(SplittableRandom random, double[] row) {
        double left = random.nextDouble();
        int to = 0;
        int last = 0;
        for (int i = 0; i < row.length; i++) {
            last = row[i] > 0 ? i : last;
        }
        while (to < last && (row[to] == 0 || left >= row[to])) {
            left -= row[to];
            to++;
        }
        return to;
    }
}
