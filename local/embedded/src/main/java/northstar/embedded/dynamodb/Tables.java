package northstar.embedded.dynamodb;

import northstar.embedded.template.TableKeys;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes the table that the template describes. */
public final class Tables {

    private Tables() {}

    /**
     * Makes an empty table with these keys. Its time to live stays off: DynamoDB Local deletes by the clock of the machine,
     * which in a replay of the past would take away items as soon as they are written.
     */
    public static void create(DynamoDbClient client, String name, TableKeys keys) {
        client.createTable(request -> request.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(keys.partitionKey()), text(keys.sortKey()))
                .keySchema(key(keys.partitionKey(), KeyType.HASH), key(keys.sortKey(), KeyType.RANGE)));
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
