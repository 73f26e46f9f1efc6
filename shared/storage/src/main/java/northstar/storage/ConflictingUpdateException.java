package northstar.storage;

/** Too many writers at the same place at once: nothing was lost, and doing the step again later will help. */
public final class ConflictingUpdateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /** Says where writers met; {@code place} is a key of the store, without any data. */
    public ConflictingUpdateException(String place, int attempts) {
        super("conflicting updates of " + place + " after " + attempts + " attempts, must be tried again later");
        this.place = place;
    }

    /** Returns the key of the store where writers met. */
    public String place() {
        return place;
    }
}
