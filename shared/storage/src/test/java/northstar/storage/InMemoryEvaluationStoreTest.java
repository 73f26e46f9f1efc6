package northstar.storage;

class InMemoryEvaluationStoreTest extends EvaluationStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
