package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.ingest.ZeroAmountPolicy;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import io.github.staycurve.examples.Main;
import io.github.staycurve.examples.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the main job, as texts; each is checked here, so that a bad one is named before any work is done. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Reads purchases and events and writes what each customer is worth, which stage they are in, and who comes"
                        + " back: customers.csv and report.json. Without --transactions and --events it runs on a made-up shop.")
public final class ReportCommand implements Runnable {
    private static final List<String> OUTPUTS = List.of(ReportResult.CUSTOMERS, ReportResult.REPORT);
    /** What Java also takes for a number is not meant: 5d is no five days, and 0x10 no horizon. */
    static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** The longest horizon, in units; models are finite and exact up to it. */
    private static final double LONGEST_HORIZON = 100_000;

    private static final double GREATEST_RATE = 1_000;
    /** 13 weeks: long enough for most shops to see who is gone, short enough to be checked within a year of data. */
    private static final int QUARTER_DAYS = 91;

    private static final double GREATEST_MARGIN = 1_000;
    private static final int LAST_YEAR = 9999;

    @Option(names = "--transactions", paramLabel = "FILE", description = "CSV of purchases, plain or gzip")
    @Nullable
    private Path transactions;

    @Option(names = "--customer", paramLabel = "COL", defaultValue = "customer", description = "customer's identifier")
    private String customer = "customer";

    @Option(
            names = "--time",
            paramLabel = "COL",
            defaultValue = "time",
            description = "date or timestamp such as 2024-06-30T17:40")
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
            description = "last day observed; the day of the last purchase or event if not given")
    @Nullable
    private String end;

    @Option(names = "--unit", paramLabel = "day|week|month", defaultValue = "week", description = "unit of durations")
    private String unit = "week";

    @Option(
            names = "--model",
            paramLabel = "NAME|auto",
            defaultValue = "bg-nbd",
            description =
                    "purchase model: bg-nbd, mbg-nbd, pareto-nbd, ggompertz-nbd, bg-cnbd-k, mbg-cnbd-k; auto takes"
                            + " the one that would have predicted the last third of the calibration best")
    private String model = "bg-nbd";

    @Option(names = "--horizon", paramLabel = "N", defaultValue = "52", description = "units to look ahead")
    private String horizon = "52";

    @Option(
            names = "--churn-horizon",
            paramLabel = "N",
            description = "units without a purchase that are churn; --horizon where it is given, else 91 days")
    @Nullable
    private String churnHorizon;

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

    @Mixin
    private final SegmentationOptions segmentation = new SegmentationOptions();

    @Mixin
    private final EventOptions eventOptions = new EventOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        ReportOptions options = options();
        Optional<TransactionSource> purchases = purchases();
        Optional<EventSource> events = events();
        if (options.funnel().isPresent() && events.isEmpty()) {
            throw new UserError("--funnel needs --events, whose types are its steps");
        }
        OutputFolder.check(out, OUTPUTS);
        keepInput();
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        ReportResult result;
        try {
            result = new ReportJob(options, progress)
                    .run(new ReportInput(
                            purchases.map(source -> source.read(progress)),
                            events.map(source -> source.read(progress))));
        } finally {
            progress.done();
        }
        result.writeTo(out);
        result.summary(out).forEach(spec.commandLine().getOut()::println);
    }

    /** Refuses to write over the file that is to be read. */
    private void keepInput() {
        for (String name : OUTPUTS) {
            Path output = out.resolve(name);
            boolean isInput = Stream.concat(
                            Stream.ofNullable(transactions),
                            eventOptions.columns().stream().map(EventOptions.Columns::file))
                    .anyMatch(input -> isSameFile(input, output));
            if (isInput) {
                throw new UserError(
                        "--out: '%s' is the input, which would be written over; name another folder".formatted(output));
            }
        }
    }

    private static boolean isSameFile(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // reading or writing it will say what is wrong
        }
    }

    private ReportOptions options() {
        return new ReportOptions(
                zoneId(),
                date("--calibration-end", calibrationEnd),
                date("--end", end),
                periodUnit(),
                Horizon.of(number("--horizon", horizon, "a number of units", LONGEST_HORIZON), periodUnit()),
                DiscountRate.annual(number("--discount-rate", discountRate, "a rate a year", GREATEST_RATE)),
                number("--margin", margin, "a share", GREATEST_MARGIN),
                churnDays(),
                PurchaseModelChoice.ofName(model),
                segmentation.segmentation(),
                eventOptions.start(),
                eventOptions.gridUnit(),
                eventOptions.funnel());
    }

    /** The days without a purchase that are churn: asked for, those of a horizon that was asked for, or a quarter. */
    private int churnDays() {
        if (churnHorizon == null) {
            boolean asked = spec.commandLine().getParseResult().hasMatchedOption("--horizon");
            int days = asked ? days(number("--horizon", horizon, "a number of units", LONGEST_HORIZON)) : 0;
            return days > 0 ? days : QUARTER_DAYS;
        }
        int days = days(number("--churn-horizon", churnHorizon, "a number of units", LONGEST_HORIZON));
        if (days == 0) {
            throw new UserError("--churn-horizon must be a day at least, was '%s'".formatted(churnHorizon));
        }
        return days;
    }

    private int days(double units) {
        return Math.toIntExact(Math.round(Horizon.of(units, periodUnit()).in(PeriodUnit.DAY)));
    }

    /** Returns the events: those of the file named, or without any file those of the shop. */
    private Optional<EventSource> events() {
        return eventOptions
                .columns()
                .map(columns -> EventSource.csv(columns, delimiterChar(), zoneId()))
                .or(() -> transactions == null ? Optional.of(EventSource.shop()) : Optional.empty());
    }

    /** Returns the purchases: those of the file named, or without any file those of the shop. */
    private Optional<TransactionSource> purchases() {
        RefundPolicy refundPolicy = refundPolicy();
        ZeroAmountPolicy zeroPolicy = zeroAmountPolicy();
        char betweenCells = delimiterChar();
        Optional<Pattern> cancelled = Optional.ofNullable(cancelledOrder).map(ReportCommand::pattern);
        if (transactions == null) {
            return eventOptions.columns().isPresent()
                    ? Optional.empty()
                    : Optional.of(TransactionSource.shop(refundPolicy, zeroPolicy));
        }
        if (cancelledOrder != null && order == null) {
            throw new UserError("--cancelled-order needs --order, the column with the order numbers");
        }
        return Optional.of(TransactionSource.csv(new TransactionSource.CsvColumns(
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
                zeroPolicy)));
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
        return periodUnit("--unit", unit);
    }

    static PeriodUnit periodUnit(String name, String text) {
        return switch (text) {
            case "day" -> PeriodUnit.DAY;
            case "week" -> PeriodUnit.WEEK;
            case "month" -> PeriodUnit.MONTH;
            default -> throw new UserError("%s must be day, week or month, was '%s'".formatted(name, text));
        };
    }

    private char delimiterChar() {
        if (delimiter.equals("tab") || delimiter.equals("\\t")) {
            return '\t';
        }
        char first = delimiter.isEmpty() ? '"' : delimiter.charAt(0);
        if (delimiter.length() != 1 || "\"\n\r".indexOf(first) >= 0 || Character.isLetterOrDigit(first)) {
            throw new UserError(
                    "--delimiter must be one character, or tab, and no quote, line break, letter or digit, was '%s'"
                            .formatted(delimiter));
        }
        return first;
    }

    private ZoneId zoneId() {
        return parsed(zone, ZoneId::of, "--zone must be a zone such as UTC or Europe/London, was '%s'");
    }

    static Optional<LocalDate> date(String name, @Nullable String text) {
        String message = name + " must be a date such as 2024-06-30, was '%s'";
        Optional<LocalDate> date = Optional.ofNullable(text).map(t -> parsed(t, LocalDate::parse, message));
        if (date.filter(d -> d.getYear() < 1 || d.getYear() > LAST_YEAR).isPresent()) {
            throw new UserError(message.formatted(text));
        }
        return date;
    }

    private static double number(String name, String text, String what, double greatest) {
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(value >= 0 && value <= greatest)) {
            throw new UserError("%s must be %s, from 0 to %.0f, was '%s'".formatted(name, what, greatest, text));
        }
        return value + 0.0; // -0 is 0
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
