package io.github.staycurve.segmentation.cluster;

/** What components of a mixture may look like: their kind, and the least variance in any direction, in scaled units. */
record MixtureShape(CovarianceKind kind, double minimumVariance) {}
