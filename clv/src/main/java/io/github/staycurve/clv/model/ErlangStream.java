package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.GaussLegendre;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The purchases of a live customer of a CNBD model over an interval, discounted: the integral of e<sup>−delta s</sup> times
 * the purchase rate, by Gauss-Legendre panels in the logarithm of time.
 *
 * <p>In ln(1 + s/A) each term of the rate is entire. The rate is a sum over purchases n: with N = kn − 1, z = (y + u)/(1 +
 * u), π = y/(y + u) and u = s/A, s_(n−1) (R)_(N+1)/N! z^N (1 + u)^−(R+1) P(Binomial(N, π) &lt; k), where s_n is the
 * probability of n coins. Its terms are positive and bumps of a width that is known, which sets that of the panels. Where the
 * sum gets long, the waves of regular purchases have died out, or nearly; there {@link ErlangDropout} takes the mean over p,
 * and what is left of the waves is (1 + u)^−(R+1) times a polynomial in 1/(1 + u).
 *
 * <p>Not thread-safe.
 */
final class ErlangStream {
    private static final GaussLegendre RULE = GaussLegendre.SIXTEEN;
    /** Panels of so many deviations of a bump leave an error below 1e-14 of it. */
    private static final double DEVIATIONS = 3.5;

    private static final double WIDEST = 1.5;
    /** The greatest change of delta·s in a panel that begins when it matters. */
    private static final double MOST_DISCOUNT = 6;

    /** The greatest fall of the logarithm of the rate in a panel, from its slope at the start: that of a part of a panel. */
    private static final double MOST_FALL = 6;

    private static final double NEAR = 0.01;
    private static final double WIDEST_DISCOUNTED = 1.2;
    private static final double SMALL_DISCOUNT = 0.3;
    /** A discounted stream ends where e^−x x^(k−1)/(k−1)!, the discount of a rate that still rises, is below 1e-19. */
    private static final double LAST_EXPONENT = 45;

    private static final double LAST_EXPONENT_A_PHASE = 3.2;

    private static final double NEGLIGIBLE = 1e-18;
    /** Terms of the sum over purchases, where there is another way. */
    private static final int MANY = 400;

    private static final int MOST = 1_000_000;
    /** Where u times the least distance of a root from 1 is this, the waves are a polynomial of few terms. */
    private static final double SMOOTH_FROM = 15;

    private static final int TERMS = 10;
    /** Densities above this are scaled down. */
    private static final double LARGE = 1e100;

    private final int k;
    private final double a;
    private final double beta;
    private final double scale;
    private final double delta;
    private final double shape;
    private final ErlangPhases phases;
    /** y^j/j!. */
    private final double[] silences;
    /** ln (R)_k. */
    private final double logFirst;
    /** Of the n at hand, by phases. */
    private final double[] density;
    /** By n − 1: the probability of that many coins, and by n − 1 and phases how the density grows from n to the next. */
    private double[] coins = new double[32];

    private double[] growth;
    private int counted;
    /** From this u on there is another way than the sum over purchases. */
    private final double smoothFrom;

    private final double end;
    private boolean summed;
    private boolean onlySmooth;
    private @Nullable ErlangDropout dropout;
    private double @Nullable [] waves;

    ErlangStream(int k, double a, double beta, double scale, double delta, ErlangPhases phases, double to) {
        this.k = k;
        this.a = a;
        this.beta = beta;
        this.scale = scale;
        this.delta = delta;
        this.phases = phases;
        this.shape = phases.shape();
        this.silences = new double[phases.size()];
        this.density = new double[phases.size()];
        this.growth = new double[32 * k];
        this.logFirst = GammaFunctions.logRisingFactorial(shape, k);
        double term = 1;
        for (int j = 0; j < silences.length; j++) {
            silences[j] = term;
            term *= phases.part() / (j + 1);
        }
        this.smoothFrom = leastSmooth();
        this.end = to / scale;
    }

    /** The least u from which on the waves have gone or are a polynomial in 1/(1 + u). */
    private double leastSmooth() {
        if (k == 1) {
            return Math.min(1, SMOOTH_FROM / shape); // there are no waves
        }
        double u = SMOOTH_FROM / (2 * Math.sin(Math.PI / k));
        while (ErlangDropout.wavesGone(k, shape, u / 1.25)) {
            u /= 1.25;
        }
        return u;
    }

    /** Returns the integral from one time to another, discounted to time 0, summed over the phases with their weights. */
    double between(double from, double to) {
        double stop = delta > 0 ? Math.min(to, from + (LAST_EXPONENT + LAST_EXPONENT_A_PHASE * k) / delta) : to;
        double smooth = smoothFrom * scale;
        double start = from;
        double sum = 0;
        while (start < stop) {
            // in ln(A + s) where terms are told apart, in ln s where they are not
            boolean apart = start < smooth;
            double origin = apart ? scale : 0;
            double zoneEnd = apart ? Math.min(stop, smooth) : stop;
            double whole = Math.log1p((zoneEnd - start) / (origin + start));
            if (!apart && rate(start / scale) * ((stop - start) / scale) <= NEGLIGIBLE * sum) {
                break; // it never rises there: nothing is left
            }
            double width = width(start, origin, apart, whole);
            sum += panel(from, start, origin, width);
            double next = start + (origin + start) * Math.expm1(width);
            start = width == whole ? zoneEnd : Math.max(Math.nextUp(start), next);
        }
        return Math.exp(-delta * from) * sum;
    }

    private double panel(double from, double start, double origin, double width) {
        double panel = 0;
        for (int i = 0; i < RULE.size(); i++) {
            double t = width / 2 * (1 + RULE.node(i));
            double s = start + (origin + start) * Math.expm1(t);
            panel += RULE.weight(i) * Math.exp(t - delta * (s - from)) * rate(s / scale);
        }
        return width / 2 * panel * ((origin + start) / scale);
    }

    /** Returns how far a panel may go in the logarithm of time. */
    private double width(double start, double origin, boolean apart, double whole) {
        double width = Math.min(whole, WIDEST);
        if (apart) {
            double narrowest = shape + (phases.size() - 1);
            double least = Math.max(start / scale, k / narrowest);
            width = Math.min(width, DEVIATIONS * Math.sqrt(least / (narrowest * (1 + least))));
        }
        double discount = delta * (origin + start);
        if (discount * Math.expm1(width) > SMALL_DISCOUNT) {
            double few = Math.log1p(SMALL_DISCOUNT / discount);
            double more = Math.min(WIDEST_DISCOUNTED, Math.log1p(MOST_DISCOUNT / discount));
            width = Math.min(width, Math.max(few, more));
        }
        if (start == 0) {
            return width;
        }
        double now = rate(start / scale);
        double next = rate((start + (origin + start) * Math.expm1(width * NEAR)) / scale);
        double fall =
                now == 0 || next == 0 ? 0 : Math.log(now / next) / NEAR; // over the panel, if it goes on like this
        return fall > MOST_FALL ? width * (MOST_FALL / fall) : width;
    }

    /** Returns the rate at u times A, summed over the phases with their weights. */
    private double rate(double u) {
        if (!onlySmooth) {
            double sum = overPurchases(u, u < smoothFrom ? MOST : MANY, n -> coins[n - 1]);
            if (summed) {
                return sum;
            }
            onlySmooth = true;
        }
        return byRoots(u);
    }

    /** Returns the u from which on there is another way than the sum over purchases. */
    double smoothFrom() {
        return smoothFrom;
    }

    double byPurchases(double u) {
        return overPurchases(u, MOST, n -> coins[n - 1]);
    }

    double byRoots(double u) {
        if (dropout == null) {
            dropout = new ErlangDropout(k, a, beta, (shape + k) * (1 + end));
        }
        double few = overPurchases(u, ErlangDropout.MOST_PURCHASES, dropout::large);
        return Math.max(0, few + dropout.smoothRate(phases, u) + wavesAt(u, dropout));
    }

    /**
     * Returns the sum over n of a factor and the density of the n-th purchase of a customer who stays, in all phases, and
     * notes whether what more terms than that would add is nothing.
     *
     * <p>With j events in the silence the density is (R)_(kn)/(j! (kn − 1 − j)!) y^j u^(kn−1−j) (1 + u)^−(R+kn). From one n
     * to the next it grows by a factor that u enters as a power alone; the others are kept.
     */
    private double overPurchases(double u, int mostTerms, IntToDoubleFunction factor) {
        int size = phases.size();
        double power = 1;
        double step = 1;
        for (int i = 0; i < k; i++) { // u^i/i! of the phases that wait for i events more
            if (k - 1 - i < size) {
                density[k - 1 - i] = silences[k - 1 - i] * power;
            }
            power *= u / (i + 1);
            step *= u / (1 + u);
        }
        double shift = logFirst - (shape + k) * Math.log1p(u);
        double left = Math.min(1, k / (1 + u)); // the terms fall by this part at least, in the end
        double sum = 0;
        double last = 0;
        for (int n = 1; n <= mostTerms; n++) {
            count(n);
            double total = 0;
            for (int j = 0; j < size; j++) {
                total += density[j];
            }
            if (total > LARGE) {
                sum /= total;
                last /= total;
                shift += Math.log(total);
            }
            double scaled = total > LARGE ? 1 / total : 1;
            for (int j = 0; j < size; j++) {
                density[j] *= scaled * (step * growth[(n - 1) * k + j]);
            }
            double term = factor.applyAsDouble(n) * (scaled * total);
            sum += term;
            summed = term < last && term <= NEGLIGIBLE * left * sum;
            if (summed) {
                break;
            }
            last = term;
        }
        return sum * Math.exp(shift);
    }

    private void count(int n) {
        if (n <= counted) {
            return;
        }
        if (n > coins.length) {
            coins = Arrays.copyOf(coins, 2 * n);
            growth = Arrays.copyOf(growth, 2 * n * k);
        }
        coins[n - 1] = n == 1 ? 1 : coins[n - 2] * ((beta + (n - 2)) / (a + beta + (n - 2)));
        int events = k * n - 1;
        double each = 1;
        for (int i = 1; i <= k; i++) {
            each *= (shape + events + i) / (events + i);
        }
        for (int j = 0; j < phases.size(); j++) {
            growth[(n - 1) * k + j] = each;
            each *= (double) (events - j + k) / (events - j);
        }
        counted = n;
    }

    private double wavesAt(double u, ErlangDropout roots) {
        double end = 1 / (1 + smoothFrom);
        if (waves == null) {
            waves = waves(roots, end);
        }
        if (waves.length == 0) {
            return 0;
        }
        double x = 2 / ((1 + u) * end) - 1;
        double next = 0;
        double value = 0;
        for (int i = waves.length - 1; i > 0; i--) { // Clenshaw's recurrence
            double before = 2 * x * value - next + waves[i];
            next = value;
            value = before;
        }
        return (x * value - next + waves[0]) * Math.exp(-(shape + 1) * Math.log1p(u));
    }

    /** The coefficients of the Chebyshev polynomials over v = 1/(1 + u) from 0 to the end; none if nothing is left. */
    private double[] waves(ErlangDropout roots, double last) {
        if (ErlangDropout.wavesGone(k, shape, smoothFrom)) {
            return new double[0];
        }
        double[] value = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            double v = last / 2 * (1 + Math.cos(Math.PI * (i + 0.5) / TERMS));
            value[i] = roots.waves(phases, v);
        }
        double[] coefficient = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            for (int j = 0; j < TERMS; j++) {
                coefficient[i] += (i == 0 ? 1.0 : 2.0) / TERMS * value[j] * Math.cos(Math.PI * i * (j + 0.5) / TERMS);
            }
        }
        return coefficient;
    }
}
