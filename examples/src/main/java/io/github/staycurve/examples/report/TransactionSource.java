package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.ingest.Ingested;
import io.github.staycurve.core.ingest.ObjectTransactions;
import io.github.staycurve.core.ingest.ZeroAmountPolicy;
import io.github.staycurve.examples.shop.Order;
import io.github.staycurve.examples.shop.SocialShop;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the purchases of a report come from: a file of the user's, or the made-up shop. */
interface TransactionSource {

    /**
     * What was read.
     *
     * @param transactions the accepted purchases and refunds, and every refused row
     * @param name the source in words
     * @param lastKnownDay the day the data was taken, if the source knows it
     */
    record Input(Ingested<TransactionLog> transactions, String name, Optional<LocalDate> lastKnownDay) {}

    /** The columns of a file, and how to read them. */
    record CsvColumns(
            Path file,
            String customer,
            String time,
            String amount,
            Optional<String> quantity,
            Optional<String> order,
            Optional<Pattern> cancelledOrders,
            char delimiter,
            ZoneId zone,
            RefundPolicy refunds,
            ZeroAmountPolicy zeroAmounts) {}

    /** Reads it. */
    Input read(Progress progress);

    /** Returns the source that reads a file. */
    static TransactionSource csv(CsvColumns columns) {
        return progress -> {
            CsvTransactions.Builder reader = CsvTransactions.builder(
                            columns.customer(), columns.time(), columns.amount())
                    .delimiter(columns.delimiter())
                    .zone(columns.zone())
                    .refunds(columns.refunds())
                    .zeroAmounts(columns.zeroAmounts())
                    .progress(rows -> progress.step("read %,d rows".formatted(rows)));
            columns.quantity().ifPresent(reader::quantity);
            columns.order().ifPresent(reader::order);
            columns.cancelledOrders().ifPresent(reader::cancelledOrders);
            String name = String.valueOf(columns.file().getFileName());
            return new Input(reader.build().read(columns.file()), name, Optional.empty());
        };
    }

    /** Returns the source that makes up a shop. */
    static TransactionSource shop(RefundPolicy refunds, ZeroAmountPolicy zeroAmounts) {
        return progress -> {
            Ingested<TransactionLog> orders = ObjectTransactions.builder(Order::customerId, Order::time, Order::amount)
                    .refunds(refunds)
                    .zeroAmounts(zeroAmounts)
                    .build()
                    .read(SocialShop.ofExamples().orders());
            return new Input(orders, "made-up social shop", Optional.of(SocialShop.LAST_DAY));
        };
    }
}
