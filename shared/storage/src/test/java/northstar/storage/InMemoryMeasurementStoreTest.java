package northstar.storage;

class InMemoryMeasurementStoreTest extends MeasurementStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
