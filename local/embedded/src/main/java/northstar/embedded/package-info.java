/**
 * An AWS account inside one process: the functions of template.yaml, called by the events that its rules match, over a real
 * DynamoDB Local, with EventBridge, its Scheduler and S3 answering in memory on a clock that is moved by hand. Entry point:
 * {@link northstar.embedded.EmbeddedAws}.
 */
@NullMarked
package northstar.embedded;

import org.jspecify.annotations.NullMarked;
