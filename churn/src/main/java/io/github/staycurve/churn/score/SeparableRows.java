package io.github.staycurve.churn.score;

import io.github.staycurve.churn.internal.NewtonSearch;
import java.util.List;

/**
 * The loss of rows that a direction of the coefficients may separate: who churned on one side, who stayed on the other. The
 * free unknowns, which every direction may use, come first; those of standardised columns behind.
 */
interface SeparableRows extends NewtonSearch.Function {
    int unknowns();

    int freeUnknowns();

    /** Returns the names of the columns. */
    List<String> names();

    /** Returns these rows with some of the columns only, one at least. */
    SeparableRows withColumns(int[] columns);

    /** Returns how many rows an evaluation reads. */
    double cost();

    /** Returns by how much a direction betters the predictor of the row it does worst by (0), and best (1). */
    double[] betterment(double[] direction);
}
