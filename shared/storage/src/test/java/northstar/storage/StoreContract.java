package northstar.storage;

import org.junit.jupiter.api.BeforeEach;

/**
 * The contract kit: what every implementation of the ports promises. A store is tested by extending each of the contracts
 * and saying where empty stores come from.
 */
public abstract class StoreContract {
    private Stores stores;

    /** Returns stores in which nothing is stored yet. */
    protected abstract Stores emptyStores();

    @BeforeEach
    void makeStores() {
        stores = emptyStores();
    }

    final Stores stores() {
        return stores;
    }
}
