package northstar.storage.dynamodb;

import northstar.storage.RankingStoreContract;
import northstar.storage.Stores;

class DynamoDbRankingStoreTest extends RankingStoreContract {
    @Override
    protected Stores emptyStores() {
        return TestTable.create().stores();
    }
}
