package io.github.staycurve.core.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * Opens CSV texts, whatever their rows are, and reads them.
 *
 * @param columns the column of each role
 * @param delimiter the character between cells
 * @param passing makes what passes the rows of a source on
 * @param <T> the type of the log
 */
record CsvSource<T>(Map<Role, String> columns, char delimiter, Function<SourceNames, CellPass<T>> passing) {
    private static final int SHOWN_PATH = 120;

    CsvSource {
        columns = Map.copyOf(columns);
    }

    /** Returns the delimiter, provided that it can be one. */
    static char checkedDelimiter(char betweenCells) {
        if (betweenCells == '"'
                || betweenCells == '\n'
                || betweenCells == '\r'
                || Character.isLetterOrDigit(betweenCells)) {
            throw new IllegalArgumentException(
                    "delimiter must not be a quote, a line break, a letter or a digit, was '%s'"
                            .formatted(Texts.quoted(String.valueOf(betweenCells), 1)));
        }
        return betweenCells;
    }

    Ingested<T> read(Path file) {
        String shown = Texts.quotedEnd(file.toString(), SHOWN_PATH);
        if (Files.isDirectory(file)) {
            throw new IngestException(shown + ": this is a folder; name a CSV file");
        }
        Path name = file.getFileName();
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, name == null ? file.toString() : name.toString());
        } catch (NoSuchFileException e) {
            throw new IngestException(shown + ": there is no such file; check the path", e);
        } catch (AccessDeniedException e) {
            throw new IngestException(shown + ": the file may not be read; check its permissions", e);
        } catch (IOException e) {
            throw CsvRead.unreadable(shown, 0, e);
        }
    }

    Ingested<T> read(InputStream in, String name) {
        return read(() -> TextSource.of(in), name);
    }

    Ingested<T> read(Reader reader, String name) {
        return read(() -> TextSource.of(reader), name);
    }

    private Ingested<T> read(Opening opening, String name) {
        SourceNames names = new SourceNames(name, "line", columns);
        long rows = 0;
        try {
            CsvRead<T> run = new CsvRead<>(names, opening.open(), delimiter, passing.apply(names));
            try {
                return run.run();
            } finally {
                rows = run.rows();
            }
        } catch (IOException e) {
            throw CsvRead.unreadable(names.source(), rows, e);
        }
    }

    /** Opens a text; it may fail, as the first bytes are looked at. */
    private interface Opening {
        TextSource open() throws IOException;
    }
}
