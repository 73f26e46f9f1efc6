package northstar.storage;

class InMemoryLeaseStoreTest extends LeaseStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
