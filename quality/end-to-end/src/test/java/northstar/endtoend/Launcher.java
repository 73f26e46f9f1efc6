package northstar.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line, as a person calls it: {@code ./northstar … --endpoint … --stack …}. */
final class Launcher {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final int MINUTES = 5;

    private Launcher() {}

    /**
     * What came of a command.
     *
     * @param code its exit code
     * @param said all that it printed
     */
    record Answer(int code, String said) {}

    /** Calls a command for a deployment. */
    static Answer call(Deployment deployment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("northstar").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--endpoint",
                deployment.endpoint().toString(),
                "--stack",
                deployment.stack().name()));
        Process process = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end: " + said);
        }
        return new Answer(process.exitValue(), said);
    }
}
