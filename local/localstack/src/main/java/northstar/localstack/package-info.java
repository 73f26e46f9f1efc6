/** What runs inside the processes that the local AWS starts: they end with the process that started them. */
@NullMarked
package northstar.localstack;

import org.jspecify.annotations.NullMarked;
