package northstar.embedded.dynamodb;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * DynamoDB Local, in memory, in a process of its own. The process listens on the loopback interface alone and ends when
 * this is closed, when this process ends and when this process is killed. Thread-safe.
 */
public final class DynamoDbLocal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int LINES_KEPT = 40;

    private final Process process;
    private final Path folder;
    private final Thread onExit;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Deque<String> output = new ArrayDeque<>();

    private DynamoDbLocal(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.onExit = new Thread(this::end, "end-dynamodb-local");
    }

    /**
     * Starts the process and does not wait for it; {@link #endpoint} does.
     *
     * @param libraries folder with the jars of DynamoDB Local and of all that it needs
     * @throws IllegalArgumentException if the folder holds no {@code DynamoDBLocal} jar
     */
    public static DynamoDbLocal start(Path libraries) throws IOException {
        check(libraries);
        Path folder = Files.createTempDirectory("northstar-dynamodb-");
        ProcessBuilder builder = new ProcessBuilder(command(libraries, folder))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        DynamoDbLocal started = new DynamoDbLocal(builder.start(), folder);
        Runtime.getRuntime().addShutdownHook(started.onExit);
        Thread.ofPlatform().daemon().name("dynamodb-local-output").start(started::listen);
        return started;
    }

    /**
     * Where it takes requests. Waits until it does.
     *
     * @throws IllegalStateException if the process ended or took longer than a minute; the message has its output
     */
    public URI endpoint() {
        try {
            return URI.create("http://127.0.0.1:" + port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("DynamoDB Local did not start; its output:\n" + lastOutput(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted while DynamoDB Local was starting", e);
        }
    }

    /** Number of the process, for those who watch processes. */
    public long pid() {
        return process.pid();
    }

    /** Where the process keeps its own files while it runs. */
    Path folder() {
        return folder;
    }

    /** Ends the process and waits until it is gone. Closing again does nothing. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyExiting) {
            return; // the hook does it
        }
        end();
    }

    private void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        ServerProcess.delete(folder);
    }

    /** Reads to the end, since a full pipe would stop the process. */
    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(ServerProcess.LISTENING)) {
                    port.complete(Integer.valueOf(line.substring(ServerProcess.LISTENING.length())));
                }
                keep(line);
            }
        } catch (IOException e) {
            keep(e.toString());
        }
        port.completeExceptionally(new IllegalStateException("the process ended"));
    }

    private synchronized void keep(String line) {
        output.addLast(line);
        if (output.size() > LINES_KEPT) {
            output.removeFirst();
        }
    }

    private synchronized String lastOutput() {
        return String.join("\n", output);
    }

    private static void check(Path libraries) throws IOException {
        boolean found = false;
        if (Files.isDirectory(libraries)) {
            try (var jars = Files.newDirectoryStream(libraries, "DynamoDBLocal-*.jar")) {
                found = jars.iterator().hasNext();
            }
        }
        if (!found) {
            throw new IllegalArgumentException("libraries == \"" + libraries
                    + "\", must be a folder with DynamoDB Local (the module local/dynamodb-local makes it)");
        }
    }

    private static List<String> command(Path libraries, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The optimising compiler costs more than it wins: 28 s of processor time instead of 32 s for 38,000 calls.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.io.tmpdir=" + folder); // sqlite's native library is unpacked there
        command.addAll(List.of("-cp", libraries.toAbsolutePath() + "/*" + File.pathSeparator + ownClasses()));
        command.add(ServerProcess.class.getName());
        return command;
    }

    private static Path ownClasses() {
        try {
            return Path.of(ServerProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes of the embedded system have no place in the file system", e);
        }
    }
}
