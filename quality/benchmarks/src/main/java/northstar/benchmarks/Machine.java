package northstar.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine that this runs on. */
public final class Machine {
    private Machine() {}

    /** Returns a line about processors, their load, system and JVM; a busy machine is called one, since its times mislead. */
    public static String describe() {
        int processors = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "%d processors (%s), load %.1f%s; %s; Java %s",
                processors,
                System.getProperty("os.arch"),
                load,
                load > processors ? ", so that waiting is part of these times" : "",
                System.getProperty("os.name"),
                System.getProperty("java.vm.version"));
    }
}
