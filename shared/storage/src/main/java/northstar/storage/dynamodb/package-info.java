/**
 * The stores in one DynamoDB table; {@link northstar.storage.dynamodb.DynamoDbStores} is the entry point.
 *
 * <p>Keys, attributes and sizes stand in {@code docs/dynamodb.md}. Three rules hold for all of it: a write that spans items
 * is one transaction; a read that spans items proves by hashes that it saw one moment, since a query is no snapshot; and
 * nothing is ever deleted, so that no function needs the permission.
 */
@NullMarked
package northstar.storage.dynamodb;

import org.jspecify.annotations.NullMarked;
