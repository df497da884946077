package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

/**
 * A bit row a customer, and the period in which each was first seen; the rows grow as customers come. An instance is not
 * thread-safe while it is filled.
 */
final class ActivityRows {
    /** The first-seen period of who was not seen. */
    static final int NEVER = Integer.MAX_VALUE;
    /** The longest array that every JVM makes. */
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private final int stride;
    private int customers;
    private long[] words;
    private int[] firstSeen;

    ActivityRows(int slots, int customersExpected) {
        this.stride = (slots + 63) >>> 6;
        checkSize(customersExpected);
        this.words = new long[customersExpected * stride];
        this.firstSeen = new int[customersExpected];
        Arrays.fill(firstSeen, NEVER);
    }

    int customers() {
        return customers;
    }

    /** Returns how many customers there is room for. */
    int capacity() {
        return firstSeen.length;
    }

    int stride() {
        return stride;
    }

    long word(int customer, int index) {
        return words[customer * stride + index];
    }

    int firstSeen(int customer) {
        return firstSeen[customer];
    }

    /** Makes sure that there is a row of a customer. */
    void admit(int customer) {
        if (Checks.nonNegative(customer, "customer") >= customers) {
            checkSize(customer + 1L);
            ensure(customer + 1);
        }
    }

    /** Makes sure that there are so many customers. */
    void ensure(int count) {
        if (count > firstSeen.length) {
            checkSize(count);
            int capacity = (int) Math.min(MAX_LENGTH / stride, Math.max(16L, count + (long) (count >> 1)));
            words = Arrays.copyOf(words, capacity * stride);
            int old = firstSeen.length;
            firstSeen = Arrays.copyOf(firstSeen, capacity);
            Arrays.fill(firstSeen, old, capacity, NEVER);
        }
        customers = Math.max(customers, count);
    }

    /** Cuts what is not used off. */
    void trim() {
        words = Arrays.copyOf(words, customers * stride);
        firstSeen = Arrays.copyOf(firstSeen, customers);
    }

    /** Marks a customer as active, and returns whether that is news. */
    boolean set(int customer, int slot) {
        int at = customer * stride + (slot >>> 6);
        long bit = 1L << slot;
        boolean news = (words[at] & bit) == 0;
        words[at] |= bit;
        return news;
    }

    void seen(int customer, int period) {
        firstSeen[customer] = Math.min(firstSeen[customer], period);
    }

    /** Adds what another table says of a customer. */
    void or(int customer, ActivityRows other, int otherCustomer) {
        for (int i = 0; i < stride; i++) {
            words[customer * stride + i] |= other.words[otherCustomer * stride + i];
        }
        seen(customer, other.firstSeen[otherCustomer]);
    }

    /** Returns the first active slot at or after one, -1 if there is none. */
    int next(int customer, int from) {
        int index = from >>> 6;
        if (index >= stride) {
            return -1;
        }
        int start = customer * stride;
        long word = words[start + index] & (-1L << from);
        while (word == 0) {
            if (++index == stride) {
                return -1;
            }
            word = words[start + index];
        }
        return (index << 6) + Long.numberOfTrailingZeros(word);
    }

    /** Returns the last active slot at or before one, -1 if there is none. */
    int previous(int customer, int from) {
        if (from < 0) {
            return -1;
        }
        int index = Math.min(from >>> 6, stride - 1);
        int start = customer * stride;
        long word = words[start + index];
        if (index == from >>> 6) {
            word &= -1L >>> (63 - (from & 63));
        }
        while (word == 0) {
            if (--index < 0) {
                return -1;
            }
            word = words[start + index];
        }
        return (index << 6) + 63 - Long.numberOfLeadingZeros(word);
    }

    int count(int customer) {
        int count = 0;
        for (int at = customer * stride, end = at + stride; at < end; at++) {
            count += Long.bitCount(words[at]);
        }
        return count;
    }

    /** Returns how many slots of [from, to] a customer was active in. */
    int count(int customer, int from, int to) {
        int start = customer * stride;
        int count = 0;
        for (int index = from >>> 6; index <= to >>> 6; index++) {
            long word = words[start + index];
            if (index == from >>> 6) {
                word &= -1L << from;
            }
            if (index == to >>> 6) {
                word &= -1L >>> (63 - (to & 63));
            }
            count += Long.bitCount(word);
        }
        return count;
    }

    /** Puts the active slots of a customer into an array, ascending, and returns how many there are. */
    int slots(int customer, int[] into) {
        int count = 0;
        int base = 0;
        for (int at = customer * stride, end = at + stride; at < end; at++) {
            for (long word = words[at]; word != 0; word &= word - 1) {
                into[count++] = base + Long.numberOfTrailingZeros(word);
            }
            base += 64;
        }
        return count;
    }

    /** Forgets a customer. */
    void clear(int customer) {
        Arrays.fill(words, customer * stride, (customer + 1) * stride, 0);
        firstSeen[customer] = NEVER;
    }

    /** Returns these rows with room for so many slots; the same ones if there is. */
    ActivityRows widened(int slots) {
        if (slots <= stride << 6) {
            return this;
        }
        ActivityRows wider = new ActivityRows(slots, customers);
        wider.ensure(customers);
        for (int customer = 0; customer < customers; customer++) {
            System.arraycopy(words, customer * stride, wider.words, customer * wider.stride, stride);
            wider.firstSeen[customer] = firstSeen[customer];
        }
        return wider;
    }

    boolean sameAs(ActivityRows other) {
        return customers == other.customers
                && stride == other.stride
                && Arrays.equals(words, 0, customers * stride, other.words, 0, customers * stride)
                && Arrays.equals(firstSeen, 0, customers, other.firstSeen, 0, customers);
    }

    private void checkSize(long count) {
        if (count > MAX_LENGTH / stride) {
            throw new IllegalStateException(
                    "a table of %s words a customer holds at most %s customers, not %s: split them"
                            .formatted(stride, MAX_LENGTH / stride, count));
        }
    }
}
