package northstar.benchmarks.lake;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a whole process took. Processor time and memory are asked of Linux until the process ends.
 *
 * @param nanos from its start to its end
 * @param processorNanos in user and system mode
 * @param peakBytes the most memory that it had at once, shared libraries included
 */
record MeasuredProcess(long nanos, long processorNanos, long peakBytes) {
    private static final long TICK = 10_000_000;
    private static final int MILLIS = 5;

    /**
     * Runs a command to its end.
     *
     * @throws IllegalStateException if it fails; the message has what it said
     */
    static MeasuredProcess of(Path folder, List<String> command) throws IOException {
        Path output = Files.createTempFile("northstar-bench-", ".txt");
        try {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(output.toFile()))
                    .start();
            Path about = Path.of("/proc/" + process.pid());
            long ticks = 0;
            long kibibytes = 0;
            while (!process.waitFor(MILLIS, TimeUnit.MILLISECONDS)) {
                ticks = Math.max(ticks, ticks(about));
                kibibytes = Math.max(kibibytes, peak(about));
            }
            long nanos = System.nanoTime() - begin;
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        command + " ended with " + process.exitValue() + ":\n" + Files.readString(output));
            }
            return new MeasuredProcess(nanos, ticks * TICK, kibibytes * 1024);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        } finally {
            Files.delete(output);
        }
    }

    private static long ticks(Path about) {
        try {
            String line = Files.readString(about.resolve("stat"));
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
            return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    private static long peak(Path about) {
        try {
            return Files.readAllLines(about.resolve("status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has ended
        }
    }
}
