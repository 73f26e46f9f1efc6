package northstar.storage.dynamodb;

import northstar.storage.CohortStoreContract;
import northstar.storage.Stores;

class DynamoDbCohortStoreTest extends CohortStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
