package northstar.storage.dynamodb;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import northstar.storage.Stores;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * An empty table in DynamoDB Local, keyed as the template says.
 *
 * @param client asks DynamoDB Local
 * @param name the table's name
 */
record TestTable(DynamoDbClient client, String name) {
    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static final AtomicInteger TABLES = new AtomicInteger();

    static TestTable create(ExecutionInterceptor... interceptors) {
        return on(DynamoDbServer.client(interceptors));
    }

    static TestTable on(DynamoDbClient client) {
        String name = "northstar-" + TABLES.incrementAndGet();
        client.createTable(request -> request.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        return new TestTable(client, name);
    }

    Stores stores() {
        return new DynamoDbStores(client, name, InstantSource.fixed(NOW), new Random(1));
    }

    /** Returns the table as the adapter sees it; writers who meet do not pause. */
    Table table() {
        return new Table(client, name, new Backoff(new Random(1), _ -> {}));
    }

    /** Returns all items. */
    List<Item> items() {
        return client.scanPaginator(request -> request.tableName(name)).items().stream()
                .map(Item::new)
                .toList();
    }

    /** Sets one attribute of an item behind the stores' back. */
    void set(Key key, String attribute, AttributeValue value) {
        client.updateItem(request -> request.tableName(name)
                .key(Item.at(key).attributes())
                .updateExpression("SET #a = :v")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(Map.of(":v", value)));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
