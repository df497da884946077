package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Ratio;
import java.util.OptionalDouble;

/**
 * A bin of a calibration table: what was predicted there and what happened. Immutable and thread-safe.
 *
 * @param lower the lower end: of the bin itself if bins have one width, else the lowest score in it; 0 if it is empty
 * @param upper the upper end, or the highest score in it; 0 if it is empty
 * @param meanScore the mean churn probability given; empty without customers
 * @param churnRate those who churned out of those in the bin, by weight; it has a {@linkplain Ratio#wilson Wilson interval}
 */
public record CalibrationBin(double lower, double upper, OptionalDouble meanScore, Ratio churnRate) {}
