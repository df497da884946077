package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** Times given in milliseconds have the range of those given as instants. */
class MillisTimesTest {
    @Test
    void rangeIsTheYears1To9999OfEveryZone() {
        assertThat(Transaction.MIN_EPOCH_MILLIS)
                .isEqualTo(OffsetDateTime.parse("0001-01-01T00:00:00+18:00")
                        .toInstant()
                        .toEpochMilli());
        assertThat(Transaction.MAX_EPOCH_MILLIS)
                .isEqualTo(OffsetDateTime.parse("9999-12-31T23:59:59.999-18:00")
                        .toInstant()
                        .toEpochMilli());
    }

    @Test
    void theEndsAreTakenAndWhatLiesBeyondIsNot() {
        TransactionLogBuilder builder = TransactionLog.builder();
        for (long end : new long[] {Transaction.MIN_EPOCH_MILLIS, Transaction.MAX_EPOCH_MILLIS}) {
            builder.add("a", end, 1);
            builder.add("a", Instant.ofEpochMilli(end), 1);
        }
        for (long beyond : new long[] {
            Transaction.MIN_EPOCH_MILLIS - 1, Transaction.MAX_EPOCH_MILLIS + 1, Long.MIN_VALUE, Long.MAX_VALUE
        }) {
            assertThatThrownBy(() -> builder.add("a", beyond, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("years 1 to 9999");
            assertThatThrownBy(() -> builder.add("a", Instant.ofEpochMilli(beyond), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("years 1 to 9999");
        }
        assertThat(builder.size()).isEqualTo(4);
    }
}
