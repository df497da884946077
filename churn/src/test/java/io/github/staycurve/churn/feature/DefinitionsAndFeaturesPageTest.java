package io.github.staycurve.churn.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.staycurve.churn.definition.ChurnLabels;
import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.definition.PersonalGap;
import io.github.staycurve.churn.definition.PurchaseChurn;
import io.github.staycurve.churn.definition.StageChurned;
import io.github.staycurve.churn.evaluate.MetricEstimate;
import io.github.staycurve.churn.evaluate.ScoreMetric;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.score.LogisticFit;
import io.github.staycurve.churn.score.LogisticRegression;
import io.github.staycurve.churn.testing.SharedData;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.metric.CustomerFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines and the numbers of docs/churn/definitions-and-features.md. */
class DefinitionsAndFeaturesPageTest {
    private static final Path ROOT = Path.of(System.getProperty("staycurve.root", ".."));

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/churn/definitions-and-features.md"));
    }

    private static TransactionLog simulated() {
        SplittableRandom random = new SplittableRandom(1);
        TransactionLogBuilder log = TransactionLog.builder();
        for (int customer = 0; customer < 300; customer++) {
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
        // lines of the page
        CustomerLogs logs = CustomerLogs.of(log); // purchases; CustomerLogs.of(log, events) with events
        FixedWindow churn = new FixedWindow(90); // no purchase in the 90 days after the cutoff
        FeatureSet features = FeatureSet.standard(ZoneId.of("Europe/London"), 30, 90);
        List<LocalDate> cutoffs =
                List.of(LocalDate.of(2011, 3, 31), LocalDate.of(2011, 5, 31), LocalDate.of(2011, 8, 31));

        LabelledFeatures rows = features.at(logs, cutoffs, churn, LocalDate.of(2011, 12, 9)); // observed to then
        LabelledFeatures check = rows.withCutoffs(List.of(LocalDate.of(2011, 8, 31)));
        LabelledFeatures train = rows.knownBy(LocalDate.of(2011, 8, 31)); // labels that were known on that day
        LogisticFit fit = LogisticRegression.of(churn.describe())
                .withMissingTerms() // who bought once has no gap
                .withPenalty(Penalty.ridge(0.01).onStandardizedColumns()) // copes with columns that say nothing
                .fit(train.table(), train.churned());
        double[] said = fit.model().probability(check.table()).toArray();
        MetricEstimate auc = ScoredOutcomes.of(said, check.churned()).evaluate().estimate(ScoreMetric.auc(), 0.95);

        OneCustomer customer =
                new OneCustomer(ZoneId.of("Europe/London")).purchase(Instant.parse("2011-11-02T10:15:00Z"), 25);
        double[] row = features.row(customer, LocalDate.of(2011, 12, 9)).orElseThrow(); // the same numbers, live
        double probability = fit.model().probability(row);
        // end of the lines
        assertThat(train.cutoffs()).containsExactly(LocalDate.of(2011, 3, 31), LocalDate.of(2011, 5, 31));
        assertThat(check.size() + train.size()).isEqualTo(rows.size());
        assertThat(fit.model().featureNames()).isEqualTo(features.names());
        assertThat(auc.value().orElseThrow()).isBetween(0.6, 1.0);
        assertThat(probability).isBetween(0.01, 0.99);
        assertThat(row[features.names().indexOf("inactivity")]).isEqualTo(37);
    }

    @Test
    void theyAreThoseOfThePage() throws IOException {
        String here = Files.readString(ROOT.resolve("churn/src/test/java")
                .resolve("io/github/staycurve/churn/feature/DefinitionsAndFeaturesPageTest.java"));
        assertThat(blocks(page(), "```java\n(.*?)```"))
                .hasSize(1)
                .isEqualTo(blocks(here, "\n +// lines of the page\n(.*?)// end of the lines\n"));
    }

    /** The two ways to deal with missing values and logarithms. */
    @Test
    void theModelsWayAndTheFeaturesWayGiveTheSameProbabilities() {
        ZoneId zone = ZoneOffset.UTC;
        FeatureSet plain = FeatureSet.of(
                zone, Feature.inactivity(), Feature.purchaseDays(), Feature.meanGap(), Feature.gapVariation());
        FeatureSet complete = FeatureSet.of(
                        zone,
                        Feature.inactivity().logged(),
                        Feature.purchaseDays(),
                        Feature.meanGap().logged(),
                        Feature.gapVariation())
                .complete();
        CustomerLogs logs = CustomerLogs.of(simulated());
        List<LocalDate> cutoffs = List.of(LocalDate.of(2011, 3, 31), LocalDate.of(2011, 6, 30));
        LocalDate end = LocalDate.of(2011, 12, 9);
        LabelledFeatures one = plain.at(logs, cutoffs, new FixedWindow(60), end);
        LabelledFeatures other = complete.at(logs, cutoffs, new FixedWindow(60), end);
        LogisticRegression regression = LogisticRegression.of("no purchase in 60 days");

        double[] byModel = regression
                .withMissingTerms()
                .withLog1p(List.of("inactivity", "mean_gap"))
                .fit(one.table(), one.churned())
                .model()
                .probability(one.table())
                .toArray();
        double[] byFeatures = regression
                .fit(other.table(), other.churned())
                .model()
                .probability(other.table())
                .toArray();

        assertThat(one.table().isComplete(2)).isFalse();
        assertThat(byFeatures).containsExactly(byModel, offset(1e-9));
    }

    private static List<String> blocks(String text, String pattern) {
        List<String> blocks = new ArrayList<>();
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (found.find()) {
            blocks.add(found.group(1).replaceAll("\\s+", ""));
        }
        return blocks;
    }

    /** The counts were taken from the file by a script that shares no code with this project. */
    @Test
    void theTableOfTheCdnowSample() throws IOException {
        PurchaseDays days = PurchaseDays.of(cdnow(), ZoneOffset.UTC);
        LocalDate cutoff = LocalDate.of(1997, 9, 30);
        LocalDate end = LocalDate.of(1998, 6, 30);
        PurchaseChurn silence = new StageChurned(StagePolicy.of(FixedSilence.DEFAULT));
        String page = page();

        for (PurchaseChurn definition : List.of(
                new FixedWindow(30), new FixedWindow(90), new FixedWindow(180), new PersonalGap(0.9, 2, 90), silence)) {
            ChurnLabels labels = definition.label(days, cutoff, end);
            assertThat(labels.counts().customers()).isEqualTo(2357);
            assertThat(page)
                    .contains(String.format(
                            Locale.ROOT,
                            "| %,d | %.1f %% |",
                            labels.counts().churned(),
                            100 * labels.counts().churnRate().value().orElseThrow()));
        }
        assertThat(new FixedWindow(90).label(days, cutoff, end).counts().churned())
                .isEqualTo(1959);
        assertThat(new PersonalGap(0.9, 2, 90).label(days, cutoff, end).counts().churned())
                .isEqualTo(1972);
        assertThat(silence.label(days, cutoff, end).flowTo(silence.label(days, cutoff.plusDays(90), end)))
                .isEqualTo(new CustomerFlow(409, 0, 199, 210, 0));
    }

    private static TransactionLog cdnow() throws IOException {
        TransactionLogBuilder log = TransactionLog.builder();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(SharedData.file("cdnow_sample/data.csv"))) {
            for (NamedCsvRecord row : rows) {
                Instant time = LocalDate.parse(row.getField("date"))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                log.add(row.getField("sample_id"), time, Double.parseDouble(row.getField("amount")));
            }
        }
        return log.build();
    }
}
