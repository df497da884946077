package io.github.staycurve.examples;

import io.github.staycurve.core.ingest.IngestException;
import io.github.staycurve.examples.report.ReportCommand;
import io.github.staycurve.examples.scale.ScaleCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The runnable jar: {@code java -jar staycurve-examples.jar report --help}. */
@Command(
        name = "staycurve-examples",
        description = "Customer lifecycle metrics from a file of purchases.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {ReportCommand.class, ScaleCommand.class})
public final class Main implements Runnable {
    /** Something is wrong with the options or the data; one line on standard error says what to do. */
    public static final int USER_ERROR = 2;

    private static final int BUG = 1;
    private static final int LONGEST_LINE = 500;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The version that the build wrote into the jar. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"staycurve-examples " + Objects.requireNonNullElse(version, "(not from a jar)")};
        }
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // the same digits and signs wherever it runs
        System.exit(run(
                args,
                new PrintWriter(System.out, true, Charset.defaultCharset()),
                new PrintWriter(System.err, true, Charset.defaultCharset())));
    }

    /** Runs a command line; returns the exit code. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false) // a column may be named @id
                .setParameterExceptionHandler((e, arguments) -> fail(err, e, USER_ERROR))
                .setExecutionExceptionHandler((e, command, parsed) -> fail(err, e, isUserError(e) ? USER_ERROR : BUG));
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("staycurve: out of memory: give the program more with java -Xmx2g -jar ...");
            return BUG;
        } catch (StackOverflowError e) { // java.util.regex recurses, nothing else that meets a user's text does
            err.println("staycurve: --cancelled-order repeats groups too often for long order numbers; simplify it");
            return USER_ERROR;
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: report or scale; --help lists the options");
    }

    private static boolean isUserError(Exception e) {
        return e instanceof UserError || e instanceof IngestException;
    }

    private static int fail(PrintWriter err, Exception e, int exitCode) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof UnmatchedArgumentException) {
            message += "; --help lists the options";
        }
        String what = exitCode == BUG ? "unexpected " + e.getClass().getSimpleName() + ": " + message : message;
        String line = ("staycurve: " + what).replaceAll("\\s+", " ").strip();
        err.println(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...");
        return exitCode;
    }
}
