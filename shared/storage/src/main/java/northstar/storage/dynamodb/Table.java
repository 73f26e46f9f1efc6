package northstar.storage.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The one table. Reads are consistent. A write of one item is a put, one of several a transaction; where it meets another
 * transaction, or is throttled within one, it is made again. Thread-safe.
 */
final class Table {
    /** Most items that one transaction may change. */
    static final int TRANSACTION_ITEMS = 100;

    private static final String CONDITION = "ConditionalCheckFailed";
    private static final Set<String> PASSING = Set.of(
            "None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    private final DynamoDbClient client;
    private final String name;
    private final Backoff backoff;

    Table(DynamoDbClient client, String name, Backoff backoff) {
        this.client = client;
        this.name = name;
        this.backoff = backoff;
    }

    Backoff backoff() {
        return backoff;
    }

    Optional<Item> get(Key key) {
        GetItemResponse response = client.getItem(
                request -> request.tableName(name).consistentRead(true).key(attributes(key)));
        return response.hasItem() ? Optional.of(new Item(response.item())) : Optional.empty();
    }

    /** Returns the items of a partition whose sort keys lie between two texts, both included, in their order. */
    List<Item> between(String pk, String first, String last) {
        return all(range(pk, first, last));
    }

    /** Returns the items of a partition whose sort keys begin with a text, in their order. */
    List<Item> startingWith(String pk, String start) {
        return between(pk, start, start + Key.AFTER_ALL);
    }

    /** Returns sort keys alone. */
    List<String> sortKeys(String pk, String start) {
        QueryRequest.Builder query = range(pk, start, start + Key.AFTER_ALL).projectionExpression(Item.SK);
        return all(query).stream().map(item -> item.text(Item.SK)).toList();
    }

    /** Returns the last few items of a partition whose sort keys lie between two texts, the last one first. */
    List<Item> last(String pk, String first, String last, int atMost) {
        QueryRequest query =
                range(pk, first, last).scanIndexForward(false).limit(atMost).build();
        return client.query(query).items().stream().map(Item::new).toList();
    }

    private QueryRequest.Builder range(String pk, String first, String last) {
        return QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.string(pk),
                        ":first", Item.string(first),
                        ":last", Item.string(last)));
    }

    private List<Item> all(QueryRequest.Builder query) {
        List<Item> items = new ArrayList<>();
        client.queryPaginator(query.build()).items().forEach(item -> items.add(new Item(item)));
        return items;
    }

    /**
     * Makes all of the changes, or none if a condition does not hold.
     *
     * @param writes changes of different items, bodies already part of the items
     * @return the refusal, or empty if the changes are made
     * @throws northstar.storage.ConflictingUpdateException if other transactions were in the way again and again
     */
    Optional<Refusal> write(List<Write> writes) {
        Write first = writes.getFirst();
        Refusal refusal = backoff.until(
                first.key(),
                () -> writes.size() == 1 && first instanceof Write.Put put ? put(put) : transaction(writes));
        return refusal.equals(Refusal.NONE) ? Optional.empty() : Optional.of(refusal);
    }

    /** Returns what refused it, or null if the write is to be made again. */
    private @Nullable Refusal put(Write.Put put) {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(name).item(put.item().attributes());
        Write.Condition condition = put.condition();
        if (condition != null) {
            request.conditionExpression(condition.expression())
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            if (!condition.values().isEmpty()) {
                request.expressionAttributeValues(condition.values());
            }
        }
        try {
            client.putItem(request.build());
            return Refusal.NONE;
        } catch (ConditionalCheckFailedException e) {
            return new Refusal(List.of(item(e.item())));
        } catch (TransactionConflictException _) {
            return null;
        }
    }

    private @Nullable Refusal transaction(List<Write> writes) {
        List<TransactWriteItem> actions = writes.stream().map(this::action).toList();
        try {
            client.transactWriteItems(request -> request.transactItems(actions));
            return Refusal.NONE;
        } catch (TransactionCanceledException e) {
            return refusal(e);
        }
    }

    private static @Nullable Refusal refusal(TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (reasons.stream().map(Table::code).anyMatch(CONDITION::equals)) {
            return new Refusal(
                    reasons.stream().map(reason -> item(reason.item())).toList());
        }
        if (!reasons.isEmpty() && reasons.stream().map(Table::code).allMatch(PASSING::contains)) {
            return null;
        }
        throw cancelled;
    }

    private static String code(CancellationReason reason) {
        return reason.code() == null ? "None" : reason.code();
    }

    private TransactWriteItem action(Write write) {
        return switch (write) {
            case Write.Put put -> action(put);
            case Write.Add add -> action(add);
        };
    }

    private TransactWriteItem action(Write.Put put) {
        Write.Condition condition = put.condition();
        return TransactWriteItem.builder()
                .put(request -> {
                    request.tableName(name).item(put.item().attributes());
                    if (condition != null) {
                        request.conditionExpression(condition.expression())
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                        if (!condition.values().isEmpty()) {
                            request.expressionAttributeValues(condition.values());
                        }
                    }
                })
                .build();
    }

    private TransactWriteItem action(Write.Add add) {
        Map<String, AttributeValue> amounts = new HashMap<>();
        add.amounts().forEach((attribute, amount) -> amounts.put(":" + attribute, Item.number(amount)));
        String expression = add.amounts().keySet().stream()
                .map(attribute -> attribute + " :" + attribute)
                .collect(Collectors.joining(", ", "ADD ", ""));
        return TransactWriteItem.builder()
                .update(request -> request.tableName(name)
                        .key(attributes(add.key()))
                        .updateExpression(expression)
                        .expressionAttributeValues(amounts))
                .build();
    }

    private static Optional<Item> item(Map<String, AttributeValue> attributes) {
        return attributes.isEmpty() ? Optional.empty() : Optional.of(new Item(attributes));
    }

    private static Map<String, AttributeValue> attributes(Key key) {
        return Item.at(key).attributes();
    }
}
