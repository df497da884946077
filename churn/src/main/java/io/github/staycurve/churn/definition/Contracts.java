package io.github.staycurve.churn.definition;

import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The contracts of customers, as columns: who is bound from which day to which.
 *
 * <p>A contract runs from its first day, inclusive, to its end, exclusive: the end is the first day without it. A contract
 * without an end runs until one is added. A renewal is a further contract of the same customer. Customers stand in the order
 * of their identifiers, each one's contracts by start, so that the order in which they came does not matter. It costs 8
 * bytes a contract, and 4 and a {@code String} a customer.
 *
 * <p>This class is immutable and thread-safe; its {@link Builder} is not.
 */
public final class Contracts {
    private static final int OPEN = Integer.MAX_VALUE;

    private final String[] customerIds;
    /** The place of the first contract of each customer; one more element than customers. */
    private final int[] places;

    private final int[] starts;
    private final int[] ends;

    private Contracts(String[] customerIds, int[] places, int[] starts, int[] ends) {
        this.customerIds = customerIds;
        this.places = places;
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * Returns an empty builder.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the number of contracts.
     *
     * @return how many were added
     */
    public int size() {
        return starts.length;
    }

    /**
     * Returns the number of customers.
     *
     * @return how many have at least one contract
     */
    public int customers() {
        return customerIds.length;
    }

    /**
     * Returns the identifier of a customer.
     *
     * @param customer the customer's index, 0 or more and below {@link #customers()}
     * @return the identifier
     */
    public String customerId(int customer) {
        return customerIds[customer];
    }

    /** Returns the start of the unbroken term that is the customer's last begun by a day; there must be one. */
    int termStart(int customer, int day, int graceDays) {
        return new Term(customer, day, OPEN, graceDays).start;
    }

    /** Returns the term that is the customer's last begun by a day, as far as renewals to the last day observed make it. */
    Term term(int customer, int day, int lastObserved, int graceDays) {
        return new Term(customer, day, lastObserved, graceDays);
    }

    /** Contracts of one customer, each begun by the end of the one before or within the grace. */
    final class Term {
        /** The first day of the term; meaningless if it does not exist. */
        int start;
        /** The first day after the term. */
        int end;
        /** The last day with a contract by the day asked for, which renewals that begin later do not move. */
        int lastBound = Integer.MIN_VALUE;

        boolean exists;

        private Term(int customer, int day, int lastObserved, int graceDays) {
            for (int place = places[customer]; place < places[customer + 1]; place++) {
                int from = starts[place];
                if (from <= day) {
                    lastBound = Math.max(lastBound, Math.min(ends[place] - 1, day));
                }
                boolean renewal = exists && from <= (long) end + graceDays && from <= lastObserved;
                if (renewal) {
                    end = Math.max(end, ends[place]);
                } else if (from <= day) {
                    exists = true;
                    start = from;
                    end = ends[place];
                } else {
                    return;
                }
            }
        }
    }

    /**
     * Returns these contracts in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s contracts of %s customers".formatted(size(), customers());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contracts that
                && Arrays.equals(customerIds, that.customerIds)
                && Arrays.equals(places, that.places)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(ends, that.ends);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(ends);
    }

    @Override
    public String toString() {
        return "Contracts[" + describe() + "]";
    }

    /** Collects contracts in any order. Not thread-safe. */
    public static final class Builder {
        private final List<String> ids = new ArrayList<>();
        private final List<int[]> spans = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a contract.
         *
         * @param customerId the customer's identifier, not blank
         * @param start its first day
         * @param end the first day without it, after its start
         * @return this builder
         * @throws IllegalArgumentException if the identifier is blank, a day lies outside the years -999,999 to 999,999, or
         *     the end is not after the start
         */
        public Builder add(String customerId, LocalDate start, LocalDate end) {
            int from = Checks.epochDay(start, "start");
            int until = Checks.epochDay(end, "end");
            if (until <= from) {
                throw new IllegalArgumentException(
                        "end of a contract of customer '%s' must lie after its start %s, was %s"
                                .formatted(customerId, start, end));
            }
            return add(customerId, from, until);
        }

        /**
         * Adds a contract that has no end yet.
         *
         * @param customerId the customer's identifier, not blank
         * @param start its first day
         * @return this builder
         * @throws IllegalArgumentException if the identifier is blank, or the day lies outside the years -999,999 to 999,999
         */
        public Builder addOpen(String customerId, LocalDate start) {
            return add(customerId, Checks.epochDay(start, "start"), OPEN);
        }

        private Builder add(String customerId, int from, int until) {
            ids.add(Checks.notBlank(customerId, "customerId"));
            spans.add(new int[] {from, until});
            return this;
        }

        /**
         * Returns the contracts that were added so far.
         *
         * @return the contracts
         */
        public Contracts build() {
            int n = ids.size();
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> ids.get(i))
                            .thenComparing(i -> spans.get(i)[0])
                            .thenComparing(i -> spans.get(i)[1]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            String[] customers = new String[n];
            int[] places = new int[n + 1];
            int[] starts = new int[n];
            int[] ends = new int[n];
            int size = 0;
            for (int place = 0; place < n; place++) {
                String id = ids.get(order[place]);
                if (size == 0 || !customers[size - 1].equals(id)) {
                    customers[size++] = id;
                }
                places[size] = place + 1;
                starts[place] = spans.get(order[place])[0];
                ends[place] = spans.get(order[place])[1];
            }
            return new Contracts(Arrays.copyOf(customers, size), Arrays.copyOf(places, size + 1), starts, ends);
        }
    }
}
