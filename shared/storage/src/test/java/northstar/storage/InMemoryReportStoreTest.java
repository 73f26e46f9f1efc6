package northstar.storage;

class InMemoryReportStoreTest extends ReportStoreContract {
    @Override
    protected Stores emptyStores() {
        return new InMemoryStores();
    }
}
