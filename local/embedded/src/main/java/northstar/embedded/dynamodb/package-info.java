/**
 * DynamoDB for the embedded system: AWS's own DynamoDB Local in a process of its own, since its libraries must not meet
 * ours, and a client for it. Entry point: {@link northstar.embedded.dynamodb.DynamoDbLocal}.
 */
@NullMarked
package northstar.embedded.dynamodb;

import org.jspecify.annotations.NullMarked;
