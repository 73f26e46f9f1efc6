package northstar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code northstar}. */
@Command(
        name = "northstar",
        mixinStandardHelpOptions = true,
        description = "What did this experiment do to our North Star Metric, and which feature should we bet on next?")
public final class Main implements Runnable {
    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
