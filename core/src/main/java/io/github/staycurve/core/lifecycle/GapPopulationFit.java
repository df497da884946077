package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * What a fit of a {@link GapPopulation} found, and how it went.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param population the population; empty if the fit failed
 * @param report the estimates of r and alpha, their covariance, and whether to trust them
 */
public record GapPopulationFit(Optional<GapPopulation> population, FitReport report) {}
