package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What concerns a file as a whole: one exception, one line, the name of the file and what to do. */
class CsvFailureTest {
    private static final CsvTransactions CSV =
            CsvTransactions.builder("customer", "time", "amount").build();
    private static final String GOOD = "customer,time,amount\n" + "a,2023-05-31,5\n".repeat(5000);

    @TempDir
    Path folder = Path.of("");

    private static String failure(Path file) {
        return message(catchThrowableOfType(IngestException.class, () -> CSV.read(file)));
    }

    private static String failure(String text) {
        return failure(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String failure(byte[] bytes) {
        return message(catchThrowableOfType(
                IngestException.class, () -> CSV.read(new ByteArrayInputStream(bytes), "orders.csv")));
    }

    private static String message(IngestException e) {
        assertThat(e).isNotNull();
        String message = String.valueOf(e.getMessage());
        assertThat(message).hasSizeLessThanOrEqualTo(300).doesNotContainPattern("\\p{Cntrl}");
        return message;
    }

    @Test
    void missingFileAndFolder() throws IOException {
        assertThat(failure(folder.resolve("nowhere.csv")))
                .endsWith("nowhere.csv: there is no such file; check the path");
        assertThat(failure(folder)).endsWith(": this is a folder; name a CSV file");
        Path long1 = folder.resolve("x".repeat(200) + ".csv");
        assertThat(failure(long1)).startsWith("…xxx").contains("x.csv: there is no such file");
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(failure(file.resolve("below.csv"))).contains("below.csv: ");
    }

    @Test
    void emptyFiles() {
        for (String text : new String[] {"", "\uFEFF", "\n\n", "  \n \r\n"}) {
            assertThat(failure(text)).isEqualTo("orders.csv: the file is empty; it needs a header and rows");
        }
        assertThat(failure(CsvTransactionsTest.gzip(new byte[0]))).contains("is empty");
        assertThat(failure(new byte[] {'x'})).contains("there is no column 'customer'");
    }

    @Test
    void headerWithoutAColumn() {
        assertThat(failure("customer,when,amount\n"))
                .isEqualTo("orders.csv: there is no column 'time'; name one of those it has: customer, when, amount");
        assertThat(failure("customer,a,b,c,d,e,f,g,h,i\n")).endsWith("customer, a, b, c, d, e, f, g, and 2 more");
        assertThat(failure(("x".repeat(50) + ",").repeat(20) + "\n"))
                .contains("x…, ")
                .endsWith("and 13 more");
    }

    @Test
    void headerWithAColumnTwice() {
        assertThat(failure("customer,time,amount,time\n"))
                .isEqualTo("orders.csv: 2 columns are named 'time'; rename them so that one is");
        assertThat(failure("customer,Time,TIME,amount\n")).contains("2 columns are named 'time'");
    }

    @Test
    void headerWithAnotherDelimiter() {
        assertThat(failure("customer;time;amount\n"))
                .isEqualTo("orders.csv: the header is one cell with ';' in it; is that the delimiter, and not ','?");
        assertThat(failure("customer\ttime\tamount\n")).contains("with tabs in it");
    }

    @Test
    void hugeHeaders() {
        assertThat(failure("x".repeat(10 << 20))).startsWith("orders.csv: there is no column 'customer'");
        assertThat(failure("x,".repeat(5 << 20))).startsWith("orders.csv: there is no column 'customer'");
    }

    @Test
    void binaryFiles() {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        assertThat(failure(noise))
                .isEqualTo("orders.csv: this looks like a binary file; save it as a CSV file in UTF-8 first");
        assertThat(failure("\u0001\u0002\u0003\u0004 no zeros")).contains("a binary file");
        byte[] workbook = Arrays.copyOf(new byte[] {'P', 'K', 3, 4}, 1000);
        assertThat(failure(workbook)).contains("a zip archive or an Excel workbook");
        assertThat(failure(GOOD.getBytes(StandardCharsets.UTF_16))).contains("UTF-16 text");
        assertThat(failure(("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE)))
                .contains("UTF-16 text");
    }

    @Test
    void controlCharactersDoNotReachTheMessage() {
        String header = "\u001b[31mred,a\u0007b,c\u202Ed,😀\uD83Dx,e\u2028f\n";
        assertThat(message(catchThrowableOfType(
                        IngestException.class, () -> CSV.read(new StringReader(header), "or\nders.csv"))))
                .startsWith("or?ders.csv: ")
                .endsWith("it has: ?[31mred, a?b, c?d, 😀?x, e?f");
    }

    @Test
    void cutAndDamagedGzip() {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder("customer,time,amount\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextInt(1000))
                    .append(",2023-05-31,")
                    .append(random.nextInt(1000))
                    .append('\n');
        }
        byte[] zipped = CsvTransactionsTest.gzip(text.toString().getBytes(StandardCharsets.UTF_8));
        for (int length : new int[] {2, 9, 12, zipped.length / 2, zipped.length - 9, zipped.length - 1}) {
            assertThat(failure(Arrays.copyOf(zipped, length)))
                    .as("%d bytes", length)
                    .containsPattern("the gzip data is damaged or cut off after \\d+ rows; copy the file again");
        }
        zipped[zipped.length - 5] ^= 1; // the checksum
        assertThat(failure(zipped)).contains("damaged");
        assertThat(failure(Arrays.copyOf(zipped, zipped.length / 2))).doesNotContain("after 0 rows");
    }

    @Test
    void aQuoteThatIsNeverClosed() {
        assertThat(failure(GOOD + "\"c9,2023-05-05,10\n" + GOOD))
                .isEqualTo(
                        "orders.csv line 5002: a quote (\") that opens here is not closed, or a cell has more than 16"
                                + " million characters; correct the row");
    }

    @Test
    void aCellWithoutEnd() {
        assertThat(failure(GOOD + "a,b,\"" + "x\n".repeat(9 << 20))).startsWith("orders.csv line 5002: a quote");
    }

    @Test
    void readingThatFails() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk\nis gone");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        IngestException e = catchThrowableOfType(IngestException.class, () -> CSV.read(broken, "orders.csv"));
        assertThat(message(e)).isEqualTo("orders.csv: reading failed after 0 rows: the disk?is gone");
        assertThat(e.getCause()).isInstanceOf(IOException.class);

        Reader breaksLater = new Reader() {
            private final Reader start = new StringReader(GOOD);

            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                int count = start.read(buffer, offset, length);
                if (count < 0) {
                    throw new IOException("connection lost");
                }
                return count;
            }

            @Override
            public void close() {}
        };
        e = catchThrowableOfType(IngestException.class, () -> CSV.read(breaksLater, "x/orders.csv"));
        assertThat(message(e)).startsWith("x/orders.csv: reading failed after 5000 rows: connection lost");
    }

    @RepeatedTest(300)
    void garbageIsRefusedOrCountedButNeverThrowsOtherwise(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = garbage(random);
        try {
            Ingested<?> ingested = CSV.read(new ByteArrayInputStream(bytes), "orders.csv");
            IngestAudit audit = ingested.audit();
            assertThat(audit.rows()).as("seed %d", seed).isEqualTo(audit.accepted() + audit.refused());
            assertThat(ingested.refusals()).as("seed %d", seed).hasSize((int) audit.refused());
            ingested.refusals()
                    .forEach(refusal -> assertThat(refusal.message())
                            .as("seed %d", seed)
                            .hasSizeLessThan(300)
                            .doesNotContainPattern("\\p{Cntrl}"));
        } catch (IngestException e) {
            message(e);
        }
    }

    /** Returns a good header or noise, then rows made of pieces of good rows, of marks, and of noise. */
    private static byte[] garbage(SplittableRandom random) {
        String[] pieces = {
            "a",
            "2023-05-31",
            "12.5",
            ",",
            ",",
            ",",
            "\n",
            "\r\n",
            "\"",
            "\"\"",
            ";",
            " ",
            "-",
            "1e400",
            "NaN",
            "\0",
            "2023-05-31T10:00",
            "\r",
            "\uFFFF",
            "é",
            "😀",
            "0",
            "\t",
            "2023-02-30",
            "2023-05-31T10:00+19:00"
        };
        StringBuilder text = new StringBuilder(random.nextInt(4) > 0 ? "customer,time,amount\n" : "");
        int count = random.nextInt(400);
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(5) == 0 ? "a,2023-05-31,1\n" : pieces[random.nextInt(pieces.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int damaged = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
        for (int i = 0; i < damaged && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) > 0 ? bytes : cut(random, CsvTransactionsTest.gzip(bytes));
    }

    private static byte[] cut(SplittableRandom random, byte[] bytes) {
        return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
}
