/** The lake in a bucket. */
@NullMarked
package northstar.lake.s3;

import org.jspecify.annotations.NullMarked;
