package northstar.storage.dynamodb;

import northstar.storage.MeasurementStoreContract;
import northstar.storage.Stores;

class DynamoDbMeasurementStoreTest extends MeasurementStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
