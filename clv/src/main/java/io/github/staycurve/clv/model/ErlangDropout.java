package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.BetaFunctions;
import java.util.Arrays;

/**
 * Means over the dropout probability p, Beta(a, beta), of what a live customer of a CNBD model does when the events to come
 * are many: the quantities of {@link ErlangAlive} and the purchase rate, for all phases of a silence at once.
 *
 * <p>For a given p each is a sum over every k-th term of a power series, and so one over the k-th roots of unity ω, with ζ =
 * (1 − p)^(1/k) and w = 1 − ζω. The phases j have the weights (R)_j/j! y^j; their sum is a polynomial in yζω/(1 + wu). The
 * roots but 1 are the waves of regular purchases, and come in conjugate pairs. Where p is near 1 the roots cancel, but a few
 * terms of the sum over purchases do: those of (1 − p)^(n − 1), whose means over such p are taken once.
 *
 * <p>The mean is taken by the trapezoid rule in the log-odds of p, as in {@link BetaQuadrature}, with nodes that are made
 * once; weights are kept as logarithms, since (1 + wu)^−R may make the least likely p the ones that matter.
 *
 * <p>Immutable and thread-safe. Arguments are not checked.
 */
final class ErlangDropout {
    /** Up to here the mean is taken over roots, from here on over purchases. */
    private static final double LARGE_DROPOUT = 0.9;
    /** (1 − p)^n is below 1e-100 then, less than what a customer who is silent for long may come to. */
    static final int MOST_PURCHASES = 100;
    /** Shapes a from which on p above 0.9 leaves nothing below it that a double could hold. */
    private static final double NEVER_SMALL = 7200;

    /** Below this the waves are a polynomial in p of few terms. */
    private static final double SMALL_DROPOUT = 0.03;

    private static final int SMALL_NODES = 10;
    /** Waves are below the last digit then, in logarithms. */
    private static final double GONE = 42;

    private static final double LARGEST_STEP = 0.17;
    private static final double STEP_PER_DEVIATION = 0.5;
    private static final double CONSTANT = 1e-17;
    private static final double LEAST_LOG_WEIGHT = -750;
    private static final double NEGLIGIBLE = 1e-18;
    /** Below the heaviest node by this, in logarithms, a node adds nothing to a mean that does not seek it out. */
    private static final double DEEP = 90;

    private final int k;
    private final double a;
    private final double beta;
    /** Cosines and sines of 2πi/k, up to half a turn. */
    private final double[] cos;

    private final double[] sin;
    /** The nodes with small p, from the left: ln of the weight, p, ζ, 1 − ζ and ζ^(1−k)/k. */
    private double[] logWeight = new double[256];

    private double[] dropout = new double[256];
    private double[] zeta = new double[256];
    private double[] gap = new double[256];
    private double[] factor = new double[256];
    private int size;
    private double heaviest = Double.NEGATIVE_INFINITY;
    /** Nodes for the waves: those above SMALL_DROPOUT, and a few that stand for all below it. */
    private final double[] waveDropout;

    private final double[] waveWeight;
    private final double[] waveZeta;
    /** By n − 1: the mean of (1 − p)^(n−1) over the nodes with large p, and of p times that. */
    private final double[] large = new double[MOST_PURCHASES];

    private final double[] largeLeaving = new double[MOST_PURCHASES];

    /**
     * Makes the nodes.
     *
     * @param k events to a purchase
     * @param a first shape of the dropout probability
     * @param beta second shape
     * @param scale what is averaged is constant for p far below 1/scale
     */
    ErlangDropout(int k, double a, double beta, double scale) {
        this.k = k;
        this.a = a;
        this.beta = beta;
        int roots = k / 2 + 1;
        cos = new double[roots];
        sin = new double[roots];
        for (int i = 0; i < roots; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / k);
            sin[i] = Math.sin(2 * Math.PI * i / k);
        }
        if (a >= NEVER_SMALL && beta < a / 9) {
            for (int n = 0; n < MOST_PURCHASES; n++) {
                large[n] = Math.exp(BetaFunctions.logBetaRatio(a, beta, n));
                largeLeaving[n] = large[n] * (a / (a + beta + n));
            }
        } else {
            makeNodes(scale);
        }
        int first = 0;
        while (first < size && dropout[first] <= SMALL_DROPOUT) {
            first++;
        }
        waveDropout = new double[first == 0 ? size : SMALL_NODES + size - first];
        waveWeight = new double[waveDropout.length];
        waveZeta = new double[waveDropout.length];
        makeWaveNodes(first);
    }

    /**
     * The waves change little where p is small: there they are a polynomial in p, and the mean over all nodes there is one
     * over a few points at which it is known.
     */
    private void makeWaveNodes(int first) {
        int points = first == 0 ? 0 : SMALL_NODES;
        double[] x = new double[points];
        double[] barycentric = new double[points];
        for (int i = 0; i < points; i++) {
            double angle = Math.PI * (i + 0.5) / points;
            x[i] = SMALL_DROPOUT / 2 * (1 + Math.cos(angle));
            barycentric[i] = (i % 2 == 0 ? 1 : -1) * Math.sin(angle);
            waveDropout[i] = x[i];
        }
        double[] share = new double[points];
        for (int node = 0; node < first; node++) {
            double sum = 0;
            for (int i = 0; i < points; i++) {
                double distance = dropout[node] - x[i]; // where it is 0, that node alone counts
                share[i] = barycentric[i] / (distance == 0 ? Double.MIN_NORMAL : distance);
                sum += share[i];
            }
            for (int i = 0; i < points; i++) {
                waveWeight[i] += Math.exp(logWeight[node]) * (share[i] / sum);
            }
        }
        for (int node = first; node < size; node++) {
            waveDropout[points + node - first] = dropout[node];
            waveWeight[points + node - first] = Math.exp(logWeight[node]);
        }
        for (int i = 0; i < waveDropout.length; i++) {
            double logStay = Math.log1p(-waveDropout[i]) / k;
            waveZeta[i] = Math.exp(logStay);
            waveWeight[i] *= Math.exp((1 - k) * logStay) / k;
        }
    }

    /**
     * Tells whether the waves of regular purchases have died out, in comparison with what has none, for a dropout probability
     * of 0.9, where they last longest.
     */
    static boolean wavesGone(int k, double shape, double u) {
        if (k == 1) {
            return true;
        }
        double stay = Math.pow(1 - LARGE_DROPOUT, 1.0 / k);
        double re = 1 - stay * Math.cos(2 * Math.PI / k);
        double im = stay * Math.sin(2 * Math.PI / k);
        double ratio = Math.log1p(u * (2 * re + (re * re + im * im) * u)) / 2 - Math.log1p((1 - stay) * u);
        return shape * ratio >= GONE;
    }

    private void makeNodes(double scale) {
        double mean = a / (a + beta);
        double rest = beta / (a + beta);
        double step = Math.min(LARGEST_STEP, STEP_PER_DEVIATION / Math.sqrt(a));
        double logDensity = Math.log(step * BetaFunctions.kernel(mean, rest, a, beta));
        for (int side = -1; side <= 1; side += 2) {
            double tail = Math.log1p(1 / Math.expm1((side < 0 ? a : beta) * step));
            double reach = side < 0 ? Math.max(Math.max(1, beta), scale) : Math.max(1, a);
            for (int i = side < 0 ? 0 : 1; ; i++) {
                double up = Math.expm1(i * step);
                double down = -up / (1 + up);
                double logP = -Math.log1p(rest * (side < 0 ? up : down));
                double logQ = -Math.log1p(mean * (side < 0 ? down : up));
                double log = a * logP + beta * logQ;
                double p = mean * Math.exp(logP);
                double q = rest * Math.exp(logQ);
                boolean constant = (side < 0 ? p : q) * reach < CONSTANT;
                add(logDensity + (constant ? log + tail : log), p, q);
                if (constant || log < LEAST_LOG_WEIGHT) {
                    break;
                }
            }
            if (side < 0) {
                reverse();
            }
        }
    }

    private void add(double log, double p, double q) {
        if (p > LARGE_DROPOUT) {
            double power = Math.exp(log);
            for (int n = 0; n < MOST_PURCHASES; n++) {
                large[n] += power;
                largeLeaving[n] += p * power;
                power *= q;
            }
            return;
        }
        if (size == logWeight.length) {
            logWeight = Arrays.copyOf(logWeight, 2 * size);
            dropout = Arrays.copyOf(dropout, 2 * size);
            zeta = Arrays.copyOf(zeta, 2 * size);
            gap = Arrays.copyOf(gap, 2 * size);
            factor = Arrays.copyOf(factor, 2 * size);
        }
        double logStay = Math.log1p(-p) / k;
        heaviest = Math.max(heaviest, log);
        logWeight[size] = log;
        dropout[size] = p;
        zeta[size] = Math.exp(logStay);
        gap[size] = -Math.expm1(logStay);
        factor[size] = Math.exp((1 - k) * logStay) / k;
        size++;
    }

    private void reverse() {
        for (double[] each : new double[][] {logWeight, dropout, zeta, gap, factor}) {
            for (int i = 0, j = size - 1; i < j; i++, j--) {
                double swap = each[i];
                each[i] = each[j];
                each[j] = swap;
            }
        }
    }

    /**
     * Returns what the root 1 brings to the purchase rate.
     *
     * @param phases of the silence
     * @param u time in units of A
     * @return the rate times A, summed over the phases with their weights
     */
    double smoothRate(ErlangPhases phases, double u) {
        double exponent = phases.shape() + 1;
        double sum = 0;
        double last = 0;
        for (int i = 0; i < size; i++) {
            double base = 1 + gap[i] * u;
            double log = logWeight[i] - exponent * Math.log1p(gap[i] * u);
            double term = log < LEAST_LOG_WEIGHT ? 0 : Math.exp(log) * factor[i] * phases.rates(zeta[i] / base);
            sum += term;
            if (term < last && term <= NEGLIGIBLE * sum) { // there is one peak only, and this is past it
                break;
            }
            last = term;
        }
        return sum;
    }

    /** Returns what the other roots bring to the purchase rate, times (1 + u)^(R + 1), with v = 1/(1 + u). */
    double waves(ErlangPhases phases, double v) {
        double exponent = phases.shape() + 1;
        double[] ofPhases = new double[2];
        double sum = 0;
        for (int node = 0; node < waveZeta.length; node++) {
            double zeta = waveZeta[node];
            double ofNode = 0;
            for (int i = 1; i < cos.length; i++) {
                // (1 + wu) v, with w = 1 − ζω
                double re = 1 - zeta * cos[i] * (1 - v);
                double im = -zeta * sin[i] * (1 - v);
                double square = re * re + im * im;
                double size = Math.exp(-0.5 * exponent * Math.log(square));
                double angle = 2 * Math.PI * i / k - exponent * Math.atan2(im, re);
                double turn = zeta * v / square;
                phases.rates(turn * (cos[i] * re + sin[i] * im), turn * (sin[i] * re - cos[i] * im), ofPhases);
                double part = size * (Math.cos(angle) * ofPhases[0] - Math.sin(angle) * ofPhases[1]);
                ofNode += 2 * i == k ? part : 2 * part; // with the conjugate root
            }
            sum += waveWeight[node] * ofNode;
        }
        return sum;
    }

    /** Returns the mean of (1 − p)^(n−1) over large p, which belongs to the n-th purchase. */
    double large(int n) {
        return n <= MOST_PURCHASES ? large[n - 1] : 0;
    }

    /**
     * Returns the expected purchases.
     *
     * @param phases of the silence
     * @param u time in units of A
     * @return the purchases, summed over the phases with their weights
     */
    double purchases(ErlangPhases phases, double u) {
        double[] whole = new double[2];
        double[] left = new double[2];
        double sum = 0;
        for (int node = 0; node < size; node++) {
            if (logWeight[node] > heaviest - DEEP) {
                sum += Math.exp(logWeight[node]) * factor[node] * smoothPurchases(phases, node, u);
            }
        }
        boolean gone = wavesGone(k, phases.shape(), u);
        for (int node = 0; node < waveZeta.length; node++) {
            double zeta = waveZeta[node];
            double ofNode = 0;
            for (int i = 1; i < cos.length; i++) {
                double re = 1 - zeta * cos[i];
                double im = -zeta * sin[i];
                phases.weights(zeta * cos[i], zeta * sin[i], whole);
                if (!gone) {
                    remaining(phases, zeta, i, u, left);
                }
                double part = realPart(i, re, im, whole[0] - left[0], whole[1] - left[1]);
                ofNode += 2 * i == k ? part : 2 * part;
            }
            sum += waveWeight[node] * ofNode;
        }
        for (int n = 1; n <= MOST_PURCHASES && large[n - 1] * phases.sum() > NEGLIGIBLE * sum; n++) {
            sum += large[n - 1] * ofPurchase(phases, n, u);
        }
        return sum;
    }

    /** Returns the real part of ω/w times a number. */
    private double realPart(int i, double re, double im, double real, double imaginary) {
        return ((cos[i] * re + sin[i] * im) * real - (sin[i] * re - cos[i] * im) * imaginary) / (re * re + im * im);
    }

    /** Returns Σ weight(j) ζ^j (1 − g^(R + j))/w of the root 1, g = 1/(1 + wu); all terms are positive. */
    private double smoothPurchases(ErlangPhases phases, int node, double u) {
        double w = gap[node];
        double exponent = -phases.shape() * Math.log1p(w * u);
        double g = 1 / (1 + w * u);
        double left = Math.exp(exponent);
        double value = w == 0 ? phases.shape() * u : -Math.expm1(exponent) / w;
        double power = 1;
        double sum = 0;
        for (int j = 0; j < phases.size(); j++) {
            sum += phases.weight(j) * power * value;
            value += left * (u * g);
            left *= g;
            power *= zeta[node];
        }
        return sum;
    }

    /** Puts Σ weight(j) (ζω)^j (1 + wu)^−(R + j) of a root into an array of two. */
    private void remaining(ErlangPhases phases, double zeta, int i, double u, double[] out) {
        double re = 1 - zeta * cos[i];
        double im = -zeta * sin[i];
        double baseRe = 1 + re * u;
        double baseIm = im * u;
        double square = baseRe * baseRe + baseIm * baseIm;
        double size = Math.exp(-0.5 * phases.shape() * Math.log1p(u * (2 * re + (re * re + im * im) * u)));
        double angle = -phases.shape() * Math.atan2(baseIm, baseRe);
        double turn = zeta / square;
        phases.weights(turn * (cos[i] * baseRe + sin[i] * baseIm), turn * (sin[i] * baseRe - cos[i] * baseIm), out);
        double real = size * (Math.cos(angle) * out[0] - Math.sin(angle) * out[1]);
        out[1] = size * (Math.cos(angle) * out[1] + Math.sin(angle) * out[0]);
        out[0] = real;
    }

    /** Returns the probability that the n-th purchase is made in time if the customer stays, by phases and their weights. */
    private double ofPurchase(ErlangPhases phases, int n, double u) {
        double late = u / (1 + u);
        double early = 1 / (1 + u);
        double sum = 0;
        for (int j = 0; j < phases.size(); j++) {
            sum += phases.weight(j) * BetaFunctions.regularized(late, early, (double) k * n - j, phases.shape() + j);
        }
        return sum;
    }

    /**
     * Returns the probability of still being a customer.
     *
     * @param phases of the silence
     * @param u time in units of A
     * @return the probability, summed over the phases with their weights
     */
    double alive(ErlangPhases phases, double u) {
        double sum = wavesGone(k, phases.shape(), u) ? 0 : aliveWaves(phases, u);
        for (int node = 0; node < size; node++) {
            double w = gap[node];
            double log = logWeight[node] - phases.shape() * Math.log1p(w * u);
            if (log > LEAST_LOG_WEIGHT) {
                double quotient = w == 0 ? k : dropout[node] / w;
                sum += Math.exp(log) * factor[node] * quotient * phases.weights(zeta[node] / (1 + w * u));
            }
        }
        for (int n = 1; n <= MOST_PURCHASES && largeLeaving[n - 1] * phases.sum() > NEGLIGIBLE * sum; n++) {
            double late = u / (1 + u);
            double early = 1 / (1 + u);
            double notYet = 0;
            for (int j = 0; j < phases.size(); j++) {
                double events = (double) k * n - j;
                notYet += phases.weight(j) * BetaFunctions.regularized(early, late, phases.shape() + j, events);
            }
            sum += largeLeaving[n - 1] * notYet;
        }
        return Math.max(0, sum);
    }

    private double aliveWaves(ErlangPhases phases, double u) {
        double[] left = new double[2];
        double sum = 0;
        for (int node = 0; node < waveZeta.length; node++) {
            double zeta = waveZeta[node];
            double ofNode = 0;
            for (int i = 1; i < cos.length; i++) {
                remaining(phases, zeta, i, u, left);
                double part = realPart(i, 1 - zeta * cos[i], -zeta * sin[i], left[0], left[1]);
                ofNode += 2 * i == k ? part : 2 * part;
            }
            sum += waveWeight[node] * waveDropout[node] * ofNode;
        }
        return sum;
    }
}
