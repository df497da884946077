package io.github.staycurve.clv.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.selection.AliveCalibration;
import io.github.staycurve.clv.selection.Backtest;
import io.github.staycurve.clv.selection.BacktestResult;
import io.github.staycurve.clv.selection.ForecastScore;
import io.github.staycurve.clv.selection.FrequencyCalibration;
import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.clv.selection.ModelChoice;
import io.github.staycurve.clv.selection.PurchaseModels;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The tables of docs/model-choice.md, each between marks of its own: CDNOW, calibrated to 1997-09-30. */
final class ModelChoiceTables {
    static final ObservationWindow WINDOW =
            ObservationWindow.split(LocalDate.of(1997, 9, 30), LocalDate.of(1998, 6, 30), ZoneOffset.UTC);
    private static final LocalDate FIRST_DAY = LocalDate.of(1997, 1, 1);

    private ModelChoiceTables() {}

    static TransactionLog log(Path file) {
        return CsvTransactions.builder("sample_id", "date", "amount")
                .build()
                .read(file)
                .orThrow();
    }

    /** Returns the back-test from the end of the calibration over 39 weeks. */
    static BacktestResult holdout(TransactionLog log) {
        return Backtest.of(log, WINDOW, PeriodUnit.WEEK)
                .models(PurchaseModels.all())
                .origins(WINDOW.calibrationEnd())
                .horizon(Horizon.of(39, PeriodUnit.WEEK))
                .build()
                .run();
    }

    /** Returns the tables that need the data, by the name of their marks. */
    static Map<String, String> blocks(Path file) {
        TransactionLog log = log(file);
        BacktestResult holdout = holdout(log);
        Map<String, String> blocks = new LinkedHashMap<>();
        blocks.put("holdout", block("holdout", scores(holdout)));
        blocks.put("choice", block("choice", choice(holdout)));
        BacktestResult rolling = rolling(log);
        blocks.put("origins", block("origins", scores(rolling) + "\n" + choice(rolling)));
        blocks.put("auto", block("auto", choice(auto(log))));
        CustomerSummaryTable table = log.summarize(WINDOW, PeriodUnit.WEEK).table();
        blocks.put("frequency", block("frequency", frequency(table)));
        blocks.put("alive", block("alive", alive(table)));
        return blocks;
    }

    private static BacktestResult rolling(TransactionLog log) {
        return Backtest.of(log, WINDOW, PeriodUnit.WEEK)
                .models(PurchaseModels.all())
                .origins(LocalDate.of(1997, 6, 30), LocalDate.of(1997, 9, 30), LocalDate.of(1997, 12, 30))
                .horizon(Horizon.of(26, PeriodUnit.WEEK))
                .build()
                .run();
    }

    /** The choice that somebody makes who has nothing but the calibration. */
    private static BacktestResult auto(TransactionLog log) {
        ObservationWindow known = ObservationWindow.until(WINDOW.calibrationEnd(), ZoneOffset.UTC);
        return Backtest.of(log, known, PeriodUnit.WEEK)
                .models(PurchaseModels.all())
                .lastThird(FIRST_DAY)
                .build()
                .run();
    }

    private static String scores(BacktestResult result) {
        StringBuilder text = new StringBuilder("| forecast | log score | MAE | RMSE | predicted | actual | ratio |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (ForecastScore score : result.scores()) {
            HoldoutErrors errors = score.errors();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.6f | %.6f | %.2f | %d | %s |%n",
                    score.name(),
                    number(score.logScore(), 6),
                    errors.meanAbsoluteError(),
                    errors.rootMeanSquaredError(),
                    errors.predicted(),
                    errors.actual(),
                    number(errors.predictedToActual().value(), 4)));
        }
        return text.toString();
    }

    private static String choice(BacktestResult result) {
        ModelChoice choice = result.chooseByLogScore().orElseThrow();
        StringBuilder text = new StringBuilder(String.format(
                        Locale.ROOT, "Chosen: %s, log score %.6f a customer.%n%n", choice.name(), choice.logScore()))
                .append("| behind it | by | standard error | told apart |\n|---|---|---|---|\n");
        // in the order of the models: the limits of one another are behind by a rounding error
        for (String name : PurchaseModels.all().keySet()) {
            for (ModelChoice.Difference other : choice.others()) {
                if (other.name().equals(name)) {
                    text.append(String.format(
                            Locale.ROOT,
                            "| %s | %.5f | %.5f | %s |%n",
                            name,
                            Math.abs(other.meanDifference()),
                            other.standardError(),
                            other.tied() ? "no" : "yes"));
                }
            }
        }
        text.append(String.format(
                "%nWins of baselines over it: %d.%n",
                result.baselineWins(choice.name()).size()));
        return text.toString();
    }

    private static String frequency(CustomerSummaryTable table) {
        Function<String, FrequencyCalibration> calibration = name -> FrequencyCalibration.of(
                name, table, PurchaseModels.of(name).fit(table).model().expectedPurchases(table, table.holdout()));
        FrequencyCalibration bg = calibration.apply("bg-nbd");
        FrequencyCalibration mbg = calibration.apply("mbg-nbd");
        FrequencyCalibration pareto = calibration.apply("pareto-nbd");
        StringBuilder text = new StringBuilder("| x | customers | actual | bg-nbd | mbg-nbd | pareto-nbd |\n")
                .append("|---|---|---|---|---|---|\n");
        for (int i = 0; i < bg.rows().size(); i++) {
            FrequencyCalibration.Row row = bg.rows().get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "| %d%s | %d | %s | %s | %s | %s |%n",
                    row.frequency(),
                    row.orMore() ? " or more" : "",
                    row.customers(),
                    share(row.actual()),
                    share(row.predicted()),
                    share(mbg.rows().get(i).predicted()),
                    share(pareto.rows().get(i).predicted())));
        }
        return text.toString();
    }

    private static String alive(CustomerSummaryTable table) {
        StringBuilder text = new StringBuilder("| tenth | customers | P(alive) | expected to buy | bought |\n")
                .append("|---|---|---|---|---|\n");
        for (AliveCalibration.Row row : AliveCalibration.of(
                        MbgNbd.withDefaults().fit(table).model(), table)
                .rows()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %s | %s | %s |%n",
                    row.tenth(),
                    row.customers(),
                    share(row.alive()),
                    share(row.expected()),
                    share(row.bought())));
        }
        return text.toString();
    }

    /** Returns the table of what existing tools give, from the reference file. */
    static String peers() throws IOException {
        StringBuilder text = new StringBuilder("| tool | model | durations | MAE | RMSE | predicted |\n")
                .append("|---|---|---|---|---|---|\n");
        for (JsonNode fit : reference().get("fits")) {
            JsonNode errors = fit.get("holdout");
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.6f | %.6f | %.2f |%n",
                    fit.get("tool").asText(),
                    modelName(fit.get("model").asText()),
                    fit.get("dataset").asText().endsWith("days") ? "whole days" : "rounded",
                    errors.get("mae").asDouble(),
                    errors.get("rmse").asDouble(),
                    errors.get("pred_total").asDouble()));
        }
        return block("peers", text.toString());
    }

    static JsonNode reference() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ModelChoiceTables.class.getResourceAsStream("/golden/holdout-cdnow.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    /** Returns a figure of a tool for a model on durations in whole days. */
    static ToDoubleFunction<String> peer(String tool, String model) throws IOException {
        for (JsonNode fit : reference().get("fits")) {
            if (fit.get("tool").asText().equals(tool)
                    && fit.get("model").asText().equals(model)
                    && fit.get("dataset").asText().endsWith("days")) {
                return figure -> fit.get("holdout").get(figure).asDouble();
            }
        }
        throw new IllegalArgumentException(tool + " has no " + model);
    }

    private static String modelName(String name) {
        return switch (name) {
            case "pnbd" -> "Pareto/NBD";
            case "bgnbd" -> "BG/NBD";
            case "ggomnbd" -> "GGompertz/NBD";
            default -> name;
        };
    }

    private static String share(Ratio ratio) {
        return number(ratio.value(), 4);
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble()) : "-";
    }

    private static String block(String name, String text) {
        return begin(name) + "\n" + text.replace(System.lineSeparator(), "\n") + end(name);
    }

    private static String begin(String name) {
        return "<!-- begin " + name + " -->";
    }

    private static String end(String name) {
        return "<!-- end " + name + " -->";
    }

    /** Writes the tables into the document: its path and that of the data. */
    public static void main(String[] arguments) throws IOException {
        Path document = Path.of(arguments[0]);
        String text = Files.readString(document);
        Map<String, String> blocks = blocks(Path.of(arguments[1]));
        blocks.put("peers", peers());
        for (Map.Entry<String, String> block : blocks.entrySet()) {
            int from = text.indexOf(begin(block.getKey()));
            int to = text.indexOf(end(block.getKey())) + end(block.getKey()).length();
            text = text.substring(0, from) + block.getValue() + text.substring(to);
        }
        Files.writeString(document, text);
    }
}
