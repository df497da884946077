package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.math.LinearSystem;
import java.util.Arrays;

/**
 * Some states of a chain, each of which may leave them for good, and the equations (I - wQ) x = b over them.
 *
 * <p>Values of these states are in their own order; {@link #spread} and {@link #gather} go from and to that of all states.
 */
final class TransientPart {
    private final TransitionMatrix matrix;
    private final int[] members;
    private final double[][] inner;
    private final LinearSystem equations;

    private TransientPart(TransitionMatrix matrix, int[] members, double weight) {
        this.matrix = matrix;
        this.members = members;
        this.inner = matrix.submatrix(members);
        double[][] left = new double[members.length][];
        for (int i = 0; i < left.length; i++) {
            left[i] = Arrays.stream(inner[i]).map(p -> -weight * p).toArray();
            left[i][i] += 1;
        }
        this.equations = LinearSystem.of(left);
    }

    /** Makes the part of at least one state; {@code weight} w is 1, or the discount factor of a step. */
    static TransientPart of(TransitionMatrix matrix, int[] members, double weight) {
        return new TransientPart(matrix, members, weight);
    }

    /** Returns x of (I - wQ) x = b. */
    double[] solve(double[] right) {
        return equations.solve(right);
    }

    /** Returns Qx. */
    double[] step(double[] values) {
        double[] stepped = new double[values.length];
        for (int i = 0; i < stepped.length; i++) {
            for (int j = 0; j < stepped.length; j++) {
                stepped[i] += inner[i][j] * values[j];
            }
        }
        return stepped;
    }

    double[][] inverse() {
        return equations.inverse();
    }

    /** Returns 1 for each state. */
    double[] ones() {
        double[] ones = new double[members.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Returns the probability of going from each state to one outside in a step. */
    double[] into(int target) {
        return Arrays.stream(members)
                .mapToDouble(from -> matrix.at(from, target))
                .toArray();
    }

    double[] gather(double[] all) {
        return Arrays.stream(members).mapToDouble(state -> all[state]).toArray();
    }

    /** Returns the values in the order of all states, with 0 for the others. */
    double[] spread(double[] values) {
        double[] all = new double[matrix.states().size()];
        for (int i = 0; i < members.length; i++) {
            all[members[i]] = values[i];
        }
        return all;
    }
}
