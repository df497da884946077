package io.github.staycurve.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdFit;
import io.github.staycurve.core.data.CustomerSummaryTable;
import java.lang.management.ManagementFactory;

/**
 * What one fit of the Pareto/NBD model costs in a JVM that has done nothing else: CPU time of the thread, and of the whole
 * process with its compiler; then the same again, warming up.
 *
 * <pre>{@code java -cp benchmarks/target/staycurve-benchmarks.jar io.github.staycurve.benchmarks.FreshFit 100000 10}</pre>
 */
public final class FreshFit {
    private static final double MILLION = 1e6;

    private FreshFit() {}

    /**
     * Prints a line a fit.
     *
     * @param args the number of customers and of fits; 100,000 and 10 without
     */
    public static void main(String[] args) {
        int customers = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int fits = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        CustomerSummaryTable table = Population.table(customers);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int i = 0; i < fits; i++) {
            long thread = threads.getCurrentThreadCpuTime();
            long process = system.getProcessCpuTime();
            ParetoNbdFit fit = ParetoNbd.withDefaults().fit(table);
            System.out.printf(
                    "fit %d: thread %.0f ms, process %.0f ms of CPU; %s, log-likelihood %.4f, %d evaluations%n",
                    i + 1,
                    (threads.getCurrentThreadCpuTime() - thread) / MILLION,
                    (system.getProcessCpuTime() - process) / MILLION,
                    fit.report().status(),
                    fit.report().logLikelihood(),
                    fit.report().evaluations());
        }
    }
}
