package io.github.staycurve.churn.feature;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Standard features from plain rows, the slow way: every feature looks at every row on its own. */
final class FeatureOracle {
    private final List<Shops.Row> orders = new ArrayList<>();
    private final List<Shops.Row> refunds = new ArrayList<>();
    private final List<Shops.Row> events = new ArrayList<>();
    private final Shops shop;
    private final long cutoff;
    /** Days with an order whose net is not below 0. */
    private final List<Long> purchases = new ArrayList<>();

    private FeatureOracle(Shops shop, String customer, LocalDate day) {
        this.shop = shop;
        this.cutoff = day.toEpochDay();
        Map<Long, BigDecimal> nets = new TreeMap<>();
        for (Shops.Row row : shop.rows()) {
            if (!row.customer().equals(customer) || row.day(shop.zone()) > cutoff) {
                continue;
            }
            if (row.isEvent()) {
                events.add(row);
                continue;
            }
            (row.amount() < 0 || Double.toString(row.amount()).equals("-0.0") ? refunds : orders).add(row);
            nets.merge(row.day(shop.zone()), BigDecimal.valueOf(row.amount()), BigDecimal::add);
        }
        nets.forEach((each, net) -> {
            boolean ordered = orders.stream().anyMatch(row -> row.day(shop.zone()) == each);
            if (ordered && net.signum() >= 0) {
                purchases.add(each);
            }
        });
    }

    /** Returns the features of a set of standard ones; empty for who had not bought. */
    static Optional<double[]> row(Shops shop, String customer, LocalDate cutoff, FeatureSet set) {
        FeatureOracle oracle = new FeatureOracle(shop, customer, cutoff);
        return oracle.purchases.isEmpty()
                ? Optional.empty()
                : Optional.of(set.features().stream().mapToDouble(oracle::value).toArray());
    }

    static boolean buysIn(Shops shop, String customer, LocalDate cutoff, int days) {
        return new FeatureOracle(shop, customer, cutoff.plusDays(days))
                .purchases.stream().anyMatch(day -> day > cutoff.toEpochDay());
    }

    private long count(List<Shops.Row> rows, long from, long until) {
        return rows.stream()
                .filter(row -> cutoff - row.day(shop.zone()) >= from && cutoff - row.day(shop.zone()) < until)
                .count();
    }

    private double spend(long until) {
        List<Shops.Row> all = new ArrayList<>(orders);
        all.addAll(refunds);
        return all.stream()
                .filter(row -> cutoff - row.day(shop.zone()) < until)
                .map(row -> BigDecimal.valueOf(row.amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private List<Long> gaps() {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < purchases.size(); i++) {
            gaps.add(purchases.get(i) - purchases.get(i - 1));
        }
        return gaps;
    }

    private double mean(List<Long> values) {
        return values.stream().mapToLong(v -> v).average().orElse(Double.NaN);
    }

    private double median() {
        List<Long> sorted = gaps();
        Collections.sort(sorted);
        int n = sorted.size();
        return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0;
    }

    private double variation() {
        List<Long> gaps = gaps();
        if (gaps.size() < 2) {
            return Double.NaN;
        }
        double mean = mean(gaps);
        double squares =
                gaps.stream().mapToDouble(gap -> (gap - mean) * (gap - mean)).sum();
        return Math.sqrt(squares / (gaps.size() - 1)) / mean;
    }

    private double value(Feature feature) {
        long days = feature.days().orElse(Integer.MAX_VALUE);
        long inactivity = cutoff - purchases.get(purchases.size() - 1);
        String type = feature.type().orElse("");
        List<Shops.Row> ofType =
                events.stream().filter(row -> row.type().equals(type)).toList();
        return switch (feature.kind()) {
            case "inactivity" -> inactivity;
            case "tenure" -> cutoff - purchases.get(0);
            case "purchase_days" ->
                purchases.stream().filter(day -> cutoff - day < days).count();
            case "spend_per_purchase_day" -> spend(Integer.MAX_VALUE) / purchases.size();
            case "orders" -> count(orders, 0, days);
            case "spend" -> spend(days);
            case "order_trend" -> (double) count(orders, 0, days) / Math.max(1, count(orders, days, 2 * days));
            case "mean_gap" -> mean(gaps());
            case "median_gap" -> median();
            case "gap_variation" -> variation();
            case "relative_inactivity" -> inactivity / mean(gaps());
            case "gaps_exceeded" ->
                gaps().isEmpty()
                        ? Double.NaN
                        : (double) gaps().stream()
                                        .filter(gap -> gap < inactivity)
                                        .count()
                                / gaps().size();
            case "mean_order_value" ->
                orders.stream().mapToDouble(Shops.Row::amount).average().orElseThrow();
            case "refund_share" -> (double) refunds.size() / (refunds.size() + orders.size());
            case "events" -> count(ofType, 0, days);
            case "days_since" ->
                ofType.stream()
                        .mapToDouble(row -> cutoff - row.day(shop.zone()))
                        .min()
                        .orElse(Double.NaN);
            default -> throw new AssertionError(feature);
        };
    }
}
