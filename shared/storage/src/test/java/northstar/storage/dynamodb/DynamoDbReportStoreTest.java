package northstar.storage.dynamodb;

import northstar.storage.ReportStoreContract;
import northstar.storage.Stores;

class DynamoDbReportStoreTest extends ReportStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
