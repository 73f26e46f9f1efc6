package northstar.storage.dynamodb;

import northstar.storage.LeaseStoreContract;
import northstar.storage.Stores;

class DynamoDbLeaseStoreTest extends LeaseStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
