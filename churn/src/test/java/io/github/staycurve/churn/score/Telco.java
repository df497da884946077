package io.github.staycurve.churn.score;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.churn.testing.SharedData;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The telephone company's customers, encoded and split as telco_split.json says. */
final class Telco {
    final FeatureTable features;
    final boolean[] churned;
    final int[] train;
    final int[] test;

    private Telco(FeatureTable features, boolean[] churned, int[] train, int[] test) {
        this.features = features;
        this.churned = churned;
        this.train = train;
        this.test = test;
    }

    static Telco read() {
        List<NamedCsvRecord> rows = SharedData.telco();
        JsonObject split = Golden.read("telco_split");
        JsonObject encoding = split.object("encoding");
        FeatureTable.Builder builder = FeatureTable.builder();
        for (String feature : encoding.list("features_in_order").texts()) {
            builder.column(feature, column(rows, feature, encoding));
        }
        boolean[] churned = new boolean[rows.size()];
        for (int i = 0; i < churned.length; i++) {
            churned[i] = rows.get(i).getField("Churn").equals("Yes");
        }
        int[] test = Arrays.stream(split.list("test_rows").numbers())
                .mapToInt(x -> (int) x)
                .toArray();
        boolean[] tested = new boolean[churned.length];
        Arrays.stream(test).forEach(i -> tested[i] = true);
        int[] train = IntStream.range(0, churned.length).filter(i -> !tested[i]).toArray();
        return new Telco(builder.build(), churned, train, test);
    }

    private static double[] column(List<NamedCsvRecord> rows, String feature, JsonObject encoding) {
        JsonObject mean = encoding.object("train_mean");
        JsonObject deviation = encoding.object("train_sd_pop");
        int cut = feature.indexOf('_');
        return rows.stream()
                .mapToDouble(row -> {
                    if (mean.has(feature)) {
                        String text = row.getField(feature).strip();
                        double value = text.isEmpty() ? 0 : Double.parseDouble(text);
                        return (value - mean.number(feature)) / deviation.number(feature);
                    }
                    return cut < 0
                            ? Double.parseDouble(row.getField(feature))
                            : row.getField(feature.substring(0, cut)).equals(feature.substring(cut + 1)) ? 1 : 0;
                })
                .toArray();
    }

    FeatureTable table(int[] rows) {
        return features.withRows(rows);
    }

    boolean[] labels(int[] rows) {
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = churned[rows[i]];
        }
        return labels;
    }
}
