package northstar.storage.dynamodb;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** DynamoDB Local as it is, except that its next writes fail as told: DynamoDB Local itself is never busy. */
final class FaultyClient implements DynamoDbClient {
    private final DynamoDbClient real = DynamoDbServer.client();
    private final Deque<Optional<RuntimeException>> fates = new ArrayDeque<>();

    /** The next writes, after those whose fate is told already, do nothing but fail: one for each exception. */
    FaultyClient failing(RuntimeException... exceptions) {
        Stream.of(exceptions).map(Optional::of).forEach(fates::add);
        return this;
    }

    /** The next writes, after those whose fate is told already, go well. */
    FaultyClient passing(int writes) {
        fates.addAll(Collections.nCopies(writes, Optional.empty()));
        return this;
    }

    static TransactionCanceledException cancelled(String... codes) {
        List<CancellationReason> reasons = Stream.of(codes)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList();
        return TransactionCanceledException.builder()
                .message("cancelled")
                .cancellationReasons(reasons)
                .build();
    }

    private void meet() {
        Optional<RuntimeException> fate = fates.isEmpty() ? Optional.empty() : fates.remove();
        if (fate.isPresent()) {
            throw fate.get();
        }
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        meet();
        return real.putItem(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        meet();
        return real.transactWriteItems(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return real.updateItem(request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return real.getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return real.query(request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return real.scan(request);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return real.createTable(request);
    }

    @Override
    public String serviceName() {
        return real.serviceName();
    }

    @Override
    public void close() {
        real.close();
    }
}
