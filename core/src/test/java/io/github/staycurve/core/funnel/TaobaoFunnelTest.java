package io.github.staycurve.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.ingest.CsvEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Page views, carts and purchases of Taobao (Tianchi data set 649), a part of it with 410 visitors. */
class TaobaoFunnelTest {
    private static final Path FILE = Path.of(
            System.getProperty("staycurve.shared", "../../shared"), "data", "taobao_events", "data_even.csv.gz");

    @Test
    void viewersWhoPutSomethingInTheCartAndBought() {
        assumeTrue(Files.exists(FILE), "needs shared data/taobao_events/data_even.csv.gz, which is absent");
        EventLog log = CsvEvents.builder("user_id", "event_time", "behavior")
                .build()
                .read(FILE)
                .accepted();
        EntryRange all = EntryRange.upTo(Instant.parse("2017-12-31T00:00:00Z"));
        FunnelResult result = FunnelDefinition.ordered("pv", "cart", "buy").evaluate(log, all);
        assertThat(result.reached(0)).isEqualTo(410);
        assertThat(result.reached(1)).isEqualTo(294);
        assertThat(result.reached(2)).isEqualTo(195);
    }
}
