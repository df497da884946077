package io.github.staycurve.core.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A source that cannot be read as a whole, or in which a row was refused when none may be.
 *
 * <p>The message is one line of at most 300 characters that names the source and says what to do.
 */
public final class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_MESSAGE = 300;

    IngestException(String message) {
        this(message, null);
    }

    IngestException(String message, @Nullable Throwable cause) {
        super(Texts.quoted(message, MAX_MESSAGE), cause);
    }
}
