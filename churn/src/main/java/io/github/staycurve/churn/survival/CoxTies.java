package io.github.staycurve.churn.survival;

/**
 * How rows that end at one time enter the partial likelihood. Packages differ in their default, and with many ties the
 * coefficients do too: a model carries its choice.
 */
public enum CoxTies {
    /**
     * Each of the m rows that end together is compared with the rows at risk less, on average, those of the m that went
     * before it: Efron (1977). Close to the exact likelihood of rounded times even where ties are many; the default, as in
     * R and lifelines.
     */
    EFRON,
    /**
     * Each of them is compared with all rows at risk: Breslow (1974). Biased towards 0 where a good part of those at risk
     * end together; the default of SAS, SPSS and scikit-survival.
     */
    BRESLOW
}
