package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.ChiSquareDistributions;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Whether two or more groups of customers leave alike: the log-rank test and its weighted relatives, stratified where
 * asked.
 *
 * <p>At each time at which rows ended, d of the n at risk, a group with n<sub>g</sub> at risk is expected to have d
 * n<sub>g</sub> / n of them if all groups have one curve; observed less expected, weighted and summed over the times and
 * strata, is compared with its hypergeometric variance. Late entries count among those at risk after their entry only.
 * Frequency weights equal repetition.
 *
 * <p>This class is immutable and thread-safe. It costs O(n log n) and k² for each distinct time, for k groups.
 *
 * @see <a href="https://doi.org/10.1007/b97377">Klein and Moeschberger (2003), Survival Analysis, sections 7.3 and 7.5</a>
 */
public final class LogRankTest {
    private final List<String> groups;
    private final int strata;
    private final String data;
    private final LogRankWeights weights;
    private final LogRankSums sums;
    private final double chiSquare;
    private final int degreesOfFreedom;

    private LogRankTest(
            List<String> groups, int strata, CensoredDurations data, LogRankWeights weights, LogRankSums sums) {
        this.groups = groups;
        this.strata = strata;
        this.data = data.toString();
        this.weights = weights;
        this.sums = sums;
        QuadraticForm form = QuadraticForm.of(sums.variance, sums.difference());
        this.chiSquare = form.value();
        this.degreesOfFreedom = form.rank();
    }

    /**
     * Returns the log-rank test of groups.
     *
     * @param data the rows; weights, if any, are frequencies
     * @param groups the name of each row's group
     * @return the test
     * @throws IllegalArgumentException if there are fewer than two groups, a name is blank, the columns differ in length or
     *     the weights are sampling weights
     */
    public static LogRankTest of(CensoredDurations data, List<String> groups) {
        return of(data, groups, LogRankWeights.logRank());
    }

    /**
     * Returns a weighted test of groups.
     *
     * @param data the rows; weights, if any, are frequencies
     * @param groups the name of each row's group
     * @param weights how much each time counts
     * @return the test
     * @throws IllegalArgumentException if there are fewer than two groups, a name is blank, the columns differ in length or
     *     the weights are sampling weights
     */
    public static LogRankTest of(CensoredDurations data, List<String> groups, LogRankWeights weights) {
        return stratified(data, groups, Collections.nCopies(data.size(), "all"), weights);
    }

    /**
     * Returns a test of groups that compares rows of one stratum with each other only, so that a difference between the
     * strata, as of the channels that customers came by, is not taken for one between the groups.
     *
     * @param data the rows; weights, if any, are frequencies
     * @param groups the name of each row's group
     * @param strata the name of each row's stratum
     * @param weights how much each time counts, within each stratum
     * @return the test
     * @throws IllegalArgumentException if there are fewer than two groups, a name is blank, the columns differ in length or
     *     the weights are sampling weights
     */
    public static LogRankTest stratified(
            CensoredDurations data, List<String> groups, List<String> strata, LogRankWeights weights) {
        Checks.length(groups.size(), data.size(), "groups");
        Checks.length(strata.size(), data.size(), "strata");
        if (data.weightKind() == WeightKind.SAMPLING) {
            throw new IllegalArgumentException(
                    "weights must be frequencies, were sampling weights: the variance of the test counts rows");
        }
        List<String> names = names(groups, "groups");
        if (names.size() < 2) {
            throw new IllegalArgumentException("groups must be two at least, were " + names);
        }
        List<String> stratumNames = names(strata, "strata");
        LogRankSums sums = new LogRankSums(names.size(), weights);
        int[] groupOf = indices(groups, names);
        int[] stratumOf = indices(strata, stratumNames);
        for (int[] rows : rowsOfEach(stratumOf, data, stratumNames.size())) {
            sums.add(data, rows, groupOf);
        }
        return new LogRankTest(names, stratumNames.size(), data, weights, sums);
    }

    private static List<String> names(List<String> column, String what) {
        for (String name : column) {
            Checks.notBlank(name, what);
        }
        return List.copyOf(new TreeSet<>(column));
    }

    private static int[] indices(List<String> column, List<String> names) {
        return column.stream()
                .mapToInt(name -> Collections.binarySearch(names, name))
                .toArray();
    }

    /** Returns the rows of each stratum; those of weight 0 are nowhere. */
    private static List<int[]> rowsOfEach(int[] stratumOf, CensoredDurations data, int strata) {
        int[] sizes = new int[strata];
        for (int row = 0; row < stratumOf.length; row++) {
            sizes[stratumOf[row]] += data.weight(row) > 0 ? 1 : 0;
        }
        List<int[]> rows = new ArrayList<>();
        for (int size : sizes) {
            rows.add(new int[size]);
        }
        int[] filled = new int[strata];
        for (int row = 0; row < stratumOf.length; row++) {
            if (data.weight(row) > 0) {
                int stratum = stratumOf[row];
                rows.get(stratum)[filled[stratum]++] = row;
            }
        }
        return rows;
    }

    /**
     * Returns the names of the groups.
     *
     * @return the names in alphabetical order, which is that of all columns of this test; read-only
     */
    public List<String> groups() {
        return groups;
    }

    /**
     * Returns how many rows of a group ended, each time by its weight of the test.
     *
     * @param group the name of the group
     * @return 0 or more; the plain number for the log-rank test
     * @throws IllegalArgumentException if there is no such group
     */
    public double observed(String group) {
        return sums.observed[index(group)];
    }

    /**
     * Returns how many rows of a group were expected to end if all groups had one curve, each time by its weight of the
     * test.
     *
     * @param group the name of the group
     * @return 0 or more
     * @throws IllegalArgumentException if there is no such group
     */
    public double expected(String group) {
        return sums.expected[index(group)];
    }

    /**
     * Returns the covariance of observed less expected.
     *
     * @return a fresh copy, a row and a column for each group in order; its rows sum to 0
     */
    public double[][] variance() {
        return Arrays.stream(sums.variance).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * Returns the test statistic.
     *
     * @return chi-square, 0 or more; 0 where nothing can be compared
     */
    public double chiSquare() {
        return chiSquare;
    }

    /**
     * Returns the degrees of freedom: the groups less one, where every group was at risk together with others while rows
     * ended.
     *
     * @return 0 where nothing can be compared
     */
    public int degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /**
     * Returns the probability of a statistic as great as this one or greater if all groups have one curve.
     *
     * @return the p-value, in [0, 1]; empty where nothing can be compared, as with no row that ended
     */
    public OptionalDouble pValue() {
        return degreesOfFreedom == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(ChiSquareDistributions.upperTail(chiSquare, degreesOfFreedom));
    }

    /**
     * Returns what was tested, how, and the outcome.
     *
     * @return one line
     */
    public String describe() {
        String outcome = degreesOfFreedom == 0
                ? "nothing to compare"
                : String.format(
                        Locale.ROOT,
                        "chi-square %.4f, %d degrees of freedom, p %.4g",
                        chiSquare,
                        degreesOfFreedom,
                        pValue().orElseThrow());
        return "%s test of %s%s in %s: %s"
                .formatted(weights, groups, strata == 1 ? "" : " within " + strata + " strata", data, outcome);
    }

    @Override
    public String toString() {
        return describe();
    }

    private int index(String group) {
        int index = Collections.binarySearch(groups, group);
        if (index < 0) {
            throw new IllegalArgumentException("no group '%s' here; there are %s".formatted(group, groups));
        }
        return index;
    }
}
