package io.github.staycurve.segmentation.cluster;

/**
 * How much a mini-batch search looks at.
 *
 * @param rows how many rows are drawn for a batch, with replacement; 1 or more
 * @param count how many batches, 1 or more
 */
record MiniBatches(int rows, int count) {
    MiniBatches {
        if (rows < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "mini-batches must be 1 or more, of 1 row or more; were %s of %s".formatted(count, rows));
        }
    }
}
