package io.github.staycurve.examples;

/** What a user can put right: ends the program with one line that says what to do, and exit code 2. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
