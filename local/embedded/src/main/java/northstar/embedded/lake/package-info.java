/**
 * S3 for the embedded system: a folder that is one bucket. Entry point: {@link northstar.embedded.lake.S3Service}.
 */
@NullMarked
package northstar.embedded.lake;

import org.jspecify.annotations.NullMarked;
