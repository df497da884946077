package io.github.staycurve.core.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * One reading of one CSV text.
 *
 * @param <T> the type of the log
 */
final class CsvRead<T> {
    private static final int MAX_CELL = 1 << 24; // characters; the parser holds one cell at a time

    private final SourceNames names;
    private final TextSource text;
    private final char delimiter;
    private final CsvRow row = new CsvRow();
    private final CellPass<T> pass;
    private final Gate<T> gate;

    CsvRead(SourceNames names, TextSource text, char delimiter, CellPass<T> pass) {
        this.names = names;
        this.text = text;
        this.delimiter = delimiter;
        this.pass = pass;
        this.gate = pass.gate();
    }

    /**
     * Reads to the end; the text is not closed.
     *
     * @throws IngestException if the text as a whole makes no sense
     */
    Ingested<T> run() throws IOException {
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
        pass.bind(row.take(columns));
        int count =
                1 + columns.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        while (records.hasNext()) {
            records.next();
            if (row.isBlank()) {
                continue;
            }
            gate.begin(row.line());
            if (row.count() < count) {
                row.clearCellsNotReached();
            }
            pass.pass();
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
}
