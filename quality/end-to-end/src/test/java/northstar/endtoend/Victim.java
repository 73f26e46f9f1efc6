package northstar.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A process of the local AWS that may be killed. */
enum Victim {
    LOCALSTACK,
    DATABASE,
    FUNCTION;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_TO_DIE = 30;

    /**
     * Kills it without a warning, and waits until it is gone.
     *
     * @param state the folder of the local AWS, which says what its process is
     * @param random chooses among several
     * @return what was killed; empty if there is none
     */
    Stream<String> kill(Path state, RandomGenerator random) {
        ProcessHandle root = root(state);
        List<ProcessHandle> found = switch (this) {
            case LOCALSTACK -> List.of(root);
            case DATABASE -> children(root, "DynamoDBLocal.jar");
            case FUNCTION -> children(root, "northstar.localstack.FunctionMain");
        };
        if (found.isEmpty()) {
            return Stream.empty();
        }
        ProcessHandle victim = found.get(random.nextInt(found.size()));
        victim.destroyForcibly();
        victim.onExit().orTimeout(SECONDS_TO_DIE, TimeUnit.SECONDS).join();
        return Stream.of(this + " (process " + victim.pid() + ")");
    }

    private static ProcessHandle root(Path state) {
        try {
            long pid = JSON.readTree(Files.readString(state.resolve("process.json")))
                    .path("pid")
                    .asLong();
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException("LocalStack (process " + pid + ") does not run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProcessHandle> children(ProcessHandle root, String word) {
        return root.descendants()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> Stream.of(arguments).anyMatch(argument -> argument.contains(word)))
                        .isPresent())
                .toList();
    }
}
