package io.github.staycurve.clv.selection;

import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fits of several models to the same customers, side by side and sorted by Akaike's criterion.
 *
 * <p>The criteria judge how a model fits the customers it was fitted to, less a price for its parameters. A parameter at a
 * boundary has its price too, though it may do nothing: its row names it. The regularity k of a CNBD-k model that was chosen
 * by its likelihood has no price. How a model predicts is the question of {@link Backtest}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param rows a row a fit: those with estimates by AIC, the lowest first, and those that failed after them; fits that are
 *     equal stay in the order of their names
 */
public record ModelComparison(List<Row> rows) {
    /**
     * Checks that there is something to compare.
     *
     * @param rows a row a fit, at least one
     */
    public ModelComparison {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("reports must have at least one fit, have none");
        }
    }

    /**
     * One fit. Immutable and thread-safe.
     *
     * @param name what the caller calls the fit
     * @param report how it went
     * @param aicDifference AIC less that of the best, 0 or more; infinite if the fit failed
     * @param bicDifference BIC less that of the best by BIC, 0 or more; infinite if the fit failed
     */
    public record Row(String name, FitReport report, double aicDifference, double bicDifference) {
        /**
         * Returns whether there are estimates.
         *
         * @return false if the fit failed
         */
        public boolean hasEstimates() {
            return report.status().hasEstimates();
        }
    }

    /**
     * Compares fits to the same customers.
     *
     * @param reports the reports by the names of the fits, at least one
     * @return the comparison
     * @throws IllegalArgumentException if there is no report, a name is blank, or two fits are of unlike numbers of customers
     */
    public static ModelComparison of(Map<String, FitReport> reports) {
        double bestAic = Double.POSITIVE_INFINITY;
        double bestBic = Double.POSITIVE_INFINITY;
        double observations = Double.NaN;
        for (Map.Entry<String, FitReport> entry : reports.entrySet()) {
            Checks.notBlank(entry.getKey(), "name");
            FitReport report = entry.getValue();
            if (!report.status().hasEstimates()) {
                continue;
            }
            if (!Double.isNaN(observations) && observations != report.observations()) {
                throw new IllegalArgumentException("fits must be to the same customers: %s is to %s, another to %s"
                        .formatted(entry.getKey(), report.observations(), observations));
            }
            observations = report.observations();
            bestAic = Math.min(bestAic, report.aic());
            bestBic = Math.min(bestBic, report.bic());
        }
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, FitReport> entry : reports.entrySet()) {
            FitReport report = entry.getValue();
            boolean fitted = report.status().hasEstimates();
            rows.add(new Row(
                    entry.getKey(),
                    report,
                    fitted ? report.aic() - bestAic : Double.POSITIVE_INFINITY,
                    fitted ? report.bic() - bestBic : Double.POSITIVE_INFINITY));
        }
        rows.sort(Comparator.comparingDouble(Row::aicDifference).thenComparing(Row::name));
        return new ModelComparison(rows);
    }

    /**
     * Returns the table as text: a line a fit, with the parameters at a boundary, or why it failed.
     *
     * @return several lines
     */
    public String describe() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-16s %-10s %3s %16s %14s %9s %14s %9s",
                "model",
                "status",
                "k",
                "log-likelihood",
                "AIC",
                "over",
                "BIC",
                "over"));
        for (Row row : rows) {
            text.append('\n').append(line(row));
        }
        return text.toString();
    }

    private static String line(Row row) {
        FitReport report = row.report();
        if (!row.hasEstimates()) {
            return "%-16s %-10s %s".formatted(row.name(), report.status(), report.explanation());
        }
        String line = String.format(
                Locale.ROOT,
                "%-16s %-10s %3d %16.4f %14.3f %9.3f %14.3f %9.3f",
                row.name(),
                report.status(),
                report.estimates().size(),
                report.logLikelihood(),
                report.aic(),
                row.aicDifference(),
                report.bic(),
                row.bicDifference());
        List<String> atBoundary = report.boundaryParameters();
        return atBoundary.isEmpty() ? line : line + "  at the boundary: " + String.join(", ", atBoundary);
    }

    @Override
    public String toString() {
        return describe();
    }
}
