package io.github.staycurve.core.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.staycurve.core.data.TransactionLog;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One reading of one CSV text. */
final class CsvRead {
    private static final int MAX_CELL = 1 << 24; // characters; the parser holds one cell at a time

    private final SourceNames names;
    private final TextSource text;
    private final char delimiter;
    private final CsvRow row = new CsvRow();
    private final RowGate gate;

    CsvRead(SourceNames names, TextSource text, char delimiter, IngestOptions options) {
        this.names = names;
        this.text = text;
        this.delimiter = delimiter;
        this.gate = new RowGate(names, options);
    }

    /**
     * Reads to the end; the text is not closed.
     *
     * @throws IngestException if the text as a whole makes no sense
     */
    Ingested<TransactionLog> run() throws IOException {
        CsvReader<CsvRow> reader = CsvReader.builder() // closing it would close the text, which belongs to the caller
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_CELL)
                .build(row, text.reader());
        CloseableIterator<CsvRow> records = reader.iterator();
        try {
            readHeader(records);
            readRows(records);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw unparsable(e);
        }
        return gate.finish();
    }

    /** Returns how many rows were read so far. */
    long rows() {
        return gate.rows();
    }

    private void readHeader(CloseableIterator<CsvRow> records) {
        do {
            if (!records.hasNext()) {
                throw new IngestException(names.source() + ": the file is empty; it needs a header and rows");
            }
            records.next();
        } while (row.isBlank());
    }

    private void readRows(CloseableIterator<CsvRow> records) {
        Map<Role, Integer> columns = findColumns();
        Map<Role, Cell> cells = row.take(columns);
        Needed needed = new Needed(columns, cells);
        while (records.hasNext()) {
            records.next();
            if (row.isBlank()) {
                continue;
            }
            gate.begin(row.line());
            if (row.count() < needed.count) {
                row.clearCellsNotReached();
            }
            needed.passTo(gate);
            gate.end();
        }
    }

    private Map<Role, Integer> findColumns() {
        try {
            return new ColumnFinder(names.source(), row.names()).find(names.columns());
        } catch (IngestException e) {
            String other = text.looksLike();
            if (!other.isEmpty()) {
                throw new IngestException(
                        "%s: this looks like %s; save it as a CSV file in UTF-8 first".formatted(names.source(), other),
                        e);
            }
            char used = row.names().size() == 1 ? delimiterOf(row.names().get(0)) : delimiter;
            if (used != delimiter) {
                throw new IngestException(
                        "%s: the header is one cell with %s in it; is that the delimiter, and not %s?"
                                .formatted(names.source(), nameOf(used), nameOf(delimiter)),
                        e);
            }
            throw e;
        }
    }

    private char delimiterOf(String header) {
        return ";\t,|"
                .chars()
                .filter(c -> header.indexOf(c) >= 0)
                .mapToObj(c -> (char) c)
                .findFirst()
                .orElse(delimiter);
    }

    private static String nameOf(char delimiter) {
        return delimiter == '\t' ? "tabs" : "'" + Texts.quoted(String.valueOf(delimiter), 1) + "'";
    }

    private IngestException unparsable(CsvParseException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IngestException(
                names.place(row.line())
                        + ": a quote (\") that opens here is not closed, or a cell has more than 16 million characters;"
                        + " correct the row",
                e);
    }

    /** Returns the exception for a text that ends or breaks while it is read. */
    static IngestException unreadable(String source, long rows, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return new IngestException(
                    "%s: the gzip data is damaged or cut off after %d rows; copy the file again"
                            .formatted(source, rows),
                    e);
        }
        return new IngestException(
                "%s: reading failed after %d rows: %s"
                        .formatted(source, rows, Texts.quoted(String.valueOf(e.getMessage()), 100)),
                e);
    }

    /** The cells that a row needs, out of the map for the loop. */
    private static final class Needed {
        final int count;
        private final @Nullable Cell order;
        private final Cell customer;
        private final Cell time;
        private final Cell amount;
        private final @Nullable Cell quantity;

        Needed(Map<Role, Integer> columns, Map<Role, Cell> cells) {
            count = 1
                    + columns.values().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(0);
            order = cells.get(Role.ORDER);
            customer = cell(cells, Role.CUSTOMER);
            time = cell(cells, Role.TIME);
            amount = cell(cells, Role.AMOUNT);
            quantity = cells.get(Role.QUANTITY);
        }

        void passTo(RowGate gate) {
            if (order != null) {
                gate.order(order);
            }
            gate.customer(customer);
            gate.time(time);
            gate.amount(amount);
            if (quantity != null) {
                gate.quantity(quantity);
            }
        }

        private static Cell cell(Map<Role, Cell> cells, Role role) {
            return Objects.requireNonNull(cells.get(role));
        }
    }
}
