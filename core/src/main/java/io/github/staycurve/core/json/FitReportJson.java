package io.github.staycurve.core.json;

import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The stored form of a {@link FitReport}. A change to it raises the version and keeps reading the old ones.
 *
 * <p>Standard errors are not stored beside the covariance matrix, whose diagonal they are the roots of. The
 * log-likelihood of a failed fit, minus infinity, is null.
 *
 * <p>This class has no state.
 */
public final class FitReportJson {
    private static final VersionedDocument FORM = VersionedDocument.report("fit", 1);

    private FitReportJson() {}

    /**
     * Returns a report as JSON.
     *
     * @param report the report
     * @return the document, from which {@link #read} makes an equal report
     */
    public static String write(FitReport report) {
        List<JsonObject> estimates = new ArrayList<>();
        for (Estimate estimate : report.estimates()) {
            estimates.add(JsonObject.builder()
                    .put("name", estimate.name())
                    .put("value", estimate.value())
                    .put("atBoundary", estimate.atBoundary())
                    .build());
        }
        List<List<Double>> covariance = new ArrayList<>();
        for (double[] row : report.covariance()) {
            covariance.add(Arrays.stream(row).boxed().toList());
        }
        JsonObject.Builder document = FORM.builder()
                .put("model", report.modelName())
                .put("status", report.status().name())
                .put("estimates", estimates)
                .put("covarianceParameters", report.covarianceParameters())
                .put("covariance", covariance)
                .put("logLikelihood", logLikelihood(report))
                .put("observations", report.observations())
                .put("iterations", report.iterations())
                .put("evaluations", report.evaluations())
                .put("explanation", report.explanation());
        if (report.eitherSign()) { // left out otherwise, as in documents of before it was known
            document.put("eitherSign", true);
        }
        return document.build().toJson();
    }

    /**
     * Returns the report of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the report
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds values that are out of
     *     range or contradict each other
     */
    public static FitReport read(String json) {
        JsonObject document = FORM.parse(json);
        FitReport.Builder report = FitReport.builder(document.text("model"), status(document.text("status")))
                .covariance(document.list("covarianceParameters").texts(), matrix(document.list("covariance")))
                .observations(document.number("observations"))
                .search(count(document, "iterations"), count(document, "evaluations"))
                .explanation(document.text("explanation"));
        for (JsonObject estimate : document.list("estimates").objects()) {
            report.estimate(estimate.text("name"), estimate.number("value"), estimate.bool("atBoundary"));
        }
        document.optionalNumber("logLikelihood").ifPresent(report::logLikelihood);
        if (document.has("eitherSign") && document.bool("eitherSign")) {
            report.ofEitherSign();
        }
        return report.build();
    }

    private static OptionalDouble logLikelihood(FitReport report) {
        return report.status().hasEstimates() ? OptionalDouble.of(report.logLikelihood()) : OptionalDouble.empty();
    }

    private static double[][] matrix(JsonList rows) {
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = rows.list(i).numbers();
        }
        return matrix;
    }

    private static int count(JsonObject document, String name) {
        long value = document.whole(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%s must lie in [0, %s], was %s".formatted(name, Integer.MAX_VALUE, value));
        }
        return (int) value;
    }

    private static FitStatus status(String name) {
        for (FitStatus status : FitStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new IllegalArgumentException("status must be one of %s, was %s"
                .formatted(Arrays.toString(FitStatus.values()), JsonValues.quoted(name)));
    }
}
