package io.github.staycurve.segmentation.rfm;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.time.ObservationWindow;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** One pass over a log that counts and sums each customer's rows up to a day; used once, not thread-safe. */
final class LogReducer {
    private final TransactionLog log;
    private final LocalDays days;
    private final int lastDay;
    private final CompensatedSum net = new CompensatedSum();

    final Map<RfmMeasure, double[]> columns = new EnumMap<>(RfmMeasure.class);
    String[] ids;
    private final double[] inactivity;
    private final double[] frequency;
    private final double[] monetary;
    private final double[] tenure;
    private int size;

    // counts of the audit
    private long purchases;
    private long refunds;
    private long ofLeftOut;
    private long afterCalibration;
    private int laterCustomers;
    private int withoutPurchase;

    LogReducer(TransactionLog log, ObservationWindow window) {
        this.log = log;
        this.days = new LocalDays(window.zone());
        this.lastDay = Math.toIntExact(window.calibrationEnd().toEpochDay());
        int capacity = log.customers();
        ids = new String[capacity];
        inactivity = new double[capacity];
        frequency = new double[capacity];
        monetary = new double[capacity];
        tenure = new double[capacity];
    }

    RfmAudit run() {
        for (int customer = 0; customer < log.customers(); customer++) {
            reduce(customer);
        }
        ids = Arrays.copyOf(ids, size);
        columns.put(RfmMeasure.INACTIVITY, Arrays.copyOf(inactivity, size));
        columns.put(RfmMeasure.FREQUENCY, Arrays.copyOf(frequency, size));
        columns.put(RfmMeasure.MONETARY, Arrays.copyOf(monetary, size));
        columns.put(RfmMeasure.TENURE, Arrays.copyOf(tenure, size));
        return new RfmAudit(
                log.size(),
                purchases,
                refunds,
                ofLeftOut,
                afterCalibration,
                log.customers(),
                size,
                laterCustomers,
                withoutPurchase);
    }

    private void reduce(int customer) {
        int orders = 0;
        int given = 0;
        int firstDay = Integer.MAX_VALUE;
        int lastPurchase = Integer.MIN_VALUE;
        boolean buysLater = false;
        net.reset();
        for (int row = log.start(customer); row < log.start(customer + 1); row++) {
            int day = days.epochDay(log.epochMillis(row));
            boolean refund = log.isRefund(row);
            if (day > lastDay) {
                afterCalibration++;
                buysLater |= !refund;
                continue;
            }
            net.add(log.amount(row));
            if (refund) {
                given++;
            } else {
                orders++;
                firstDay = Math.min(firstDay, day); // a clock set back over midnight makes days go back
                lastPurchase = Math.max(lastPurchase, day);
            }
        }
        if (orders == 0) {
            leaveOut(given, buysLater);
            return;
        }
        purchases += orders;
        refunds += given;
        ids[size] = log.customerId(customer);
        inactivity[size] = lastDay - lastPurchase;
        frequency[size] = orders;
        monetary[size] = net.value() + 0.0; // -0.0 and 0.0 are the same money
        tenure[size] = lastDay - firstDay;
        size++;
    }

    private void leaveOut(int given, boolean buysLater) {
        ofLeftOut += given;
        if (buysLater) {
            laterCustomers++;
        } else {
            withoutPurchase++;
        }
    }
}
