package io.github.staycurve.segmentation.cluster;

import java.util.Locale;

/** Which shapes the components of a mixture can have. */
public enum CovarianceKind {
    /** Any ellipsoid: features may be correlated within a cluster. d(d + 1)/2 numbers a component. */
    FULL,

    /** Ellipsoids along the axes: features are uncorrelated within a cluster. d numbers a component. */
    DIAGONAL;

    /** Returns how many numbers describe the covariance of a component. */
    int parameters(int features) {
        return this == FULL ? features * (features + 1) / 2 : features;
    }

    /** Returns the name in documents. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CovarianceKind ofLabel(String label) {
        for (CovarianceKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("covariance must be full or diagonal, was '%s'".formatted(label));
    }
}
