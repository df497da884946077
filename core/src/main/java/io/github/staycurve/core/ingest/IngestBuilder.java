package io.github.staycurve.core.ingest;

import java.util.function.LongConsumer;

/**
 * The options that all sources have in common.
 *
 * @param <B> the type of the builder
 */
abstract class IngestBuilder<B extends IngestBuilder<B>> {
    private boolean stopAtFirstRefusal;
    private LongConsumer progress = rows -> {};

    abstract B self();

    /**
     * Chooses whether reading ends at the first refused row, with an {@link IngestException} that names it.
     *
     * @param stop true to end there; false, the default, to go on
     * @return this builder
     */
    public B stopAtFirstRefusal(boolean stop) {
        stopAtFirstRefusal = stop;
        return self();
    }

    /**
     * Sets what is told of the progress, for sources of millions of rows.
     *
     * @param rowsSoFar called after each 100,000 rows, on the thread that reads, with the number of rows
     * @return this builder
     */
    public B progress(LongConsumer rowsSoFar) {
        progress = rowsSoFar;
        return self();
    }

    final boolean stopsAtFirstRefusal() {
        return stopAtFirstRefusal;
    }

    final LongConsumer progress() {
        return progress;
    }
}
