package northstar.storage.dynamodb;

import northstar.storage.DefinitionStoreContract;
import northstar.storage.Stores;

class DynamoDbDefinitionStoreTest extends DefinitionStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
