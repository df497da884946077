package io.github.staycurve.examples.report;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.Method;

/** Tells what a long job is doing, on one line that it writes over, when somebody is there to read it. */
public final class Progress {
    private final PrintWriter err;
    private final boolean shown;

    private Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Returns progress that is shown when the program runs in a terminal. */
    public static Progress onTerminal(PrintWriter err) {
        return new Progress(err, isTerminal());
    }

    /** Says what is being done now. */
    public void step(String what) {
        if (shown) {
            err.print("\r\033[K" + what);
            err.flush();
        }
    }

    /** Clears the line. */
    public void done() {
        step("");
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
