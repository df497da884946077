package io.github.staycurve.examples.report;

import io.github.staycurve.examples.UserError;
import io.github.staycurve.segmentation.json.SegmentMapJson;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmMethod;
import io.github.staycurve.segmentation.rfm.RfmScorer;
import io.github.staycurve.segmentation.rfm.RfmVariant;
import io.github.staycurve.segmentation.segment.SegmentMap;
import io.github.staycurve.segmentation.segment.SegmentMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the main job that say how customers are scored and segmented. */
final class SegmentationOptions {
    /** More than a reader can tell apart, and what a map can hold. */
    private static final int MOST_BINS = SegmentMap.MAX_BINS;

    private static final String USUAL_BINS = "5";

    /** A larger file is no segment map. */
    private static final long LARGEST_MAP = 1 << 20;

    @Option(
            names = "--rfm-bins",
            paramLabel = "N",
            description = "scores a measure (" + USUAL_BINS + "); --rfm-cuts have a number of their own")
    @Nullable
    private String bins;

    @Option(
            names = "--rfm-method",
            paramLabel = "mid-rank|r-rfm|pandas|ntile|spss|fixed",
            defaultValue = "mid-rank",
            description = "how values become scores; fixed needs --rfm-cuts")
    private String method = "mid-rank";

    @Option(
            names = "--rfm-cuts",
            paramLabel = "R;F;M",
            description = "ascending cuts of days since the last purchase, orders and money, for example"
                    + " '30,90,180,365;2,3,5,10;50,100,250,500'")
    @Nullable
    private String cuts;

    @Option(
            names = "--segment-map",
            paramLabel = "eleven|putler|shopify|eight|FILE",
            defaultValue = "eleven",
            description = "segments of the scores, or a map of your own in JSON")
    private String map = "eleven";

    /** Returns how customers are to be scored and segmented; refuses what does not fit together. */
    Segmentation segmentation() {
        RfmMethod rfmMethod = method();
        if ((rfmMethod == RfmMethod.FIXED) != (cuts != null)) {
            throw new UserError(
                    rfmMethod == RfmMethod.FIXED
                            ? "--rfm-method fixed needs --rfm-cuts, such as '30,90,180,365;2,3,5,10;50,100,250,500'"
                            : "--rfm-cuts goes with --rfm-method fixed, not with " + method);
        }
        RfmScorer.Builder scorer = RfmScorer.builder().method(rfmMethod);
        int scores = cuts == null ? bins(bins == null ? USUAL_BINS : bins) : addCuts(scorer, cuts);
        if (cuts != null && bins != null && bins(bins) != scores) {
            throw new UserError("--rfm-bins %s does not fit --rfm-cuts, which make %d scores".formatted(bins, scores));
        }
        return new Segmentation(scorer.bins(scores).build(), rfmMethod, map(scores));
    }

    private RfmMethod method() {
        try {
            return RfmMethod.ofLabel(method);
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    "--rfm-method must be mid-rank, r-rfm, pandas, ntile, spss or fixed, was '%s'".formatted(method),
                    e);
        }
    }

    private static int bins(String text) {
        int value = text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
        if (value < 2 || value > MOST_BINS) {
            throw new UserError("--rfm-bins must be a whole number from 2 to %d, was '%s'".formatted(MOST_BINS, text));
        }
        return value;
    }

    /** Adds the cuts of the three measures; returns the number of scores that they make. */
    private static int addCuts(RfmScorer.Builder scorer, String text) {
        String[] measures = text.split(";", -1);
        List<RfmMeasure> rfm = RfmVariant.RFM.measures();
        if (measures.length != rfm.size()) {
            throw new UserError("--rfm-cuts must be three lists with ';' between, was '%s'".formatted(text));
        }
        int scores = 0;
        for (int i = 0; i < measures.length; i++) {
            double[] values = numbers(measures[i]);
            if (i > 0 && values.length + 1 != scores) {
                throw new UserError("--rfm-cuts must be lists of one length, was '%s'".formatted(text));
            }
            scores = values.length + 1;
            if (scores > MOST_BINS) {
                throw new UserError(
                        "--rfm-cuts must be %d a list at most, were %d".formatted(MOST_BINS - 1, scores - 1));
            }
            try {
                scorer.cuts(rfm.get(i), values);
            } catch (IllegalArgumentException e) {
                throw new UserError("--rfm-cuts: " + e.getMessage(), e);
            }
        }
        return scores;
    }

    private static double[] numbers(String list) {
        String[] texts = list.split(",", -1);
        double[] values = new double[texts.length];
        for (int i = 0; i < values.length; i++) {
            if (!ReportCommand.DECIMAL.matcher(texts[i].strip()).matches()) {
                throw new UserError("--rfm-cuts must be numbers with ',' between, was '%s'".formatted(list));
            }
            values[i] = Double.parseDouble(texts[i].strip());
        }
        return values;
    }

    private SegmentMap map(int scores) {
        boolean shipped = SegmentMaps.NAMES.contains(map.toLowerCase(Locale.ROOT));
        try {
            return shipped
                    ? SegmentMaps.named(map, scores)
                    : SegmentMapJson.read(text(Path.of(map))).rescaled(scores);
        } catch (IllegalArgumentException e) { // also of a path that the system does not know
            String cure = shipped ? "; take more scores, or --segment-map eight" : "";
            throw new UserError("--segment-map %s: %s%s".formatted(map, e.getMessage(), cure), e);
        }
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_MAP) {
                throw new UserError("--segment-map must be %s or a file with a map in JSON, was '%s'"
                        .formatted(String.join(", ", SegmentMaps.NAMES), file));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError("--segment-map: cannot read '%s' as UTF-8".formatted(file), e);
        }
    }
}
