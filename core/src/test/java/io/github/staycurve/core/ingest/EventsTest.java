package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    private static final Instant NOON = Instant.parse("2023-05-31T12:00:00Z");

    private record Row(
            @Nullable String who,
            @Nullable Instant when,
            @Nullable String what,
            @Nullable Double value,
            @Nullable String whom,
            @Nullable String id) {}

    private static CsvEvents.Builder columns() {
        return CsvEvents.builder().value("value").counterpart("whom").eventId("id");
    }

    private static Ingested<EventLog> csv(String text) {
        return columns().build().read(new StringReader(text), "events.csv");
    }

    @Test
    void keepsTheGoodAndAccountsForTheOthers() {
        String tooLong = "x".repeat(5000);
        Ingested<EventLog> ingested = csv(String.join(
                "\n",
                "customer,time,type,value,whom,id",
                "ann,2023-05-31T12:00:00Z,view,,,",
                "ann,2023-05-31T12:00:00Z,view,2.5,bob,7",
                "ann,2023-05-31T12:00:00Z,view,2.5,bob,7",
                " ,yesterday,,x,,",
                "ann,yesterday,,x,,",
                "ann,2023-05-31, ,x,,",
                "ann,2023-05-31,view,x,,",
                "ann,2023-05-31,view,NaN,,",
                "ann,2023-05-31",
                ",2023-05-31,view,,," + tooLong,
                ",2023-05-31,view,," + tooLong + ",",
                ",2023-05-31," + tooLong + ",,,",
                tooLong + ",2023-05-31,view,,,"));
        assertThat(ingested.accepted())
                .isEqualTo(EventLog.builder()
                        .add("ann", NOON, "view")
                        .add(Event.of("ann", NOON, "view").withValue(2.5).withCounterpart("bob"))
                        .build());
        assertThat(ingested.refusals().subList(0, 6))
                .extracting(Refusal::message)
                .containsExactly(
                        "events.csv line 5: customer is missing",
                        "events.csv line 6: time 'yesterday' is not a date or time; write 2023-05-31 or"
                                + " 2023-05-31T17:40:00, or name its pattern",
                        "events.csv line 7: type is missing",
                        "events.csv line 8: value 'x' is not a number",
                        "events.csv line 9: value 'NaN' is not a finite number",
                        "events.csv line 10: type is missing");
        assertThat(ingested.refusals())
                .extracting(Refusal::reason)
                .containsExactly(
                        RefusalReason.MISSING_CUSTOMER,
                        RefusalReason.BAD_TIME,
                        RefusalReason.MISSING_TYPE,
                        RefusalReason.BAD_VALUE,
                        RefusalReason.BAD_VALUE,
                        RefusalReason.MISSING_TYPE,
                        RefusalReason.BAD_IDENTIFIER,
                        RefusalReason.BAD_IDENTIFIER,
                        RefusalReason.BAD_IDENTIFIER,
                        RefusalReason.BAD_IDENTIFIER);
        assertThat(ingested.audit().rows()).isEqualTo(13);
        assertThat(ingested.audit().accepted()).isEqualTo(2);
        assertThat(ingested.audit().merged()).isEqualTo(1);
        assertThat(ingested.audit().refused()).isEqualTo(10);
        assertThat(ingested.audit().orders()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void typesAndIdentifiersAreKeptAsTheyAre() {
        EventLog log = csv("customer,time,type,value,whom,id\nann ,2023-05-31,view ,,,\nann,2023-05-31,view,,,\n")
                .accepted();
        assertThat(log.customers()).isEqualTo(2);
        assertThat(log.typeOf("view ")).isEqualTo(log.type(log.start(log.indexOf("ann "))));
        assertThat(log.types()).isEqualTo(2);
    }

    @RepeatedTest(60)
    void objectsAndTextGiveTheSame(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder("customer,time,type,value,whom,id\n");
        for (int i = random.nextInt(200); i > 0; i--) {
            Row row = new Row(
                    random.nextInt(9) == 0 ? null : "c" + random.nextInt(9),
                    random.nextInt(9) == 0 ? null : NOON.plusMillis(random.nextInt(5000)),
                    random.nextInt(9) == 0 ? null : List.of("view", "buy").get(random.nextInt(2)),
                    List.<@Nullable Double>of(0.0, -0.0, 2.5, Double.NaN, 1e16).get(random.nextInt(5)),
                    random.nextInt(2) == 0 ? null : "c" + random.nextInt(9),
                    random.nextInt(2) == 0 ? null : "e" + random.nextInt(50));
            Row given = random.nextInt(3) == 0 ? new Row(row.who, row.when, row.what, null, row.whom, row.id) : row;
            rows.add(given);
            text.append("%s,%s,%s,%s,%s,%s\n"
                    .formatted(
                            shown(given.who),
                            shown(given.when),
                            shown(given.what),
                            shown(given.value),
                            shown(given.whom),
                            shown(given.id)));
        }
        Ingested<EventLog> objects = ObjectEvents.builder(Row::who, Row::when, Row::what)
                .value(Row::value)
                .counterpart(Row::whom)
                .eventId(Row::id)
                .build()
                .read(rows);
        Ingested<EventLog> csv = csv(text.toString());
        assertThat(csv.accepted()).as("seed %d", seed).isEqualTo(objects.accepted());
        assertThat(csv.audit()).as("seed %d", seed).isEqualTo(objects.audit());
        assertThat(csv.refusals())
                .as("seed %d", seed)
                .extracting(Refusal::reason)
                .containsExactlyElementsOf(
                        objects.refusals().stream().map(Refusal::reason).toList());
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @Test
    void zonesPatternsDelimitersAndFiles(@TempDir Path folder) throws IOException {
        CsvEvents reader = CsvEvents.builder("user", "at", "what")
                .zone(ZoneId.of("Asia/Shanghai"))
                .timePattern("dd/MM/yyyy HH:mm")
                .delimiter(';')
                .build();
        String text = "user;at;what\nann;31/05/2023 20:00;view\n";
        EventLog expected = EventLog.builder().add("ann", NOON, "view").build();
        Path file = Files.writeString(folder.resolve("e.csv"), text);
        assertThat(reader.read(file).orThrow()).isEqualTo(expected);
        assertThat(reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "e")
                        .orThrow())
                .isEqualTo(expected);
        assertThatThrownBy(() -> reader.read(folder)).isInstanceOf(IngestException.class);
        assertThatThrownBy(() -> CsvEvents.builder().build().read(new StringReader("customer,time\n"), "e"))
                .isInstanceOf(IngestException.class)
                .hasMessageStartingWith("e: there is no column 'type'");
        assertThatThrownBy(() -> CsvEvents.builder().delimiter('a')).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CsvEvents.builder().timePattern("q q")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CsvEvents.builder()
                        .stopAtFirstRefusal(true)
                        .build()
                        .read(new StringReader("customer,time,type\nann,2023-05-31,\n"), "e"))
                .isInstanceOf(IngestException.class)
                .hasMessage("e line 2: type is missing");
        List<Long> told = new ArrayList<>();
        String many = "customer,time,type\n" + "ann,2023-05-31,view\n".repeat(100_000);
        CsvEvents.builder().progress(told::add).build().read(new StringReader(many), "e");
        assertThat(told).containsExactly(100_000L);
    }
}
