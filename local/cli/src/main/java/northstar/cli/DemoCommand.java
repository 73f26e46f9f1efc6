package northstar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells the story. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Tells the story of two programmes.")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
