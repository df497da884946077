package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.Cnbd;
import io.github.staycurve.clv.model.CnbdFit;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.core.fit.FitReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CnbdRealDataTest {
    /** BTYDplus 1.2.0 takes k = 1 on both too; the likelihoods are those of a careful optimiser for MBG/NBD. */
    @ParameterizedTest
    @CsvSource({"40, -2611.805079805989", "104, -5848.045278239611"})
    void theApparelRetailersCustomersBuyWithoutRegularity(int weeks, double logLikelihood) {
        CnbdFit fit = Cnbd.of(DropoutTiming.AFTER_EVERY_PURCHASE).fit(SharedData.apparel(weeks));

        assertThat(fit.model().parameters().k()).isEqualTo(1);
        assertThat(fit.report().logLikelihood()).isCloseTo(logLikelihood, within(1e-6));
        assertThat(fit.candidates().stream()
                        .mapToDouble(FitReport::logLikelihood)
                        .skip(1))
                .allMatch(other -> other < logLikelihood);
    }
}
