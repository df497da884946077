package io.github.staycurve.examples.scale;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdFit;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.clv.spend.GammaGammaFit;
import io.github.staycurve.clv.value.ResidualValue;
import io.github.staycurve.clv.value.ValueAssumptions;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import io.github.staycurve.examples.Main;
import io.github.staycurve.examples.UserError;
import io.github.staycurve.examples.shop.SocialShop;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes up a shop of any size and takes it from log to scores in this JVM, printing the time of each step. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        showDefaultValues = true,
        description = "Takes made-up customers from log to scores and prints the time of each step."
                + " A million fit into java -Xmx1g.")
public final class ScaleCommand implements Runnable {
    @Option(names = "--customers", paramLabel = "N", defaultValue = "1000000", description = "how many customers")
    private int customers = 1_000_000;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "where the random numbers start")
    private long seed = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        if (customers < 1) {
            throw new UserError("--customers must be 1 or more, was " + customers);
        }
        PrintWriter out = spec.commandLine().getOut();
        ObservationWindow window = ObservationWindow.until(SocialShop.LAST_DAY, ZoneOffset.UTC);
        TransactionLog log = timed(out, "generate and sort the log", this::log);
        out.printf("%,d transactions of %,d customers%n", log.size(), log.customers());
        CustomerSummaryTable table = timed(out, "summarise", () -> log.summarize(window, PeriodUnit.WEEK))
                .table();
        BgNbdFit purchases = timed(out, "fit BG/NBD", () -> BgNbd.withDefaults().fit(table));
        GammaGammaFit spend =
                timed(out, "fit Gamma-Gamma", () -> GammaGamma.withDefaults().fit(table));
        out.println(purchases.report().describe());
        out.println(spend.report().describe());
        ValueAssumptions assumptions =
                new ValueAssumptions(Horizon.of(52, PeriodUnit.WEEK), DiscountRate.annual(0.10), 1);
        ScoreTable scores = timed(
                out,
                "score",
                () -> ResidualValue.of(purchases.model(), spend.model(), assumptions)
                        .score(table));
        out.printf(
                "%,.0f purchases expected in a year, worth %,.0f on their first day%n",
                scores.column(ScoreKind.EXPECTED_PURCHASES).sum(),
                scores.column(ScoreKind.RESIDUAL_VALUE).sum());
        out.printf("heap limit %,d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    private TransactionLog log() {
        TransactionLogBuilder builder = TransactionLog.builder();
        new SocialShop(customers, seed)
                .forEachOrder(order -> builder.add(order.customerId(), order.time(), order.amount()));
        return builder.build();
    }

    private static <T> T timed(PrintWriter out, String step, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        out.printf("%-26s %8.3f s%n", step, (System.nanoTime() - start) / 1e9);
        return result;
    }
}
