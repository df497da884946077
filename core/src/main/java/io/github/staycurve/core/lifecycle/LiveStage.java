package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseHistory;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.CalendarGrid;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One customer's state for telling the stage live, event by event: what a stream processor keeps for each key.
 *
 * <p>Events may come in any order, late ones too, and states of one customer from several sources merge; the stage on any
 * day is the one that {@link StagePolicy#stageAt} and {@link StagePolicy#timeline} have for the whole history. The state
 * carries the fingerprint of its policy, and states of different policies do not mix. It costs 20 bytes a day with a
 * transaction: a refund nets into its day, whenever it becomes known, so that no less will do.
 *
 * <p>This class is not thread-safe.
 */
public final class LiveStage {
    private static final byte VERSION = 1;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int HEAD_BYTES = 1 + FINGERPRINT_BYTES + Integer.BYTES;

    private final StagePolicy policy;
    private PurchaseHistory history;
    private int registered = StageWalk.NEVER;

    /**
     * Makes the state of a customer who has done nothing yet; refunds net into their day.
     *
     * @param policy the rules
     */
    public LiveStage(StagePolicy policy) {
        this(policy, RefundPolicy.NET);
    }

    /**
     * Makes the state of a customer who has done nothing yet.
     *
     * @param policy the rules
     * @param refunds what a refund does
     */
    public LiveStage(StagePolicy policy, RefundPolicy refunds) {
        this.policy = policy;
        this.history = new PurchaseHistory(refunds);
    }

    /**
     * Adds a purchase or a refund.
     *
     * @param day the local day, in the years 1 to 9999
     * @param amount what was paid: 0 or more is a purchase, less (and -0.0) is a refund
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public void add(LocalDate day, double amount) {
        history.add(day, amount);
    }

    /**
     * Notes that the customer registered; of several such days the first counts.
     *
     * @param day the local day, in the years 1 to 9999
     * @throws IllegalArgumentException if the day is out of its range
     */
    public void register(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new IllegalArgumentException("day must lie in the years 1 to 9999, was " + day);
        }
        registered = Math.min(registered, (int) day.toEpochDay());
    }

    /**
     * Adds all that another state of the same customer holds. Transactions that both hold count twice: merge states of
     * disjoint sources.
     *
     * @param other the other state, left as it is
     * @throws IllegalArgumentException if it is of another policy or treats refunds in another way
     */
    public void addAll(LiveStage other) {
        if (!other.policy.equals(policy)) {
            throw new IllegalArgumentException("cannot merge a state of policy %s into one of policy %s"
                    .formatted(other.policy.configId(), policy.configId()));
        }
        history.addAll(other.history);
        registered = Math.min(registered, other.registered);
    }

    /**
     * Returns the rules.
     *
     * @return the policy
     */
    public StagePolicy policy() {
        return policy;
    }

    /**
     * Returns when the customer registered.
     *
     * @return the day; empty if that is not known
     */
    public Optional<LocalDate> registered() {
        return registered == StageWalk.NEVER ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(registered));
    }

    /**
     * Returns the stage at the end of a day.
     *
     * @param asOf the day; later events do not count
     * @return the stage; empty if nothing had happened by then
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999
     * @throws IllegalStateException if the policy has a trend rule, which needs a grid
     */
    public Optional<CustomerStage> stageAt(LocalDate asOf) {
        requireNoTrend();
        return stage(walkTo(null, asOf));
    }

    /**
     * Returns the stage at the end of a day, under any policy.
     *
     * @param grid the grid at the end of whose complete steps a trend is looked at
     * @param asOf the day; later events do not count
     * @return the stage; empty if nothing had happened by then
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999
     */
    public Optional<CustomerStage> stageAt(CalendarGrid grid, LocalDate asOf) {
        return stage(walkTo(grid, asOf));
    }

    private static Optional<CustomerStage> stage(StageWalk walk) {
        int code = walk.code();
        return code == StageWalk.ABSENT ? Optional.empty() : Optional.of(CustomerStage.ofCode(code));
    }

    /**
     * Returns the stage at the end of a day, and why.
     *
     * @param customerId whom to name in the explanation
     * @param asOf the day; later events do not count
     * @return the rules and numbers behind the stage; empty if nothing had happened by then
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999
     * @throws IllegalStateException if the policy has a trend rule, which needs a grid
     */
    public Optional<StageExplanation> explain(String customerId, LocalDate asOf) {
        requireNoTrend();
        return StageExplanation.of(customerId, asOf, walkTo(null, asOf));
    }

    /**
     * Returns the stage at the end of a day, and why, under any policy.
     *
     * @param customerId whom to name in the explanation
     * @param grid the grid at the end of whose complete steps a trend is looked at
     * @param asOf the day; later events do not count
     * @return the rules and numbers behind the stage; empty if nothing had happened by then
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999
     */
    public Optional<StageExplanation> explain(String customerId, CalendarGrid grid, LocalDate asOf) {
        return StageExplanation.of(customerId, asOf, walkTo(grid, asOf));
    }

    private void requireNoTrend() {
        if (policy.trend().isPresent()) {
            throw new IllegalStateException("a policy with a trend rule needs the grid on which trends are looked at");
        }
    }

    private StageWalk walkTo(@Nullable CalendarGrid grid, LocalDate asOf) {
        int[] days = history.purchaseDays();
        int day = Checks.epochDay(asOf, "asOf");
        StageWalk walk = new StageWalk(policy);
        walk.start(days, days.length, registered);
        if (grid == null || policy.trend().isEmpty() || days.length == 0 || days[0] > day) {
            walk.advanceTo(day);
        } else {
            StepDays.of(grid, LocalDate.ofEpochDay(days[0]), asOf).advance(walk, days[0], day);
        }
        return walk;
    }

    /**
     * Returns this state as bytes, to store or to send.
     *
     * @return 19 bytes and 20 for each day with a transaction; the fingerprint of the policy is in them
     */
    public byte[] toBytes() {
        byte[] events = history.toBytes();
        return ByteBuffer.allocate(HEAD_BYTES + events.length)
                .put(VERSION)
                .put(HexFormat.of().parseHex(policy.configId()))
                .putInt(registered)
                .put(events)
                .array();
    }

    /**
     * Returns the state that was stored as bytes.
     *
     * @param bytes what {@link #toBytes} gave
     * @param policy the policy under which it was stored
     * @return the state
     * @throws IllegalArgumentException if the bytes were stored under another policy, are of another version, cut short or
     *     otherwise damaged
     */
    public static LiveStage ofBytes(byte[] bytes, StagePolicy policy) {
        if (bytes.length < HEAD_BYTES) {
            throw new IllegalArgumentException("stage state is damaged: " + bytes.length + " bytes are too few");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("cannot read a stage state of version %s: this release reads version %s"
                    .formatted(version, VERSION));
        }
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        in.get(fingerprint);
        String configId = HexFormat.of().formatHex(fingerprint);
        if (!configId.equals(policy.configId())) {
            throw new IllegalArgumentException(
                    "cannot read a state of policy %s under policy %s".formatted(configId, policy.configId()));
        }
        LiveStage state = new LiveStage(policy);
        int day = in.getInt();
        if (day != StageWalk.NEVER) {
            state.register(dayOf(day));
        }
        state.history = PurchaseHistory.ofBytes(Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length));
        return state;
    }

    /** A damaged day must not pass for a registration. */
    private static LocalDate dayOf(int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new IllegalArgumentException("stage state is damaged: registered on " + day);
        }
        return day;
    }
}
