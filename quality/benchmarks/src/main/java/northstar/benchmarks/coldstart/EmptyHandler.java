package northstar.benchmarks.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * The least that a function with the same AWS clients does: makes them in its constructor, and for an event reads one item and
 * puts one event. It knows nothing of the product.
 */
public final class EmptyHandler implements RequestStreamHandler {
    private final String table;
    private final String bus;
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient eventBridge;

    /** Creates the handler of an instance. */
    public EmptyHandler() {
        Map<String, String> environment = System.getenv();
        table = environment.getOrDefault("NORTHSTAR_TABLE", "");
        bus = environment.getOrDefault("NORTHSTAR_BUS", "");
        SdkHttpClient http = UrlConnectionHttpClient.create();
        EnvironmentVariableCredentialsProvider credentials = EnvironmentVariableCredentialsProvider.create();
        dynamoDb = DynamoDbClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .defaultsMode(DefaultsMode.IN_REGION)
                .build();
        eventBridge = EventBridgeClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .defaultsMode(DefaultsMode.IN_REGION)
                .build();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        input.readAllBytes();
        dynamoDb.getItem(request -> request.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("nothing"), "sk", AttributeValue.fromS("nothing"))));
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("empty")
                .detailType("Nothing Done")
                .detail("{}")
                .build();
        eventBridge.putEvents(request -> request.entries(entry));
    }
}
