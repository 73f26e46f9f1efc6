package northstar.storage.dynamodb;

import northstar.storage.IdempotencyStoreContract;
import northstar.storage.Stores;

class DynamoDbIdempotencyStoreTest extends IdempotencyStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
