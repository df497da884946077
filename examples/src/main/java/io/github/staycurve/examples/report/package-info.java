/**
 * The main job: from a file of purchases to a row of scores a customer and a report.
 *
 * <p>{@link io.github.staycurve.examples.report.ReportCommand} takes the options; {@link
 * io.github.staycurve.examples.report.ReportJob} is the walk from the log to the results, in the order a program of one's
 * own would do it.
 */
@NullMarked
package io.github.staycurve.examples.report;

import org.jspecify.annotations.NullMarked;
