package io.github.staycurve.clv.selection;

import java.time.LocalDate;

/**
 * A fit of a back-test that gave no model.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the name of the model
 * @param origin the last day that was known
 * @param reason why, as the report of the fit explains it
 */
public record FailedFit(String name, LocalDate origin, String reason) {}
