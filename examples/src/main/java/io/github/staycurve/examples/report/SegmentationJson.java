package io.github.staycurve.examples.report;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmThresholds;
import io.github.staycurve.segmentation.segment.SegmentRow;
import io.github.staycurve.segmentation.segment.ValueTier;
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
            double worst = attainable(cut, measure);
            boolean unbounded = Math.abs(worst) == Double.MAX_VALUE;
            boolean outOfReach = measure == RfmMeasure.INACTIVITY && worst < 0;
            cuts.add(unbounded || outOfReach ? null : Double.valueOf(worst));
        }
        return cuts;
    }

    /** The worst value that a customer can have at a cut: days and orders are whole, fewer days and more orders better. */
    private static double attainable(double cut, RfmMeasure measure) {
        return switch (measure) {
            case INACTIVITY -> Math.floor(cut);
            case FREQUENCY -> Math.ceil(cut);
            default -> cut;
        };
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
                .put("from", from(row.tier()))
                .put("customers", row.customers())
                .put("shareOfCustomers", row.shareOfCustomers().value())
                .put("value", row.totalValue())
                .put("shareOfValue", row.shareOfValue().value())
                .build();
    }

    /** The least value of a tier; empty for the lowest, and for one that ties left without customers. */
    private OptionalDouble from(ValueTier tier) {
        OptionalDouble high = result.tiers().highCut();
        OptionalDouble middle = result.tiers().middleCut();
        return switch (tier) {
            case HIGH -> high;
            case MIDDLE -> middle.equals(high) ? OptionalDouble.empty() : middle;
            case LOW -> OptionalDouble.empty();
        };
    }
}
