package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.ingest.ZeroAmountPolicy;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import io.github.staycurve.examples.UserError;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the main job, as texts; each is checked here, so that a bad one is named before any work is done. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads purchases and writes what each customer is worth: customers.csv and report.json."
                + " Without --transactions it runs on a made-up shop.")
public final class ReportCommand implements Runnable {
    @Option(names = "--transactions", paramLabel = "FILE", description = "CSV of purchases, plain or gzip")
    @Nullable
    private Path transactions;

    @Option(names = "--customer", paramLabel = "COL", defaultValue = "customer", description = "customer's identifier")
    private String customer = "customer";

    @Option(names = "--time", paramLabel = "COL", defaultValue = "time", description = "date or timestamp, ISO")
    private String time = "time";

    @Option(names = "--amount", paramLabel = "COL", defaultValue = "amount", description = "amount paid")
    private String amount = "amount";

    @Option(names = "--quantity", paramLabel = "COL", description = "quantity; the amount is then a unit price")
    @Nullable
    private String quantity;

    @Option(names = "--order", paramLabel = "COL", description = "order number")
    @Nullable
    private String order;

    @Option(
            names = "--cancelled-order",
            paramLabel = "REGEX",
            description = "orders whose number matches are refunds, for example '^C'")
    @Nullable
    private String cancelledOrder;

    @Option(
            names = "--refunds",
            paramLabel = "net-day|ignore",
            defaultValue = "net-day",
            description = "what refunds do")
    private String refunds = "net-day";

    @Option(
            names = "--zero-amounts",
            paramLabel = "keep|refuse",
            defaultValue = "keep",
            description = "whether an amount of 0 is a purchase")
    private String zeroAmounts = "keep";

    @Option(names = "--delimiter", paramLabel = "C", defaultValue = ",", description = "between cells; tab for a tab")
    private String delimiter = ",";

    @Option(names = "--zone", paramLabel = "Z", defaultValue = "UTC", description = "zone of the local days")
    private String zone = "UTC";

    @Option(names = "--calibration-end", paramLabel = "DATE", description = "last day that the models may see")
    @Nullable
    private String calibrationEnd;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            description = "last day observed; the day of the last purchase if not given")
    @Nullable
    private String end;

    @Option(names = "--unit", paramLabel = "day|week|month", defaultValue = "week", description = "unit of durations")
    private String unit = "week";

    @Option(
            names = "--model",
            paramLabel = "NAME|auto",
            defaultValue = "bg-nbd",
            description = "purchase model: bg-nbd")
    private String model = "bg-nbd";

    @Option(names = "--horizon", paramLabel = "N", defaultValue = "52", description = "units to look ahead")
    private String horizon = "52";

    @Option(names = "--discount-rate", paramLabel = "R", defaultValue = "0.10", description = "effective a year")
    private String discountRate = "0.10";

    @Option(names = "--margin", paramLabel = "M", defaultValue = "1", description = "share of spend that is profit")
    private String margin = "1";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "staycurve-report",
            description = "folder for the results")
    private Path out = Path.of("staycurve-report");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        ReportOptions options = options();
        OutputFolder.check(out);
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        TransactionSource.Input input = source().read(progress);
        ReportResult result = new ReportJob(options, progress).run(input);
        result.writeTo(out);
        result.summary(out).forEach(spec.commandLine().getOut()::println);
    }

    private ReportOptions options() {
        return new ReportOptions(
                zoneId(),
                date("--calibration-end", calibrationEnd),
                date("--end", end),
                periodUnit(),
                Horizon.of(number("--horizon", horizon, "a number of units"), periodUnit()),
                DiscountRate.annual(number("--discount-rate", discountRate, "a rate a year")),
                number("--margin", margin, "a share"),
                PurchaseModelChoice.ofName(model));
    }

    private TransactionSource source() {
        RefundPolicy refundPolicy = refundPolicy();
        ZeroAmountPolicy zeroPolicy = zeroAmountPolicy();
        char betweenCells = delimiterChar();
        Optional<Pattern> cancelled = Optional.ofNullable(cancelledOrder).map(ReportCommand::pattern);
        if (transactions == null) {
            return TransactionSource.shop(refundPolicy, zeroPolicy);
        }
        if (cancelledOrder != null && order == null) {
            throw new UserError("--cancelled-order needs --order, the column with the order numbers");
        }
        return TransactionSource.csv(new TransactionSource.CsvColumns(
                transactions,
                customer,
                time,
                amount,
                Optional.ofNullable(quantity),
                Optional.ofNullable(order),
                cancelled,
                betweenCells,
                zoneId(),
                refundPolicy,
                zeroPolicy));
    }

    private RefundPolicy refundPolicy() {
        return switch (refunds) {
            case "net-day" -> RefundPolicy.NET;
            case "ignore" -> RefundPolicy.IGNORE;
            default -> throw new UserError("--refunds must be net-day or ignore, was '%s'".formatted(refunds));
        };
    }

    private ZeroAmountPolicy zeroAmountPolicy() {
        return switch (zeroAmounts) {
            case "keep" -> ZeroAmountPolicy.KEEP;
            case "refuse" -> ZeroAmountPolicy.REFUSE;
            default -> throw new UserError("--zero-amounts must be keep or refuse, was '%s'".formatted(zeroAmounts));
        };
    }

    private PeriodUnit periodUnit() {
        return switch (unit) {
            case "day" -> PeriodUnit.DAY;
            case "week" -> PeriodUnit.WEEK;
            case "month" -> PeriodUnit.MONTH;
            default -> throw new UserError("--unit must be day, week or month, was '%s'".formatted(unit));
        };
    }

    private char delimiterChar() {
        if (delimiter.equals("tab") || delimiter.equals("\\t")) {
            return '\t';
        }
        if (delimiter.length() != 1) {
            throw new UserError("--delimiter must be one character, or tab, was '%s'".formatted(delimiter));
        }
        return delimiter.charAt(0);
    }

    private ZoneId zoneId() {
        return parsed(zone, ZoneId::of, "--zone must be a zone such as UTC or Europe/London, was '%s'");
    }

    private static Optional<LocalDate> date(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(t -> parsed(t, LocalDate::parse, name + " must be a date such as 2024-06-30, was '%s'"));
    }

    private static double number(String name, String text, String what) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new UserError("%s must be %s, 0 or more, was '%s'".formatted(name, what, text));
        }
        return value;
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new UserError(
                    "--cancelled-order is not a regular expression: %s, was '%s'".formatted(e.getDescription(), regex),
                    e);
        }
    }

    private static <T> T parsed(String text, Function<String, T> parser, String message) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new UserError(message.formatted(text), e);
        }
    }
}
