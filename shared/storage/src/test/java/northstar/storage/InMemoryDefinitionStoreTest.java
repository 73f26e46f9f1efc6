package northstar.storage;

class InMemoryDefinitionStoreTest extends DefinitionStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
