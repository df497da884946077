package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.markov.AbsorbingChain;
import io.github.staycurve.core.markov.HeadcountForecast;
import io.github.staycurve.core.markov.MarkovChecks;
import io.github.staycurve.core.markov.StateValue;
import io.github.staycurve.core.markov.TransitionEstimate;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines of docs/stages.md run, and are those shown there. */
class StagesPageTest {
    private static final Path ROOT = Path.of(System.getProperty("staycurve.root", ".."));
    private static final Path TESTS = ROOT.resolve("core/src/test/java");

    /** A year of customers who buy at rates of their own, and stop after a while. */
    private static TransactionLog simulated() {
        SplittableRandom random = new SplittableRandom(1);
        TransactionLogBuilder log = TransactionLog.builder();
        for (int customer = 0; customer < 600; customer++) {
            double rate = 0.01 + 0.1 * random.nextDouble();
            double day = random.nextDouble() * 300;
            double stops = day - 150 * Math.log1p(-random.nextDouble());
            while (day < Math.min(stops, 373)) {
                LocalDate date = LocalDate.of(2010, 12, 1).plusDays((long) day);
                log.add("c" + customer, date.atTime(12, 0).toInstant(ZoneOffset.UTC), 20);
                day -= Math.log1p(-random.nextDouble()) / rate;
            }
        }
        return log.build();
    }

    @Test
    void theLinesRun() {
        TransactionLog log = simulated();
        // lines of docs/stages.md
        PurchaseDays days = PurchaseDays.of(log, ZoneId.of("Europe/London")); // one purchase a local day
        GapPopulation population =
                GapPopulation.fit(days, LocalDate.of(2011, 6, 30)).population().orElseThrow();
        StagePolicy policy = StagePolicy.of(AdaptiveSilence.of(population)); // frozen from here on

        StageTable today = policy.stageAt(days, LocalDate.of(2011, 12, 9)); // every customer on one day
        StageTimeline months = policy.timeline(
                days, CalendarGrid.monthly(days.zone()), LocalDate.of(2011, 1, 1), LocalDate.of(2011, 12, 9));

        String stage = today.stage(0).orElseThrow().lifecycle().label(); // as "maturity"
        String why = today.explain(0).orElseThrow().describe(); // the rules and numbers behind it
        // end of the lines
        assertThat(stage).isIn("acquisition", "growth", "maturity", "decline", "churn");
        assertThat(why).startsWith(days.customerId(0) + " on 2011-12-09: ");
        assertThat(months.steps()).isEqualTo(12);
        // lines of docs/stages.md
        StageTransitions moves = StageTransitions.of(months, StageProjection.LIFECYCLE); // between complete months only
        TransitionEstimate estimate = TransitionEstimate.of(moves.counts()); // smoothed by one step a stage

        AbsorbingChain chain = AbsorbingChain.of(estimate.matrix(), "churn"); // until the first churn
        double monthsLeft = chain.expectedSteps("growth");
        double stillHere = chain.survival("growth", 12);

        double[] margins = {5, 20, 45, 8, 0}; // a month, in the order of the stages
        StateValue value = StateValue.of(estimate.matrix(), margins, DiscountRate.annual(0.1), PeriodUnit.MONTH);
        double inThreeYears = value.within("growth", 36);
        double contactCost = value.breakEvenContactCost("churn", "growth", 0.02); // for two more winbacks in a hundred

        long[] heads = StageProjection.LIFECYCLE.counts(today.counts());
        HeadcountForecast forecast = HeadcountForecast.by(estimate)
                .inflow(new long[] {300, 0, 0, 0, 0}) // new customers a month
                .forecast(heads, 6, 1); // months, seed
        Interval mature = forecast.interval(6, "maturity");

        Ratio misplaced = MarkovChecks.kStep(estimate, 3).misplaced(); // is one matrix enough?
        // end of the lines
        assertThat(monthsLeft).isGreaterThan(1);
        assertThat(stillHere).isBetween(0.0, 1.0);
        assertThat(inThreeYears).isBetween(20.0, value.of("growth"));
        assertThat(contactCost).isBetween(0.0, 0.02 * value.of("growth"));
        assertThat(forecast.expected(0, "maturity")).isEqualTo((double) heads[LifecycleStage.MATURITY.code()]);
        assertThat(forecast.expected(6, "maturity")).isBetween(mature.lower(), mature.upper());
        assertThat(misplaced.value().orElseThrow()).isBetween(0.0, 1.0);
        assertThat(moves.splitByDwell("decline", 3).states().size()).isEqualTo(7);
    }

    @Test
    void theyAreThoseOfThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/stages.md"));
        String here = Files.readString(TESTS.resolve("io/github/staycurve/core/lifecycle/StagesPageTest.java"));
        List<String> shown = blocks(page, "```java\n(.*?)```");
        assertThat(shown)
                .hasSize(2)
                .isEqualTo(blocks(here, "\n +// lines of docs/stages.md\n(.*?)// end of the lines\n"));
    }

    private static List<String> blocks(String text, String pattern) {
        List<String> blocks = new ArrayList<>();
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (found.find()) {
            blocks.add(found.group(1).replaceAll("\\s+", ""));
        }
        return blocks;
    }

    /** The sentence of the page, with its numbers. */
    @Test
    void theExplanationOfThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/stages.md")).replaceAll("\\s+", " ");
        StagePolicy policy = StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1.4, 30)));
        String why = policy.stageAt(Histories.of(0, 10, 20), Histories.day(60))
                .explain(0)
                .orElseThrow()
                .describe();
        assertThat(page).contains(why);
    }
}
