package io.github.staycurve.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The churn part of the main job, from outside. */
class ReportChurnTest extends ReportRuns {
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);

    private List<String> customers(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out + "/customers.csv"));
    }

    private JsonObject churn(String out) throws IOException {
        return report(folder.resolve(out)).object("churn");
    }

    private void runOn(Path file, String out, String... options) {
        assertThat(run(with(
                        new String[] {
                            "--transactions",
                            file.toString(),
                            "--out",
                            folder.resolve(out).toString()
                        },
                        options)))
                .as(err.toString())
                .isZero();
    }

    /** Customers of every rhythm who arrive over half a year, each leaving after some purchases; a line a purchase. */
    private static List<String> purchases(int customers, int days) {
        List<String> lines = new ArrayList<>(List.of("customer,time,amount"));
        for (int customer = 0; customer < customers; customer++) {
            SplittableRandom random = new SplittableRandom(customer);
            int gap = 5 + random.nextInt(60);
            int left = 1 + random.nextInt(15);
            for (int day = random.nextInt(180); day < days && left > 0; left--) {
                lines.add("c%d,%s,%d".formatted(customer, FIRST.plusDays(day), 5 + random.nextInt(40)));
                day += 1 + random.nextInt(2 * gap);
            }
        }
        return lines;
    }

    @Test
    void everyCustomerOfTheShopHasAProbabilityItsDefinitionAndReasons() throws IOException {
        assertThat(run("--out", folder.resolve("out").toString())).isZero();
        List<String> lines = customers("out");
        assertThat(cells(lines, 0).subList(22, 25))
                .containsExactly("churn_probability", "churn_definition", "top_reason");
        double sum = 0;
        int reasons = 0;
        for (int row = 1; row < lines.size(); row++) {
            List<String> cells = cells(lines, row);
            sum += Double.parseDouble(cells.get(22));
            assertThat(cells.get(23))
                    .isEqualTo(
                            "no purchase in the 91 days after 2025-12-31: logistic model trained at 6 earlier cutoffs"
                                    + " and checked at 2025-10-01");
            reasons += cells.get(24).contains("odds of churn") ? 1 : 0;
        }
        assertThat(reasons).isGreaterThan(lines.size() / 2);

        JsonObject churn = churn("out");
        assertThat(churn.text("source")).isEqualTo("trained");
        assertThat(churn.number("expected")).isCloseTo(sum, within(1e-9 * sum));
        assertThat(churn.object("features").list("used").objects().stream().map(f -> f.text("name")))
                .contains("inactivity", "tenure", "events_visit_91");
        List<String> coefficients = churn.list("coefficients").objects().stream()
                .map(c -> c.text("name"))
                .toList();
        assertThat(coefficients).startsWith("(intercept)", "inactivity").doesNotHaveDuplicates();
        JsonObject check = churn.object("check");
        for (String metric : List.of("auc", "brier", "logLoss", "calibrationError", "topDecileLift")) {
            JsonObject estimate = check.object(metric);
            assertThat(estimate.number("value"))
                    .as(metric)
                    .isBetween(estimate.number("lower"), estimate.number("upper"));
        }
        assertThat(check.object("auc").number("value")).isBetween(0.85, 1.0);
        double binned = check.list("calibration").objects().stream()
                .mapToDouble(bin -> bin.object("actual").number("of"))
                .sum();
        assertThat(binned).isEqualTo(check.number("customers"));
        assertThat(check.list("lift").objects().get(9).object("gain").number("value"))
                .isEqualTo(1);
        assertThat(churn.optionalObject("holdout")).isEmpty();
        assertThat(out.toString()).contains("churn: no purchase in the 91 days after 2025-12-31");
    }

    /** Labels and cutoffs counted by hand from the lines of the file. */
    @Test
    void cutoffsLieAHorizonApartAndCountWhoCameBack() throws IOException {
        List<String> lines = purchases(600, 700);
        Path file = file(lines.toArray(String[]::new));
        runOn(file, "out", "--end", "2024-12-01", "--churn-horizon", "60", "--unit", "day");

        Map<String, TreeSet<LocalDate>> days = new HashMap<>();
        lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(cells ->
                        days.computeIfAbsent(cells[0], id -> new TreeSet<>()).add(LocalDate.parse(cells[1])));
        JsonObject cutoffs = churn("out").object("cutoffs");
        List<JsonObject> all = new ArrayList<>(cutoffs.list("training").objects());
        all.add(cutoffs.object("check"));
        assertThat(all).hasSize(9);
        for (int i = 0; i < all.size(); i++) {
            LocalDate cutoff = LocalDate.parse(all.get(i).text("cutoff"));
            assertThat(cutoff).isEqualTo(LocalDate.of(2024, 12, 1).minusDays(60L * (all.size() - i)));
            long known = days.values().stream()
                    .filter(d -> !d.first().isAfter(cutoff))
                    .count();
            long churned = days.values().stream()
                    .filter(d -> !d.first().isAfter(cutoff))
                    .filter(d ->
                            d.subSet(cutoff, false, cutoff.plusDays(60), true).isEmpty())
                    .count();
            assertThat(all.get(i).whole("customers")).isEqualTo(known);
            assertThat(all.get(i).whole("churned")).isEqualTo(churned);
            assertThat(all.get(i).whole("notYetCustomers")).isEqualTo(days.size() - known);
        }
    }

    private static <T> T known(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static Map<String, Double> featuresByHand(List<String> lines, String customer, LocalDate cutoff) {
        List<Long> days = new ArrayList<>();
        double spend = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            if (cells[0].equals(customer)) {
                days.add(LocalDate.parse(cells[1]).until(cutoff, ChronoUnit.DAYS));
                spend += Double.parseDouble(cells[2]);
            }
        }
        double[] gaps = IntStream.range(1, days.size())
                .mapToDouble(i -> days.get(i - 1) - days.get(i))
                .toArray();
        double mean = Arrays.stream(gaps).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).sum();
        return Map.of(
                "inactivity", (double) days.get(days.size() - 1),
                "tenure", (double) days.get(0),
                "purchase_days", (double) days.size(),
                "purchase_days_60",
                        (double) days.stream().filter(ago -> ago < 60).count(),
                "mean_gap", mean,
                "gap_variation", gaps.length < 2 ? Double.NaN : Math.sqrt(squares / (gaps.length - 1)) / mean,
                "spend_per_purchase_day", spend / days.size());
    }

    /** The report is enough to get every probability and reason again, by the rule in docs/REPORT.md. */
    @Test
    void probabilitiesAndReasonsFollowFromTheCoefficients() throws IOException {
        List<String> lines = purchases(600, 700);
        runOn(
                file(lines.toArray(String[]::new)),
                "out",
                "--end",
                "2024-12-01",
                "--churn-horizon",
                "60",
                "--unit",
                "day");
        JsonObject churn = churn("out");
        Map<String, Double> coefficients = new HashMap<>();
        churn.list("coefficients").objects().forEach(c -> coefficients.put(c.text("name"), c.number("value")));
        List<JsonObject> features = churn.object("features").list("used").objects();
        assertThat(features).hasSize(7);
        List<String> rows = customers("out");
        Map<String, Double> sums = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        int missing = 0;
        for (int row = 1; row < rows.size(); row++) {
            List<String> cells = cells(rows, row);
            Map<String, Double> values = featuresByHand(lines, cells.get(0), LocalDate.of(2024, 12, 1));
            double logOdds = known(coefficients, "(intercept)");
            double greatest = 0;
            String reason = "";
            for (JsonObject feature : features) {
                String name = feature.text("name");
                double slope = known(coefficients, name);
                UnaryOperator<Double> read = x -> feature.bool("logarithm") ? Math.log1p(x) : x;
                double value = known(values, name);
                double term = Double.isNaN(value) ? feature.number("whenMissing") : slope * read.apply(value);
                logOdds += term;
                double more = term - slope * read.apply(feature.number("typical"));
                if (more > greatest) {
                    greatest = more;
                    reason = name;
                }
                missing += Double.isNaN(value) ? 1 : 0;
                if (!Double.isNaN(value)) {
                    sums.merge(name, read.apply(value), Double::sum);
                    counts.merge(name, 1, Integer::sum);
                }
            }
            assertThat(Double.parseDouble(cells.get(22)))
                    .as(cells.get(0))
                    .isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-9));
            if (reason.isEmpty()) {
                assertThat(cells.get(24)).isEmpty();
            } else {
                assertThat(cells.get(24)).startsWith(reason + " ").endsWith(" × %.3g".formatted(Math.exp(greatest)));
            }
        }
        assertThat(missing).isPositive();
        for (JsonObject feature : features) { // the typical customer is today's, not the younger one of the cutoffs
            double mean = known(sums, feature.text("name")) / known(counts, feature.text("name"));
            assertThat(feature.number("typical"))
                    .as(feature.text("name"))
                    .isCloseTo(feature.bool("logarithm") ? Math.expm1(mean) : mean, within(1e-9 * Math.exp(mean)));
        }
    }

    /** Identifiers and types of events may hold whatever a CSV cell can. */
    @Test
    void oddNamesComeBackFromTheFile() throws IOException {
        List<String> plain = purchases(600, 700);
        List<String> lines = new ArrayList<>(plain.subList(0, 1));
        List<String> events = new ArrayList<>(List.of("customer,time,type"));
        for (String line : plain.subList(1, plain.size())) {
            String[] cells = line.split(",");
            String odd = "\"%s, \"\"é\"\"\n%%d\"".formatted(cells[0]);
            lines.add(odd + "," + cells[1] + "," + cells[2]);
            events.add(odd + "," + cells[1] + ",\"look, \"\"again\"\"\n%s\"");
        }
        runOn(
                file(lines.toArray(String[]::new)),
                "out",
                "--end",
                "2024-12-01",
                "--events",
                file(events.toArray(String[]::new)).toString());
        List<NamedCsvRecord> rows;
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(folder.resolve("out/customers.csv"))) {
            rows = csv.stream().toList();
        }
        assertThat(rows).hasSize(600).allMatch(row -> row.getFieldCount() == 25);
        assertThat(rows).extracting(row -> row.getField("customer_id")).contains("c7, \"é\"\n%d");
        assertThat(churn("out").object("features").list("leftOut").texts())
                .anySatisfy(left -> assertThat(left).contains("events_look, \"again\"\n%s_91"));
    }

    /** What is bought after the calibration changes no probability, but tells how good it was. */
    @Test
    void theFutureDoesNotLeak() throws IOException {
        List<String> lines = purchases(600, 700);
        List<String> before = lines.stream()
                .filter(line -> line.startsWith("customer")
                        || LocalDate.parse(line.split(",")[1]).isBefore(LocalDate.of(2024, 7, 2)))
                .toList();
        assertThat(before.size()).isLessThan(lines.size());
        String[] options = {"--calibration-end", "2024-07-01", "--end", "2024-12-01", "--churn-horizon", "8"};
        runOn(file(lines.toArray(String[]::new)), "all", options);
        runOn(file(before.toArray(String[]::new)), "past", options);

        List<String> all = customers("all");
        List<String> past = customers("past");
        assertThat(all).hasSameSizeAs(past);
        for (int row = 0; row < all.size(); row++) {
            assertThat(cells(all, row).subList(22, 25))
                    .isEqualTo(cells(past, row).subList(22, 25));
        }
        JsonObject holdout = churn("all").object("holdout");
        assertThat(holdout.number("customers")).isEqualTo(all.size() - 1.0);
        assertThat(holdout.object("auc").number("value")).isBetween(0.7, 1.0);
        assertThat(churn("past").object("holdout").object("churnRate").number("value"))
                .isEqualTo(1);
    }

    @Test
    void withTooLittleHistoryThePurchaseModelSaysIt() throws IOException {
        Path file = file(purchases(300, 150).toArray(String[]::new));
        runOn(file, "out", "--end", "2023-06-01");
        JsonObject report = report(folder.resolve("out"));
        JsonObject churn = report.object("churn");
        assertThat(churn.text("source")).isEqualTo("purchase-model");
        assertThat(churn.text("why")).contains("needs 273 days").contains("there are 15");
        assertThat(churn.optionalObject("check")).isEmpty();
        assertThat(out.toString()).contains("to train a model").contains(" expected; " + churn.text("why"));

        JsonObject fitted = report.object("models").object("purchases").object("parameters");
        BgNbdModel model = BgNbdModel.of(
                new BgNbdParameters(fitted.number("r"), fitted.number("alpha"), fitted.number("a"), fitted.number("b")),
                PeriodUnit.WEEK);
        List<String> lines = customers("out");
        for (int row = 1; row < lines.size(); row++) {
            List<String> cells = cells(lines, row);
            assertThat(cells.get(23))
                    .isEqualTo(
                            "no purchase in the 91 days after 2023-06-01: BG/NBD as there is too little history to train a model");
            double expected = model.probabilityNoPurchase(
                    Integer.parseInt(cells.get(2)),
                    Double.parseDouble(cells.get(3)),
                    Double.parseDouble(cells.get(4)),
                    13);
            assertThat(Double.parseDouble(cells.get(22))).isCloseTo(expected, within(1e-12));
            assertThat(cells.get(24).isEmpty()).isEqualTo(expected < 0.5);
        }
    }

    /** A horizon that was asked for is that of churn as well; otherwise a quarter, or what the own option says. */
    @Test
    void horizonOfChurn() throws IOException {
        Path file = file(purchases(300, 500).toArray(String[]::new));
        runOn(file, "quarter");
        assertThat(churn("quarter").whole("horizonDays")).isEqualTo(91);
        runOn(file, "asked", "--horizon", "10");
        assertThat(churn("asked").whole("horizonDays")).isEqualTo(70);
        runOn(file, "own", "--horizon", "52", "--churn-horizon", "2", "--unit", "month");
        assertThat(churn("own").whole("horizonDays")).isEqualTo(61);
        for (String wrong : List.of("0", "-1", "NaN", "0.01", "100001")) {
            assertThat(run("--transactions", file.toString(), "--churn-horizon", wrong))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--churn-horizon").contains(wrong);
        }
    }

    /** Nobody has been a customer for a day: no model of any kind exists. */
    @Test
    void withoutAnyModelThereIsNoProbability() throws IOException {
        runOn(file("customer,time,amount", "one,2024-01-01,5"), "out", "--end", "2024-01-01");
        JsonObject churn = churn("out");
        assertThat(churn.text("source")).isEqualTo("none");
        assertThat(churn.text("why")).contains("no purchase model");
        List<String> cells = cells(customers("out"), 1);
        assertThat(cells.get(22)).isEmpty();
        assertThat(cells.get(23)).endsWith("no model");
        assertThat(cells.get(24)).isEmpty();
    }

    @Test
    void everyoneTheSameTeachesNothing() throws IOException {
        List<String> lines = new ArrayList<>(List.of("customer,time,amount"));
        for (int customer = 0; customer < 200; customer++) {
            for (int day = 0; day < 400; day += 20) {
                lines.add("c%d,%s,10".formatted(customer, FIRST.plusDays(day)));
            }
        }
        runOn(file(lines.toArray(String[]::new)), "out", "--end", "2024-02-01", "--churn-horizon", "8");
        JsonObject churn = churn("out");
        assertThat(churn.text("source")).isNotEqualTo("trained");
        assertThat(churn.text("why"))
                .isEqualTo("0 outcomes of churn and 1,000 of staying to learn from, where 80 of each are the least");
        runOn(file(lines.toArray(String[]::new)), "day", "--unit", "day", "--churn-horizon", "1");
        assertThat(churn("day").text("definition")).startsWith("no purchase in the day after 2024-01-16: ");
    }
}
