package northstar.storage.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local in a process of its own, since its libraries must not meet ours: started by the first test that asks for
 * it and ended with this process. The module {@code local/dynamodb-local} lays out its libraries.
 */
final class DynamoDbServer {
    private static final Path LIBRARIES = Path.of("..", "..", "local", "dynamodb-local", "target", "lib")
            .toAbsolutePath()
            .normalize();
    private static final String MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
    private static final int PATIENCE_SECONDS = 60;

    private DynamoDbServer() {}

    /** Returns a client, whose requests the interceptors see. */
    static DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + Running.PORT))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> {
                    for (ExecutionInterceptor interceptor : interceptors) {
                        configuration.addExecutionInterceptor(interceptor);
                    }
                })
                .build();
    }

    private static final class Running {
        private static final int PORT = start();

        private static int start() {
            try {
                if (!Files.isDirectory(LIBRARIES)) {
                    throw new IllegalStateException(
                            LIBRARIES + " is absent, must be laid out: mvn -pl shared/storage -am");
                }
                int port = freePort();
                Path folder = Files.createTempDirectory("northstar-storage-test");
                Process process = process(port, folder);
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                awaitListening(process, port, folder);
                return port;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Process process(int port, Path folder) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.io.tmpdir=" + folder,
                    "-cp",
                    LIBRARIES + "/*",
                    MAIN,
                    "-inMemory",
                    "-port",
                    String.valueOf(port));
            builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
            return builder.directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.txt").toFile())
                    .start();
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static void awaitListening(Process process, int port, Path folder) throws IOException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!isListening(port)) {
                if (hasEnded(process) || System.nanoTime() > end) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            "DynamoDB Local did not start:\n" + Files.readString(folder.resolve("output.txt")));
                }
            }
        }

        private static boolean hasEnded(Process process) {
            try {
                return process.waitFor(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private static boolean isListening(int port) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException _) {
                return false;
            }
        }
    }
}
