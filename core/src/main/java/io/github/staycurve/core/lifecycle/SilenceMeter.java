package io.github.staycurve.core.lifecycle;

import java.util.Arrays;

/**
 * An {@link ActivityEngine} at work on one history after the other, with the floor and the cap of the policy. Codes of
 * states are those of {@link ActivityState}.
 *
 * <p>Not thread-safe.
 */
abstract class SilenceMeter {
    private static final int CHURNED = ActivityState.CHURNED.code();
    private static final int DORMANT = ActivityState.DORMANT.code();

    /** No silence is called churned below this number of days. */
    final int minSilence;
    /** The first silence that is churned whatever the engine says. */
    final int capped;

    SilenceMeter(int minSilence, int hardCap) {
        this.minSilence = minSilence;
        this.capped = hardCap + 1;
    }

    static SilenceMeter of(ActivityEngine engine, int minSilence, int hardCap) {
        if (engine instanceof FixedSilence fixed) {
            return new FixedMeter(fixed, minSilence, hardCap);
        }
        if (engine instanceof AdaptiveSilence adaptive) {
            return new AdaptiveMeter(adaptive, minSilence, hardCap);
        }
        return new AliveMeter((AliveSilence) engine, minSilence, hardCap);
    }

    /** Takes the history as of its last purchase: x gaps that span tx days. */
    abstract void after(int x, int tx);

    /** Returns the score of the engine after a silence in days. */
    abstract double score(int silence);

    /** Returns the state of the engine alone. */
    abstract int engineState(int silence);

    /** Returns the state after a silence in days. */
    int state(int silence) {
        if (silence >= capped) {
            return CHURNED;
        }
        int state = engineState(silence);
        return state == CHURNED && silence < minSilence ? DORMANT : state;
    }

    /** Returns the first silence, in days, at which a state or one further down is reached. */
    int from(int state) {
        int low = 0; // too short
        int high = capped; // long enough
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (state(middle) >= state) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Returns the silence, in days and not rounded up, at which the limit of a state lies: that of the engine or the cap. */
    double limit(int state) {
        double limit = Math.min(engineLimit(state), capped - 1);
        return state == CHURNED ? Math.max(limit, minSilence) : limit;
    }

    /** Returns the silence at which the engine's limit of a state lies. */
    abstract double engineLimit(int state);

    /** The states of an engine that is a rule of three thresholds. */
    private abstract static class Thresholds extends SilenceMeter {
        int declining;
        int dormant;
        int churned;

        Thresholds(int minSilence, int hardCap) {
            super(minSilence, hardCap);
        }

        @Override
        int engineState(int silence) {
            if (silence < declining) {
                return 0;
            }
            if (silence < dormant) {
                return 1;
            }
            return silence < churned ? 2 : CHURNED;
        }
    }

    private static final class FixedMeter extends Thresholds {
        FixedMeter(FixedSilence engine, int minSilence, int hardCap) {
            super(minSilence, hardCap);
            declining = engine.decliningDays();
            dormant = engine.dormantDays();
            churned = engine.churnedDays();
        }

        @Override
        void after(int x, int tx) {
            // the same for all
        }

        @Override
        double score(int silence) {
            return silence >= churned ? 0 : 1 - silence / (double) churned;
        }

        @Override
        double engineLimit(int state) {
            return state == 1 ? declining : state == DORMANT ? dormant : churned;
        }
    }

    private static final class AdaptiveMeter extends Thresholds {
        /** Customers with more gaps are few: their factors are computed each time. */
        private static final int REMEMBERED = 512;

        /** Longer than any silence in days. */
        private static final int NEVER = 1_000_000_000;

        private final GapPopulation population;
        private final ScoreCuts cuts;
        /** Three quantile factors for each x, 0 where not yet computed; grows with need, as one customer needs few. */
        private double[] factors = new double[3 * 8];

        private final double[] current = new double[3];
        private int x;
        private int tx;

        AdaptiveMeter(AdaptiveSilence engine, int minSilence, int hardCap) {
            super(minSilence, hardCap);
            population = engine.population();
            cuts = engine.cuts();
        }

        @Override
        void after(int gaps, int span) {
            x = gaps;
            tx = span;
            readFactors();
            double scale = population.alpha() + span;
            declining = firstBeyond(scale * current[0]);
            dormant = firstBeyond(scale * current[1]);
            churned = firstBeyond(scale * current[2]);
        }

        private void readFactors() {
            if (x >= REMEMBERED) {
                computeFactors(current, 0);
                return;
            }
            int at = 3 * x;
            if (at >= factors.length) {
                factors = Arrays.copyOf(factors, 3 * Math.min(REMEMBERED, 2 * (x + 1)));
            }
            if (factors[at] == 0) {
                computeFactors(factors, at);
            }
            System.arraycopy(factors, at, current, 0, 3);
        }

        private void computeFactors(double[] out, int at) {
            out[at] = population.quantileFactor(1 - cuts.decliningBelow(), x);
            out[at + 1] = population.quantileFactor(1 - cuts.dormantBelow(), x);
            out[at + 2] = population.quantileFactor(1 - cuts.churnedBelow(), x);
        }

        /** Returns the first whole day after a quantile: S falls below the cut there. */
        private int firstBeyond(double quantile) {
            return quantile >= NEVER ? NEVER : (int) quantile + 1;
        }

        @Override
        double score(int silence) {
            return population.survival(silence, x, tx);
        }

        @Override
        double engineLimit(int state) {
            return (population.alpha() + tx) * current[state - 1];
        }
    }

    private static final class AliveMeter extends SilenceMeter {
        private final AliveProbability model;
        private final ScoreCuts cuts;
        private final double unitDays;
        private final SilenceMeter oneTimeBuyers;
        private int x;
        private int tx;

        AliveMeter(AliveSilence engine, int minSilence, int hardCap) {
            super(minSilence, hardCap);
            model = engine.model();
            cuts = engine.cuts();
            unitDays = engine.unit().days();
            oneTimeBuyers = of(engine.oneTimeBuyers(), minSilence, hardCap);
        }

        @Override
        void after(int gaps, int span) {
            x = gaps;
            tx = span;
            if (gaps == 0) {
                oneTimeBuyers.after(0, 0);
            }
        }

        @Override
        double score(int silence) {
            if (x == 0) {
                return oneTimeBuyers.score(silence);
            }
            double score = model.probabilityAlive(x, tx / unitDays, (tx + silence) / unitDays);
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalStateException(
                        "P(alive) must lie in [0, 1], was %s at x = %s, tx = %s, silence = %s days"
                                .formatted(score, x, tx, silence));
            }
            return score;
        }

        @Override
        int engineState(int silence) {
            if (x == 0) {
                return oneTimeBuyers.engineState(silence);
            }
            return silence == 0 ? 0 : cuts.state(score(silence));
        }

        @Override
        double engineLimit(int state) {
            return x == 0 ? oneTimeBuyers.engineLimit(state) : from(state);
        }
    }
}
