package io.github.staycurve.examples.report;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what a long job is doing, on one line of standard error that it writes over, when somebody is there to read it. */
final class Progress {
    /** Where Linux says what standard error is connected to. */
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final PrintWriter err;
    private final boolean shown;

    private Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Returns progress that is shown when standard error is a terminal. */
    static Progress onTerminal(PrintWriter err) {
        return new Progress(err, isTerminal() && !isElsewhere());
    }

    /** Says what is being done now. */
    void step(String what) {
        if (shown) {
            err.print("\r\033[K" + what);
            err.flush();
        }
    }

    /** Clears the line. */
    void done() {
        step("");
    }

    /** Returns whether standard error is known to lead to a file or a pipe; the console is about input and output only. */
    private static boolean isElsewhere() {
        try {
            Path target = Files.readSymbolicLink(STANDARD_ERROR);
            return !target.startsWith("/dev/pts") && !target.toString().startsWith("/dev/tty");
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // the null of older versions and the method of newer ones are both asked
    private static boolean isTerminal() {
        if (System.console() == null) {
            return false;
        }
        try { // since Java 22 there is a console without a terminal too, and a method that tells
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(System.console()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }
}
