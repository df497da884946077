package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.ingest.ZeroAmountPolicy;
import io.github.staycurve.core.markov.AbsorbingChain;
import io.github.staycurve.core.markov.ChiSquareTest;
import io.github.staycurve.core.markov.MarkovChecks;
import io.github.staycurve.core.markov.TransitionEstimate;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.JonckheereTest;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of docs/stage-validation.md: stages tested on the past of two public data sets, between marks of their own. */
final class StageValidation {
    static final List<String> NAMES = List.of("online-retail", "cdnow");

    private final String name;
    private final TransactionLog log;
    private final ZoneId zone;
    private final LocalDate start;
    private final LocalDate end;
    /** Empty where histories are whole. */
    private final Optional<LocalDate> observedFrom;

    private final List<LocalDate> dates;

    private StageValidation(
            String name,
            TransactionLog log,
            ZoneId zone,
            LocalDate start,
            LocalDate end,
            Optional<LocalDate> observedFrom,
            List<LocalDate> dates) {
        this.name = name;
        this.log = log;
        this.zone = zone;
        this.start = start;
        this.end = end;
        this.observedFrom = observedFrom;
        this.dates = dates;
    }

    /** Writes the tables into the document anew; the arguments are its path and the directory of the data sets. */
    public static void main(String[] args) throws IOException {
        Path document = Path.of(args[0]);
        String text = Files.readString(document);
        for (String name : NAMES) {
            String block = of(name, Path.of(args[1])).block();
            text = text.replaceAll(
                    "(?s)<!-- " + name + " -->.*<!-- end " + name + " -->", Matcher.quoteReplacement(block));
        }
        Files.writeString(document, text);
    }

    static Path file(String name, Path data) {
        return data.resolve(name.equals("cdnow") ? "cdnow_sample/data.csv" : "online_retail/data.csv.gz");
    }

    static StageValidation of(String name, Path data) {
        return name.equals("cdnow") ? cdnow(file(name, data)) : onlineRetail(file(name, data));
    }

    /** The clean set; who bought before December 2010 is not in it. */
    private static StageValidation onlineRetail(Path file) {
        ZoneId london = ZoneId.of("Europe/London");
        TransactionLog log = CsvTransactions.builder("customer_id", "invoice_ts", "unit_price")
                .quantity("quantity")
                .order("invoice_no")
                .zone(london)
                .cancelledOrders(Pattern.compile("^C"))
                .refunds(RefundPolicy.IGNORE)
                .zeroAmounts(ZeroAmountPolicy.REFUSE)
                .build()
                .read(file)
                .accepted();
        LocalDate start = LocalDate.of(2010, 12, 1);
        List<LocalDate> dates =
                List.of(LocalDate.of(2011, 6, 30), LocalDate.of(2011, 7, 31), LocalDate.of(2011, 8, 31));
        return new StageValidation(
                "online-retail", log, london, start, LocalDate.of(2011, 12, 9), Optional.of(start), dates);
    }

    /** Customers whose first purchase was in the first quarter of 1997, from then on. */
    private static StageValidation cdnow(Path file) {
        TransactionLog log = CsvTransactions.builder("sample_id", "date", "amount")
                .build()
                .read(file)
                .orThrow();
        List<LocalDate> dates =
                List.of(LocalDate.of(1997, 9, 30), LocalDate.of(1997, 12, 31), LocalDate.of(1998, 3, 31));
        return new StageValidation(
                "cdnow",
                log,
                ZoneOffset.UTC,
                LocalDate.of(1997, 1, 1),
                LocalDate.of(1998, 6, 30),
                Optional.empty(),
                dates);
    }

    String block() {
        StageBacktest adaptive = run(StageValidation::adaptive);
        StageBacktest fixed = run((known, asOf) -> fixed());
        StringBuilder text = new StringBuilder("<!-- " + name + " -->\n");
        text.append(
                "| policy | as of | customers | churned | no purchase in 90 days | precision of churned |"
                        + " recall of churned | back from churn a step | flapping a step |\n|---|---|---|---|---|---|---|---|---|\n");
        churned(text, "adaptive", adaptive);
        churned(text, "fixed", fixed);
        text.append("\n| policy | as of | churn | decline | acquisition | growth | maturity | pairs in order | z |"
                + " by activity: pairs in order | z |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        spend(text, "adaptive", adaptive);
        spend(text, "fixed", fixed);
        coverage(text, adaptive);
        reliability(text, adaptive);
        chains(text, adaptive, fixed);
        return text.append("<!-- end ").append(name).append(" -->").toString();
    }

    private StageBacktest run(StagePolicyFitter fitter) {
        StageBacktest.Builder builder = StageBacktest.builder(log, zone, end);
        observedFrom.ifPresent(builder::observedFrom);
        return builder.run(dates, fitter);
    }

    private static StagePolicy adaptive(PurchaseDays known, LocalDate asOf) {
        GapPopulation population = GapPopulation.fit(known, asOf).population().orElseThrow();
        return StagePolicy.builder(AdaptiveSilence.of(population))
                .lookbackDays(180)
                .build();
    }

    private static StagePolicy fixed() {
        return StagePolicy.builder(FixedSilence.DEFAULT)
                .medianGapDays(30)
                .lookbackDays(180)
                .build();
    }

    private static void churned(StringBuilder text, String policy, StageBacktest test) {
        for (StageBacktestDate date : test.dates()) {
            text.append("| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            policy,
                            date.asOf(),
                            date.customers(),
                            date.customers(ActivityState.CHURNED),
                            ranged(date.away()),
                            ranged(date.churnedPrecision()),
                            ranged(date.churnedRecall()),
                            plain(date.reactivationRate()),
                            plain(date.flappingRate())));
        }
    }

    private static void spend(StringBuilder text, String policy, StageBacktest test) {
        for (StageBacktestDate date : test.dates()) {
            text.append("| %s | %s |".formatted(policy, date.asOf()));
            for (LifecycleStage stage : List.of(
                    LifecycleStage.CHURN,
                    LifecycleStage.DECLINE,
                    LifecycleStage.ACQUISITION,
                    LifecycleStage.GROWTH,
                    LifecycleStage.MATURITY)) {
                text.append(" ")
                        .append(number(date.meanSpend(stage).value(), 2))
                        .append(" |");
            }
            for (JonckheereTest rise : List.of(date.spendByLifecycle(), date.spendByActivity())) {
                text.append(" %s | %s |".formatted(number(rise.ordered().value(), 3), number(rise.z(), 1)));
            }
            text.append("\n");
        }
    }

    private static void coverage(StringBuilder text, StageBacktest test) {
        text.append("\n| as of | gaps before | stated | begun by then | begun later |\n|---|---|---|---|---|\n");
        for (StageBacktestDate date : test.dates()) {
            for (GapCoverage coverage : date.coverage()) {
                text.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                date.asOf(),
                                coverage.gaps(),
                                coverage.nominal(),
                                plain(coverage.begunBefore()),
                                plain(coverage.begunAfter())));
            }
        }
    }

    private static void reliability(StringBuilder text, StageBacktest test) {
        text.append(
                "\n| as of | silence score | share of customers | bought in 90 days | expected |\n|---|---|---|---|---|\n");
        for (StageBacktestDate date : test.dates()) {
            for (ScoreBin bin : date.reliability()) {
                text.append("| %s | %s to %s | %s | %s | %s |\n"
                        .formatted(
                                date.asOf(),
                                bin.from(),
                                bin.to(),
                                number(bin.share().value(), 3),
                                ranged(bin.bought()),
                                number(bin.expected().value(), 3)));
            }
        }
    }

    /** The chain of the lifecycle by the policy of the last date, over all complete months. */
    private void chains(StringBuilder text, StageBacktest adaptive, StageBacktest fixed) {
        text.append("\n| policy | moves | months to churn from acquisition | growth | maturity | decline | order: p |"
                + " same in all months: p | misplaced after 3 months |\n|---|---|---|---|---|---|---|---|---|\n");
        List<StagePolicy> policies = new ArrayList<>();
        for (StageBacktest test : List.of(adaptive, fixed)) {
            policies.add(test.dates().get(test.dates().size() - 1).policy());
        }
        PurchaseDays days = PurchaseDays.of(log, zone);
        PurchaseDays observed = observedFrom.map(days::observedFrom).orElse(days);
        for (StagePolicy policy : policies) {
            StageTransitions moves = StageTransitions.of(
                    policy.timeline(observed, CalendarGrid.monthly(zone), start, end), StageProjection.LIFECYCLE);
            TransitionEstimate estimate = TransitionEstimate.of(moves.counts());
            AbsorbingChain chain = AbsorbingChain.of(estimate.matrix(), LifecycleStage.CHURN.label());
            text.append("| %s | %s |"
                    .formatted(
                            policy.engine() instanceof AdaptiveSilence ? "adaptive" : "fixed",
                            estimate.counts().steps()));
            for (LifecycleStage stage : List.of(
                    LifecycleStage.ACQUISITION,
                    LifecycleStage.GROWTH,
                    LifecycleStage.MATURITY,
                    LifecycleStage.DECLINE)) {
                text.append(" ")
                        .append(fixedPoint(chain.expectedSteps(stage.label()), 2))
                        .append(" |");
            }
            text.append(" %s | %s | %s |\n"
                    .formatted(
                            p(MarkovChecks.firstOrder(estimate.counts())),
                            p(MarkovChecks.homogeneous(moves.byStep())),
                            number(MarkovChecks.kStep(estimate, 3).misplaced().value(), 3)));
        }
    }

    private static String p(ChiSquareTest test) {
        double p = test.pValue().orElse(Double.NaN);
        return p < 0.001 ? "below 0.001" : fixedPoint(p, 3);
    }

    private static String ranged(Ratio ratio) {
        Optional<Interval> range = ratio.wilson(0.95);
        return range.isEmpty()
                ? "–"
                : "%s (%s–%s)"
                        .formatted(
                                number(ratio.value(), 3),
                                fixedPoint(range.get().lower(), 3),
                                fixedPoint(range.get().upper(), 3));
    }

    private static String plain(Ratio ratio) {
        return ratio.denominator() == 0 ? "–" : "%s of %.0f".formatted(number(ratio.value(), 3), ratio.denominator());
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isEmpty() ? "–" : fixedPoint(value.getAsDouble(), digits);
    }

    private static String fixedPoint(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
