package northstar.embedded.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import northstar.embedded.template.TableKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class DynamoDbLocalTest {

    private static final Path LIBRARIES = Path.of("..", "dynamodb-local", "target", "lib");
    private static final TableKeys KEYS = new TableKeys("pk", "sk", "expiresAt");

    @Test
    void start_table_keepsItemsUnderConditions() throws IOException {
        try (DynamoDbLocal local = DynamoDbLocal.start(LIBRARIES);
                DynamoDbClient client = client(local.endpoint())) {
            Tables.create(client, "bakery", KEYS);
            Map<String, AttributeValue> bread =
                    Map.of("pk", AttributeValue.fromS("bread"), "sk", AttributeValue.fromS("rye"));

            client.putItem(put -> put.tableName("bakery").item(bread).conditionExpression("attribute_not_exists(pk)"));

            assertThat(client.getItem(get -> get.tableName("bakery").key(bread)).item())
                    .isEqualTo(bread);
            assertThatExceptionOfType(ConditionalCheckFailedException.class)
                    .isThrownBy(() -> client.putItem(put ->
                            put.tableName("bakery").item(bread).conditionExpression("attribute_not_exists(pk)")));
        }
    }

    @Test
    void create_table_leavesTimeToLiveOff() throws IOException {
        try (DynamoDbLocal local = DynamoDbLocal.start(LIBRARIES);
                DynamoDbClient client = client(local.endpoint())) {
            Tables.create(client, "bakery", KEYS);

            assertThat(client.describeTimeToLive(describe -> describe.tableName("bakery"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.DISABLED);
        }
    }

    @Test
    void close_running_endsProcessAndFreesPortAndFolder() throws IOException {
        DynamoDbLocal local = DynamoDbLocal.start(LIBRARIES);
        URI endpoint = local.endpoint();
        Path folder = local.folder();
        assertThat(folder).isDirectory();

        local.close();
        local.close();

        assertThat(ProcessHandle.of(local.pid())).isEmpty();
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void close_beforeItIsReady_endsProcess() throws IOException {
        DynamoDbLocal local = DynamoDbLocal.start(LIBRARIES);

        local.close();

        assertThat(ProcessHandle.of(local.pid())).isEmpty();
    }

    /** SIGKILL leaves the parent no chance to clean up: the child has to notice. SIGTERM is what Ctrl-C comes to. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parent_endedBySignal_takesItsDatabaseAlong(boolean kill) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        LIBRARIES.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] said = parent.inputReader().readLine().split(" ", 2);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(said[0])).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        if (kill) {
            parent.destroyForcibly().waitFor();
        } else {
            parent.destroy();
            parent.waitFor();
        }

        assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(Path.of(said[1])).doesNotExist();
    }

    /** Starts a database, says its process number and folder, and then waits to be killed. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            DynamoDbLocal local = DynamoDbLocal.start(Path.of(arguments[0]));
            local.endpoint();
            System.out.println(local.pid() + " " + local.folder());
            Thread.currentThread().join();
        }
    }

    @Test
    void start_folderWithoutLibraries_isRefused(@TempDir Path empty) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbLocal.start(empty))
                .withMessage("libraries == \"" + empty + "\", must be a folder with DynamoDB Local"
                        + " (the module local/dynamodb-local makes it)");
    }

    @Test
    void endpoint_librariesThatDoNotStart_tellsWhatTheySaid(@TempDir Path broken) throws IOException {
        Files.createFile(broken.resolve("DynamoDBLocal-0.jar"));

        try (DynamoDbLocal local = DynamoDbLocal.start(broken)) {
            assertThatThrownBy(local::endpoint)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DynamoDB Local did not start")
                    .hasMessageContaining("ClassNotFoundException");
            assertThat(ProcessHandle.of(local.pid())).isEmpty();
        }
    }

    @Test
    void classPath_ofTheProduct_hasNothingOfDynamoDbLocal() {
        assertThat(List.of(System.getProperty("java.class.path").split(":")))
                .noneMatch(entry -> entry.contains("DynamoDBLocal") || entry.contains("aws-java-sdk-"));
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .httpClientBuilder(ApacheHttpClient.builder())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
