package io.github.staycurve.clv.selection;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Scores as a table of text. This class has no state. */
final class BacktestText {
    private BacktestText() {}

    static String table(List<ForecastScore> scores) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-20s %12s %10s %10s %12s %10s %10s",
                "forecast",
                "log score",
                "MAE",
                "RMSE",
                "predicted",
                "actual",
                "ratio"));
        for (ForecastScore score : scores) {
            HoldoutErrors errors = score.errors();
            text.append(String.format(
                    Locale.ROOT,
                    "\n%-20s %12s %10.6f %10.6f %12.2f %10d %10s",
                    score.name(),
                    number(score.logScore(), "%.6f"),
                    errors.meanAbsoluteError(),
                    errors.rootMeanSquaredError(),
                    errors.predicted(),
                    errors.actual(),
                    number(errors.predictedToActual().value(), "%.4f")));
        }
        return text.toString();
    }

    private static String number(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }
}
