package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.TransactionLog;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;

/**
 * Reads purchases and refunds from CSV text with a header, plain or gzip.
 *
 * <pre>{@code
 * Ingested<TransactionLog> ingested = CsvTransactions.builder("customer_id", "invoice_ts", "unit_price")
 *         .quantity("quantity")
 *         .order("invoice_no")
 *         .cancelledOrders(Pattern.compile("^C"))
 *         .zone(ZoneId.of("Europe/London"))
 *         .build()
 *         .read(Path.of("orders.csv.gz"));
 * }</pre>
 *
 * <p>A bad row is refused and reading goes on; see {@link io.github.staycurve.core.ingest the package} for the rules.
 * What concerns the file as a whole is an {@link IngestException}: a file that is missing, empty, binary or cut off, a
 * header without a column or with a column twice, a quote that is never closed, a cell of more than 16 million characters.
 *
 * <p><b>Form.</b> Whether a file is gzip is told by its first bytes, not by its name. Text is UTF-8; bytes that are not
 * become replacement characters (U+FFFD), and an identifier that holds one is accepted as it is. Cells may be quoted with
 * {@code "}, then hold line breaks, and {@code ""} for a quote; what follows a closing quote joins the cell. Blank lines
 * are no rows. The names of columns are taken without blanks around them, exactly or else without regard to case if that
 * leaves one column. A row may have more cells than the header; with fewer it is refused if a needed one is missing.
 * Identifiers are kept as they are, with blanks around them; around times and numbers blanks do not matter.
 *
 * <p><b>Times</b> are ISO dates ({@code 2023-05-31}), local times ({@code 2023-05-31T17:40} or {@code 2023-05-31
 * 17:40:00.123}), times with {@code Z}, {@code UTC} or an offset ({@code +02:00}), or written in a pattern of the caller.
 *
 * <p><b>Numbers</b> have a sign, digits, a decimal point and an exponent, as in {@code -12.50} or {@code 1e3}; they give
 * the double nearest to them.
 *
 * <p>This class is immutable and thread-safe if its progress listener is.
 */
public final class CsvTransactions {
    private final CsvSource<TransactionLog> source;

    private CsvTransactions(Builder builder) {
        IngestOptions options = builder.options();
        this.source = new CsvSource<>(
                builder.columns(), builder.delimiter, names -> new TransactionCells(new RowGate(names, options)));
    }

    /**
     * Returns a builder for files with these columns.
     *
     * @param customerColumn the name of the column that identifies the customer
     * @param timeColumn the name of the column that says when
     * @param amountColumn the name of the column that says what was paid, or the unit price if there are quantities
     * @return the builder
     */
    public static Builder builder(String customerColumn, String timeColumn, String amountColumn) {
        return new Builder(customerColumn, timeColumn, amountColumn);
    }

    /**
     * Reads a file.
     *
     * @param file the file, plain or gzip
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if the file cannot be read as a whole
     */
    public Ingested<TransactionLog> read(Path file) {
        return source.read(file);
    }

    /**
     * Reads bytes to their end.
     *
     * @param in the bytes, plain or gzip; not closed
     * @param name what messages call the source
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if the bytes cannot be read as a whole
     */
    public Ingested<TransactionLog> read(InputStream in, String name) {
        return source.read(in, name);
    }

    /**
     * Reads characters to their end.
     *
     * @param reader the characters; not closed
     * @param name what messages call the source
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if the characters cannot be read as a whole
     */
    public Ingested<TransactionLog> read(Reader reader, String name) {
        return source.read(reader, name);
    }

    /**
     * Collects the options of a {@link CsvTransactions}.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder extends ColumnsBuilder<Builder> {
        private char delimiter = ',';

        private Builder(String customerColumn, String timeColumn, String amountColumn) {
            super(customerColumn, timeColumn, amountColumn);
        }

        /**
         * Sets the character between cells.
         *
         * @param betweenCells the delimiter, for example {@code ';'} or a tab; a comma by default. Not a quote, a line
         *     break or a letter or digit
         * @return this builder
         * @throws IllegalArgumentException if it is one of these
         */
        public Builder delimiter(char betweenCells) {
            delimiter = CsvSource.checkedDelimiter(betweenCells);
            return this;
        }

        /**
         * Returns the reader.
         *
         * @return the reader
         * @throws IllegalStateException if there are cancelled orders but no order column
         */
        public CsvTransactions build() {
            return new CsvTransactions(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
