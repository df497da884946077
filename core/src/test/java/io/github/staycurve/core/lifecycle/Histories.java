package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Small histories for tests, written as days or drawn at random. */
final class Histories {
    static final LocalDate START = LocalDate.of(2020, 1, 1);

    private Histories() {}

    /** Returns the day so many days after {@link #START}. */
    static LocalDate day(int offset) {
        return START.plusDays(offset);
    }

    /** Returns the purchases of one customer, {@code ann}, on days after {@link #START}. */
    static PurchaseDays of(int... offsets) {
        return of(Map.of("ann", offsets));
    }

    /** Returns the purchases of customers on days after {@link #START}, in UTC. */
    static PurchaseDays of(Map<String, int[]> offsets) {
        TransactionLogBuilder log = TransactionLog.builder();
        offsets.forEach((id, days) -> {
            for (int offset : days) {
                log.add(id, day(offset).atTime(12, 0).toInstant(ZoneOffset.UTC), 1);
            }
        });
        return PurchaseDays.of(log.build(), ZoneOffset.UTC);
    }

    /** Draws a customer's days: bursts, long pauses, or nothing. */
    static int[] randomDays(SplittableRandom random, int horizon) {
        int n = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextInt(30);
        int[] days = new int[n];
        int day = random.nextInt(horizon / 2);
        int pace = 1 + random.nextInt(60);
        for (int i = 0; i < n; i++) {
            days[i] = day;
            day += random.nextInt(12) == 0 ? random.nextInt(500) : 1 + random.nextInt(pace);
        }
        return days;
    }

    /** Draws a few customers. */
    static PurchaseDays random(SplittableRandom random, int horizon) {
        Map<String, int[]> customers = new TreeMap<>();
        int n = 1 + random.nextInt(6);
        for (int i = 0; i < n; i++) {
            customers.put("c" + i, randomDays(random, horizon));
        }
        PurchaseDays days = of(customers);
        if (random.nextBoolean()) {
            Map<String, LocalDate> registrations = new TreeMap<>();
            for (int i = 0; i < n + 2; i++) {
                if (random.nextBoolean()) {
                    registrations.put("c" + i, day(random.nextInt(horizon)));
                }
            }
            days = days.withRegistrations(registrations);
        }
        return days;
    }

    /** Draws a policy of any engine, with and without the trend rule. */
    static StagePolicy randomPolicy(SplittableRandom random) {
        StagePolicy.Builder policy = StagePolicy.builder(randomEngine(random))
                .minSilenceDays(random.nextInt(2) * random.nextInt(30))
                .hardCapDays(200 + random.nextInt(300))
                .minDwellSteps(random.nextInt(4))
                .matureOrders(2 + random.nextInt(6))
                .reviewDays(30 + random.nextInt(500))
                .medianGapDays(random.nextDouble(0.5, 80));
        if (random.nextBoolean()) {
            double decline = random.nextDouble(0.2, 0.9);
            policy.trend(new TrendRule(
                    random.nextDouble(7, 60),
                    decline,
                    random.nextDouble(decline, 1),
                    random.nextDouble(0, 2),
                    1 + random.nextInt(4)));
        }
        return policy.build();
    }

    private static ActivityEngine randomEngine(SplittableRandom random) {
        int first = 1 + random.nextInt(40);
        FixedSilence fixed = new FixedSilence(first, first + 1 + random.nextInt(40), first + 41 + random.nextInt(100));
        GapPopulation population = new GapPopulation(
                1 + random.nextInt(4), random.nextDouble(0.3, 3), random.nextDouble(5, 60), Optional.empty());
        return switch (random.nextInt(3)) {
            case 0 -> fixed;
            case 1 -> AdaptiveSilence.of(population);
            default -> alive(random.nextBoolean() ? fixed : AdaptiveSilence.of(population));
        };
    }

    /** P(alive) that falls with silence, the faster the shorter the gaps were; below 1 right after a purchase. */
    static AliveSilence alive(ActivityEngine oneTimeBuyers) {
        return AliveSilence.of(
                "toy", (x, tx, age) -> 0.95 * Math.exp(-(age - tx) * x / (2 * tx)), PeriodUnit.WEEK, oneTimeBuyers);
    }
}
