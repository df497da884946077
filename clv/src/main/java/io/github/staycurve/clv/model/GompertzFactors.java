package io.github.staycurve.clv.model;

/** The parameters of a lifetime of the GGompertz/NBD model: the growth b of the dropout rate, and s and beta of its factors. */
record GompertzFactors(double b, double s, double beta) {}
