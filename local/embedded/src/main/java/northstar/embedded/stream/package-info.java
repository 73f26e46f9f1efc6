/**
 * Firehose for the embedded system: what rules give its streams ends as objects in the bucket. Entry point:
 * {@link northstar.embedded.stream.Streams}.
 */
@NullMarked
package northstar.embedded.stream;

import org.jspecify.annotations.NullMarked;
