package northstar.storage;

/** What became of something that was given to a store. */
public enum Outcome {
    /** It is the first of its key. */
    STORED,
    /** It is what was there already. */
    UNCHANGED,
    /** It took the place of other content. */
    RESTATED,
    /** Something newer was there already. */
    SUPERSEDED,
    /** It is kept, but parts that belong to it are still missing. */
    INCOMPLETE
}
