package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.CompensatedSum;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * One customer's purchases and refunds, reduced to a net amount a local day: the state that a service keeps to follow a
 * customer event by event.
 *
 * <p>Transactions may come in any order, late ones too, and histories of the same customer from several sources merge;
 * the summary is the same as from a {@link TransactionLog} of all of them, to the last bit as long as the amounts of one
 * day span less than 15 orders of magnitude. It costs 20 bytes a day with a transaction.
 *
 * <p>This class is not thread-safe.
 */
public final class PurchaseHistory {
    private static final byte VERSION = 1;
    private static final int BYTES_A_DAY = Integer.BYTES + 2 * Double.BYTES;

    /** Bits of a key: whether the day had a purchase, and a refund. */
    private static final int PURCHASE = 1;

    private static final int REFUND = 2;
    private static final int DAY_SHIFT = 2;
    /** An instant of the year 1 in one zone may lie two days before it in another. */
    private static final int FIRST_DAY = (int) LocalDate.of(1, 1, 1).toEpochDay() - 2;

    private static final int LAST_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay() + 2;

    private final RefundPolicy refunds;
    private int size;
    /** The day since 1970-01-01, shifted left, and its two bits; ascending. */
    private int[] keys = new int[2];

    /** The net of a day is nets + roundedOff: the sum as a double, and what the additions to it rounded off. */
    private double[] nets = new double[2];

    private double[] roundedOff = new double[2];

    /**
     * Makes the history of a customer who has done nothing yet.
     *
     * @param refunds what a refund does: ignored ones are not recorded
     */
    public PurchaseHistory(RefundPolicy refunds) {
        this.refunds = refunds;
    }

    /**
     * Adds a purchase or a refund.
     *
     * @param day the local day of the transaction, in the years 1 to 9999
     * @param amount what was paid: 0 or more is a purchase, less (and -0.0) is a refund; finite, at most 1e15 either way
     * @throws IllegalArgumentException if the day or the amount is out of its range; nothing is added then
     */
    public void add(LocalDate day, double amount) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new IllegalArgumentException("day must lie in the years 1 to 9999, was " + day);
        }
        Transaction.checkedAmount(amount);
        add((int) day.toEpochDay(), amount);
    }

    void add(int epochDay, double amount) {
        boolean refund = Transaction.isRefund(amount);
        if (refund && refunds == RefundPolicy.IGNORE) {
            return;
        }
        add(epochDay, amount, 0, refund ? REFUND : PURCHASE);
    }

    private void add(int epochDay, double amount, double rounding, int bits) {
        int i = indexOf(epochDay);
        double sum = nets[i] + amount;
        roundedOff[i] += rounding + CompensatedSum.roundedOff(nets[i], amount, sum);
        nets[i] = sum;
        keys[i] |= bits;
    }

    /**
     * Adds all that another history of the same customer holds. Transactions that both hold count twice: merge histories
     * of disjoint sources.
     *
     * @param other the other history
     * @throws IllegalArgumentException if it treats refunds in another way
     */
    public void addAll(PurchaseHistory other) {
        other.checkMergesInto(refunds);
        PurchaseHistory source = other == this ? copy() : other;
        for (int i = 0; i < source.size; i++) {
            int bits = source.keys[i] & (PURCHASE | REFUND);
            add(source.keys[i] >> DAY_SHIFT, source.nets[i], source.roundedOff[i], bits);
        }
    }

    void checkMergesInto(RefundPolicy policy) {
        if (refunds != policy) {
            throw new IllegalArgumentException(
                    "cannot merge a history with refunds %s into one with refunds %s".formatted(refunds, policy));
        }
    }

    /**
     * Returns the number of local days with a transaction.
     *
     * @return the number of days that this history keeps
     */
    public int days() {
        return size;
    }

    /**
     * Returns what a refund does in this history.
     *
     * @return the policy
     */
    public RefundPolicy refunds() {
        return refunds;
    }

    /**
     * Returns the days that are purchase occasions: all with a purchase whose net is not below 0.
     *
     * @return the days in ascending order, counted from 1970-01-01
     */
    public int[] purchaseDays() {
        boolean refundsArePurchases = refunds == RefundPolicy.AS_PURCHASE;
        int[] days = new int[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            boolean hasPurchase = (keys[i] & PURCHASE) != 0;
            boolean hasRefund = (keys[i] & REFUND) != 0;
            if (OccasionFold.isOccasion(refundsArePurchases, nets[i] + roundedOff[i], hasPurchase, hasRefund)) {
                days[n++] = keys[i] >> DAY_SHIFT;
            }
        }
        return Arrays.copyOf(days, n);
    }

    /** Hands the days to a fold, in the order of time, up to the end of the window. */
    void foldInto(OccasionFold fold, long calibrationEnd, long end) {
        fold.start();
        for (int i = 0; i < size; i++) {
            int day = keys[i] >> DAY_SHIFT;
            if (day > end) {
                return;
            }
            boolean hasPurchase = (keys[i] & PURCHASE) != 0;
            boolean hasRefund = (keys[i] & REFUND) != 0;
            fold.add(day, nets[i] + roundedOff[i], hasPurchase, hasRefund, day > calibrationEnd);
        }
    }

    /**
     * Returns this history as bytes, to store or to send.
     *
     * @return 6 bytes and 20 for each day
     */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(2 + Integer.BYTES + size * BYTES_A_DAY);
        out.put(VERSION).put(code(refunds)).putInt(size);
        for (int i = 0; i < size; i++) {
            out.putInt(keys[i]).putDouble(nets[i]).putDouble(roundedOff[i]);
        }
        return out.array();
    }

    /**
     * Returns the history that was stored as bytes.
     *
     * @param bytes what {@link #toBytes} gave
     * @return the history
     * @throws IllegalArgumentException if the bytes are of another version, cut short or otherwise damaged
     */
    public static PurchaseHistory ofBytes(byte[] bytes) {
        if (bytes.length < 2 + Integer.BYTES) {
            throw damaged(bytes.length + " bytes are too few");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "cannot read a purchase history of version %s: this release reads version %s"
                            .formatted(version, VERSION));
        }
        PurchaseHistory history = new PurchaseHistory(policyOf(in.get()));
        int size = in.getInt();
        if (size < 0 || in.remaining() != (long) size * BYTES_A_DAY) {
            throw damaged("%s bytes for %s days".formatted(in.remaining(), size));
        }
        history.resize(Math.max(size, 1));
        for (int i = 0; i < size; i++) {
            history.append(in.getInt(), in.getDouble(), in.getDouble());
        }
        return history;
    }

    /** Appends a stored day; a damaged one would make wrong summaries later, far from here. */
    private void append(int key, double net, double rounding) {
        int day = key >> DAY_SHIFT;
        boolean ascending = size == 0 || day > keys[size - 1] >> DAY_SHIFT;
        boolean empty = (key & (PURCHASE | REFUND)) == 0;
        if (!ascending || empty || day < FIRST_DAY || day > LAST_DAY || !Double.isFinite(net + rounding)) {
            throw damaged("day %s with a net of %s".formatted(day, net + rounding));
        }
        keys[size] = key;
        nets[size] = net;
        roundedOff[size] = rounding;
        size++;
    }

    private static IllegalArgumentException damaged(String detail) {
        return new IllegalArgumentException("purchase history is damaged: " + detail);
    }

    /** The stored form of a policy: a letter of its own, so that the order of the constants may change. */
    private static byte code(RefundPolicy policy) {
        return switch (policy) {
            case NET -> 'N';
            case IGNORE -> 'I';
            case AS_PURCHASE -> 'P';
        };
    }

    private static RefundPolicy policyOf(byte code) {
        for (RefundPolicy policy : RefundPolicy.values()) {
            if (code(policy) == code) {
                return policy;
            }
        }
        throw damaged("unknown refund policy " + code);
    }

    /** Returns the place of a day, made if it is new. */
    private int indexOf(int epochDay) {
        int i = size;
        while (i > 0 && keys[i - 1] >> DAY_SHIFT > epochDay) { // most come in the order of time: look from the end
            i--;
        }
        if (i > 0 && keys[i - 1] >> DAY_SHIFT == epochDay) {
            return i - 1;
        }
        if (size == keys.length) {
            resize(size * 2);
        }
        System.arraycopy(keys, i, keys, i + 1, size - i);
        System.arraycopy(nets, i, nets, i + 1, size - i);
        System.arraycopy(roundedOff, i, roundedOff, i + 1, size - i);
        keys[i] = epochDay << DAY_SHIFT;
        nets[i] = 0;
        roundedOff[i] = 0;
        size++;
        return i;
    }

    private PurchaseHistory copy() {
        PurchaseHistory copy = new PurchaseHistory(refunds);
        copy.size = size;
        copy.keys = keys.clone();
        copy.nets = nets.clone();
        copy.roundedOff = roundedOff.clone();
        return copy;
    }

    private void resize(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        nets = Arrays.copyOf(nets, capacity);
        roundedOff = Arrays.copyOf(roundedOff, capacity);
    }
}
