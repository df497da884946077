/**
 * Who was active when: one bit a customer and calendar period, and the activity and growth metrics that follow from it.
 *
 * <p>{@link io.github.staycurve.core.activity.ActivityTable} is the type to start from: it is built in one pass over an
 * {@link io.github.staycurve.core.data.EventLog} or a {@link io.github.staycurve.core.data.TransactionLog}, or filled by
 * index, and is read by every metric here and by retention. An {@link io.github.staycurve.core.activity.ActivityWindow}
 * says which periods and as of when; there is no default of either.
 *
 * <p>Activity is a set of customers and periods: an event that comes twice, late or out of order changes nothing else.
 *
 * <p><b>Units.</b> A <em>period</em> is an index of the {@link io.github.staycurve.core.time.CalendarGrid}; a <em>slot</em>
 * is that index less the first period's, from 0. Gaps and ages are counted in periods of the grid; a civil day that the
 * zone skipped is none.
 *
 * <p><b>Threads.</b> Tables and results are immutable and safe to share; builders, trackers and accumulators are not.
 */
@NullMarked
package io.github.staycurve.core.activity;

import org.jspecify.annotations.NullMarked;
