package northstar.storage;

class InMemoryRankingStoreTest extends RankingStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
