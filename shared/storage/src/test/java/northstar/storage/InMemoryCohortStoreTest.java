package northstar.storage;

class InMemoryCohortStoreTest extends CohortStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
