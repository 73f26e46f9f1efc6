package northstar.embedded.template;

/**
 * The shape of the one DynamoDB table; both key attributes are strings.
 *
 * @param partitionKey name of the partition key
 * @param sortKey name of the sort key
 * @param timeToLive name of the attribute, in seconds since 1970, after which an item may disappear
 */
public record TableKeys(String partitionKey, String sortKey, String timeToLive) {}
