package northstar.storage.dynamodb;

import northstar.storage.EvaluationStoreContract;
import northstar.storage.Stores;

class DynamoDbEvaluationStoreTest extends EvaluationStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
