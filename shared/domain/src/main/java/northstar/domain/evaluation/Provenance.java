package northstar.domain.evaluation;

/**
 * What a result was made from, so that it can be traced and made again.
 *
 * @param definitionVersion version of the experiment's definition, counted from 1 in time order
 * @param momentsHash hash of the measurement
 * @param engine what did the sums
 * @param northstar version of the product
 */
public record Provenance(int definitionVersion, String momentsHash, String engine, String northstar) {}
