package io.github.staycurve.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job from outside: options, files, exit codes and the one line that says what to do. */
class ReportCommandTest extends ReportRuns {
    private static final String HEADER =
            "customer_id,purchases,frequency,recency,age,inactivity,mean_spend,total_spend,p_alive,expected_purchases,"
                    + "expected_spend,residual_value,holdout_purchases,r_score,f_score,m_score,segment,value_tier,"
                    + "stage,activity_state,value_stage,silence_score,"
                    + "churn_probability,churn_definition,top_reason";

    @Test
    void withoutOptionsItReportsOnTheMadeUpShop() throws IOException {
        assertThat(run("--out", folder.resolve("a/b").toString()))
                .as(err.toString())
                .isZero();
        List<String> lines = Files.readAllLines(folder.resolve("a/b/customers.csv"));
        JsonObject report = report(folder.resolve("a/b"));

        assertThat(lines).hasSize(4001);
        assertThat(lines.get(0)).isEqualTo(HEADER);
        assertThat(report.object("totals").number("customers")).isEqualTo(4000);
        assertThat(report.object("input").number("refused")).isZero();
        assertThat(report.object("models").object("purchases").text("status")).isEqualTo("CONVERGED");
        assertThat(report.object("models").object("spend").text("status")).isEqualTo("CONVERGED");
        // the shop's own parameters, in weeks, as far as four thousand customers tell
        JsonObject fitted = report.object("models").object("purchases").object("parameters");
        assertThat(fitted.number("r")).isCloseTo(0.9, within(0.12));
        assertThat(fitted.number("alpha")).isCloseTo(38 / 7.0, within(1.2));
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("4,000 customers").contains("customers.csv");
    }

    @Test
    void theSameOptionsGiveTheSameBytes() throws IOException {
        assertThat(run("--out", folder.resolve("a").toString())).isZero();
        assertThat(run("--out", folder.resolve("b").toString())).isZero();
        for (String name : List.of("customers.csv", "report.json")) {
            assertThat(folder.resolve("a").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("b").resolve(name));
        }
    }

    @Test
    void everyRowAndEveryAmountIsAccountedFor() throws IOException {
        Path file = file(
                "customer,time,amount",
                "a,2024-01-01,10", // first purchase
                "a,2024-01-01T20:00,5", // merged into it
                "a,2024-02-05,20", // repeat
                "a,2024-02-05,-5", // nets into its day
                "a,2024-03-01,-1", // a day of refunds only is no occasion
                "b,2024-01-08,7",
                "b,2024-03-20,8", // holdout
                "c,2024-03-21,9", // first buys in the holdout
                "d,2024-05-01,1", // after the end
                ",2024-01-01,3", // refused
                "e,yesterday,3", // refused
                "f,2024-01-01,\"12,50\"", // refused
                "g,2024-01-15,0"); // a purchase of nothing
        assertThat(run(
                        "--transactions",
                        file.toString(),
                        "--calibration-end",
                        "2024-03-10",
                        "--end",
                        "2024-04-01",
                        "--unit",
                        "day",
                        "--horizon",
                        "30",
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        List<String> rows = Files.readAllLines(folder.resolve("out/customers.csv"));
        JsonObject input = report(folder.resolve("out")).object("input");

        assertThat(cells(rows, 1).subList(0, 8)).containsExactly("a", "2", "1", "35.0", "69.0", "34.0", "15.0", "29.0");
        assertThat(cells(rows, 1).get(12)).isEqualTo("0");
        assertThat(cells(rows, 2).subList(0, 8)).containsExactly("b", "1", "0", "0.0", "62.0", "62.0", "", "7.0");
        assertThat(cells(rows, 2).get(12)).isEqualTo("1");
        assertThat(cells(rows, 3).subList(0, 2)).containsExactly("g", "1");
        assertThat(rows).hasSize(4);
        assertThat(input.number("rows")).isEqualTo(13);
        assertThat(input.number("accepted")).isEqualTo(10);
        assertThat(input.number("refused")).isEqualTo(3);
        assertThat(input.number("customers")).isEqualTo(5);
        assertThat(input.number("occasions")).isEqualTo(5);
        assertThat(input.number("merged")).isEqualTo(2);
        assertThat(input.number("withoutOccasion")).isEqualTo(1);
        assertThat(input.number("ofLaterCustomers")).isEqualTo(1);
        assertThat(input.number("outsideWindow")).isEqualTo(1);
        assertThat(input.list("refusedExamples").size()).isEqualTo(3);
    }

    @Test
    void withoutAHoldoutItsColumnIsEmptyAndItsErrorsAreNull() throws IOException {
        Path file = file("customer,time,amount", "a,2024-01-01,10", "a,2024-02-01,12", "b,2024-01-05,9");
        assertThat(run(
                        "--transactions",
                        file.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        assertThat(cells(Files.readAllLines(folder.resolve("out/customers.csv")), 1)
                        .get(12))
                .isEmpty();
        assertThat(Files.readString(folder.resolve("out/report.json")))
                .contains("\"holdout\": null")
                .contains("the day of the last purchase");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--horizon -5                | --horizon must be a number of units, from 0 to 100000, was '-5'",
                "--horizon NaN               | --horizon must be a number of units, from 0 to 100000, was 'NaN'",
                "--horizon 5d                | --horizon must be a number of units, from 0 to 100000, was '5d'",
                "--horizon 1e300             | --horizon must be a number of units, from 0 to 100000, was '1e300'",
                "--discount-rate x           | --discount-rate must be a rate a year, from 0 to 1000, was 'x'",
                "--margin Infinity           | --margin must be a share, from 0 to 1000, was 'Infinity'",
                "--margin 1e308              | --margin must be a share, from 0 to 1000, was '1e308'",
                "--unit fortnight            | --unit must be day, week or month, was 'fortnight'",
                "--model crystal-ball        | --model must be bg-nbd, mbg-nbd, pareto-nbd, ggompertz-nbd, bg-cnbd-k, mbg-cnbd-k or auto, was 'crystal-ball'",
                "--zone Mars/Base            | --zone must be a zone such as UTC or Europe/London, was 'Mars/Base'",
                "--end 2023-02-30            | --end must be a date such as 2024-06-30, was '2023-02-30'",
                "--end +999999999-12-31      | --end must be a date such as 2024-06-30, was '+999999999-12-31'",
                "--delimiter ::              | --delimiter must be one character, or tab, and no quote",
                "--delimiter \"               | --delimiter must be one character, or tab, and no quote",
                "--delimiter x               | --delimiter must be one character, or tab, and no quote",
                "--refunds maybe             | --refunds must be net-day or ignore, was 'maybe'",
                "--zero-amounts drop         | --zero-amounts must be keep or refuse, was 'drop'",
                "--rfm-bins 1                | --rfm-bins must be a whole number from 2 to 100, was '1'",
                "--rfm-bins 4                | take more scores, or --segment-map eight",
                "--rfm-method quintile       | --rfm-method must be mid-rank, r-rfm, pandas, ntile, spss or fixed",
                "--rfm-method fixed          | --rfm-method fixed needs --rfm-cuts",
                "--rfm-cuts 1;2;3            | --rfm-cuts goes with --rfm-method fixed, not with mid-rank",
                "--rfm-method fixed --rfm-cuts 1;2   | --rfm-cuts must be three lists",
                "--rfm-method fixed --rfm-cuts 1;2;x | --rfm-cuts must be numbers with ',' between, was 'x'",
                "--rfm-method fixed --rfm-cuts 1,2;2;3 | --rfm-cuts must be lists of one length",
                "--rfm-method fixed --rfm-cuts 9,2;2,3;3,4 | --rfm-cuts: cuts of",
                "--rfm-method fixed --rfm-cuts 9;2;3 --rfm-bins 5 | --rfm-bins 5 does not fit --rfm-cuts, which make 2",
                "--segment-map nowhere.json  | --segment-map must be eleven, putler, shopify, eight or a file",
                "--colour blue               | --help lists the options",
                "--unit day --unit week      | should be specified only once",
                "--transactions              | Missing required parameter",
                "--transactions nowhere.csv  | nowhere.csv",
                "--end 2001-01-01            | no purchase up to 2001-01-01",
                "--calibration-end 2025-12-31 --end 2025-01-01 | --calibration-end 2025-12-31 must not lie after --end",
            })
    void aBadOptionEndsWithTwoAndOneLine(String options, String message) throws IOException {
        List<String> arguments = new ArrayList<>(Arrays.asList(options.split(" +")));
        arguments.addAll(0, List.of("--out", folder.resolve("out").toString()));
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(Main.USER_ERROR);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cancelledOrdersNeedTheirColumn() throws IOException {
        Path file = file("customer,time,amount", "a,2024-01-01,10");
        assertThat(run("--transactions", file.toString(), "--cancelled-order", "^C"))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains("--cancelled-order needs --order");
    }

    @Test
    void aFileWithoutAUsableRowSaysWhy() throws IOException {
        Path file = file("customer,time,amount", "a,soon,10", "b,later,9");
        assertThat(run(
                        "--transactions",
                        file.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("all 2 rows were refused").contains("soon");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFileInTheWayOfTheFolderIsLeftAlone() throws IOException {
        Path file = file("not a folder");
        assertThat(run("--out", file.toString())).isEqualTo(Main.USER_ERROR);
        assertThat(run("--out", file.resolve("below").toString())).isEqualTo(Main.USER_ERROR);
        assertThat(file).hasContent("not a folder\n");
    }

    @Test
    void whatIsInTheWayOfOneFileKeepsBothFromBeingWritten() throws IOException {
        Path target = Files.createDirectories(folder.resolve("out"));
        Files.createDirectory(target.resolve("report.json"));
        Files.writeString(target.resolve("customers.csv"), "of last week");
        assertThat(run("--out", target.toString())).isEqualTo(Main.USER_ERROR);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("report.json' is in the way");
        assertThat(target.resolve("report.json")).isEmptyDirectory();
        assertThat(target.resolve("customers.csv")).hasContent("of last week");
    }

    @Test
    void theInputIsNotWrittenOver() throws IOException {
        Path input = Files.move(file("customer,time,amount", "a,2024-01-01,10"), folder.resolve("customers.csv"));
        assertThat(run("--transactions", input.toString(), "--out", folder.toString()))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("is the input");
        assertThat(input).hasContent("customer,time,amount\na,2024-01-01,10\n");
    }

    @Test
    void aColumnNamedLikeAnArgumentFileIsAColumn() throws IOException {
        Path argumentFile = Files.writeString(folder.resolve("id"), "--colour");
        Path file = file("@" + argumentFile + ",time,amount", "a,2024-01-01,10");
        assertThat(run(
                        "--transactions",
                        file.toString(),
                        "--customer",
                        "@" + argumentFile,
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
    }

    @Test
    void aFolderWithOtherFilesKeepsThem() throws IOException {
        Path other = Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("customers.csv"), "of last week");
        assertThat(run("--out", folder.toString())).as(err.toString()).isZero();
        assertThat(other).hasContent("mine");
        assertThat(Files.readAllLines(folder.resolve("customers.csv")).get(0)).isEqualTo(HEADER);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void aRegularExpressionThatOverflowsTheStackIsTheUsersToMend() throws IOException {
        Path file = file("customer,time,amount,order", "a,2024-01-01,10," + "ab".repeat(2000));
        assertThat(run(
                        "--transactions",
                        file.toString(),
                        "--order",
                        "order",
                        "--cancelled-order",
                        "(a|b|ab|((a|b)*))*c",
                        "--out",
                        folder.resolve("out").toString()))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("--cancelled-order");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void helpAndVersionEndWithZeroAndSayTheDefaults() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--zero-amounts", "Default: staycurve-report", "Default: 52");
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("staycurve-examples");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void identifiersComeBackAsTheyWere() throws IOException {
        Path file = file(
                "customer,time,amount",
                "\"O\"\"Neil, \"\"Jo\"\"\",2024-01-01,10",
                "\u0141ukasz \ud83d\ude00,2024-01-02,11",
                "\"two",
                "lines\",2024-01-03,12");
        assertThat(run(
                        "--transactions",
                        file.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(folder.resolve("out/customers.csv")))
                .contains("\n\"O\"\"Neil, \"\"Jo\"\"\",1,", "\n\u0141ukasz \ud83d\ude00,1,", "\n\"two\nlines\",1,");
    }

    @Test
    void quantityTimesPriceAndCancelledOrders() throws IOException {
        Path file = file(
                "who;when;price;units;invoice",
                "a;2024-01-01;2.5;4;1001",
                "a;2024-01-01;2.5;-1;C1002", // one comes back
                "a;2024-02-01;3;2;1003",
                "b;2024-01-02;0;5;1004");
        String[] options = {
            "--transactions",
            file.toString(),
            "--customer",
            "who",
            "--time",
            "when",
            "--amount",
            "price",
            "--quantity",
            "units",
            "--order",
            "invoice",
            "--cancelled-order",
            "^C",
            "--delimiter",
            ";",
            "--unit",
            "day"
        };
        assertThat(run(with(options, "--out", folder.resolve("net").toString())))
                .as(err.toString())
                .isZero();
        assertThat(run(with(
                        options,
                        "--refunds",
                        "ignore",
                        "--zero-amounts",
                        "refuse",
                        "--out",
                        folder.resolve("clean").toString())))
                .as(err.toString())
                .isZero();

        List<String> net = Files.readAllLines(folder.resolve("net/customers.csv"));
        assertThat(cells(net, 1).get(7)).isEqualTo("13.5");
        assertThat(net).hasSize(3);
        JsonObject clean = report(folder.resolve("clean"));
        assertThat(clean.object("totals").number("totalSpend")).isEqualTo(16);
        assertThat(clean.object("input").number("accepted")).isEqualTo(2);
        assertThat(clean.object("input").number("orders")).isEqualTo(2);
        assertThat(clean.object("input").object("refusedByReason").number("ignoredRefund"))
                .isEqualTo(1);
        assertThat(clean.object("input").object("refusedByReason").number("zeroAmount"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"one row,1", "one customer,9", "once,300", "alike,200"})
    void dataThatNoModelCanLearnFromStillGivesAReport(String kind, int rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("customer,time,amount"));
        for (int i = 0; i < rows; i++) {
            lines.add(
                    switch (kind) {
                        case "one row", "one customer" -> "a,2024-01-%02d,10".formatted(1 + i * 3);
                        case "once" -> "c%d,2024-05-%02d,10".formatted(i, 1 + i % 28);
                        default -> "c%d,2024-0%d-01,10".formatted(i / 4, 1 + i % 4);
                    });
        }
        Path file = file(lines.toArray(String[]::new));
        Path target = folder.resolve("out");
        assertThat(run("--transactions", file.toString(), "--end", "2024-06-30", "--out", target.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(target.resolve("customers.csv"))).doesNotContain("NaN", "Infinity");
        assertThat(report(target).object("models").object("purchases").text("explanation"))
                .isNotBlank();
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).hasSize(2);
        }
    }
}
