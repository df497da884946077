package io.github.staycurve.examples.report;

import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.examples.UserError;
import java.time.LocalDate;

/** Everything that is made of what was read. */
final class ReportJob {
    private final ReportOptions options;
    private final Progress progress;

    ReportJob(ReportOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    ReportResult run(ReportInput input) {
        input.requireRows();
        ReportInput.End end = input.end(options);
        ObservationWindow window = window(end.day());
        ReportResult result = new ReportResult(
                options,
                input,
                window,
                end.is(),
                input.purchases()
                        .map(read -> new PurchaseAnalysis(options, progress)
                                .of(
                                        read,
                                        input.events().map(e -> e.events().accepted()),
                                        input.firstPurchase(options.zone()),
                                        window)),
                new ActivityAnalysis(options, progress).of(input, window.end()));
        progress.done();
        return result;
    }

    private ObservationWindow window(LocalDate end) {
        LocalDate calibrationEnd = options.calibrationEnd().orElse(end);
        if (calibrationEnd.isAfter(end)) {
            throw new UserError("--calibration-end %s must not lie after --end %s".formatted(calibrationEnd, end));
        }
        return ObservationWindow.split(calibrationEnd, end, options.zone());
    }
}
