package northstar.storage;

class InMemoryIdempotencyStoreTest extends IdempotencyStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
