package io.github.staycurve.examples.report;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.segmentation.rfm.RfmDirection;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmThresholds;
import io.github.staycurve.segmentation.segment.SegmentRow;
import io.github.staycurve.segmentation.segment.ValueTierRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes the {@code segmentation} of {@code report.json}. */
final class SegmentationJson {
    private final Segmentation.Result result;

    SegmentationJson(Segmentation.Result result) {
        this.result = result;
    }

    JsonObject toJson() {
        RfmThresholds thresholds = result.scores().thresholds();
        JsonObject.Builder cuts = JsonObject.builder();
        for (RfmMeasure measure : thresholds.variant().measures()) {
            cuts.put(measure.label(), cuts(thresholds, measure));
        }
        return JsonObject.builder()
                .put("method", result.method().label())
                .put("bins", result.segments().map().bins())
                .put("thresholds", cuts.build())
                .put("map", result.segments().map().name())
                .put(
                        "segments",
                        result.table().rows().stream()
                                .map(SegmentationJson::segment)
                                .toList())
                .put("valueTiers", result.tierRows().stream().map(this::tier).toList())
                .build();
    }

    /** The worst value of each score from 2 up; null for a score that every customer reaches, or none can. */
    private static List<@Nullable Double> cuts(RfmThresholds thresholds, RfmMeasure measure) {
        List<@Nullable Double> cuts = new ArrayList<>();
        for (double cut : thresholds.cuts(measure)) {
            cuts.add(Math.abs(cut) == Double.MAX_VALUE ? null : Double.valueOf(readable(cut, thresholds, measure)));
        }
        return cuts;
    }

    /** A bin that is closed on the other side begins at the next double: 89.99999999999999 stands for "below 90". */
    private static double readable(double cut, RfmThresholds thresholds, RfmMeasure measure) {
        double next = thresholds.direction(measure) == RfmDirection.LOW_IS_BEST ? Math.nextUp(cut) : Math.nextDown(cut);
        return Double.toString(next).length() < Double.toString(cut).length() ? next : cut;
    }

    private static JsonObject segment(SegmentRow row) {
        return JsonObject.builder()
                .put("segment", row.segment().name())
                .put("customers", row.customers())
                .put("shareOfCustomers", row.shareOfCustomers().value())
                .put("value", row.totalValue())
                .put("shareOfValue", row.shareOfValue().value())
                .put("meanInactivityDays", row.meanInactivity().value())
                .put("meanOrders", row.meanFrequency().value())
                .put("meanValue", row.meanValue().value())
                .build();
    }

    private JsonObject tier(ValueTierRow row) {
        return JsonObject.builder()
                .put("tier", row.tier().label())
                .put(
                        "from",
                        switch (row.tier()) {
                            case HIGH -> result.tiers().highCut();
                            case MIDDLE -> result.tiers().middleCut();
                            case LOW -> OptionalDouble.empty();
                        })
                .put("customers", row.customers())
                .put("shareOfCustomers", row.shareOfCustomers().value())
                .put("value", row.totalValue())
                .put("shareOfValue", row.shareOfValue().value())
                .build();
    }
}
