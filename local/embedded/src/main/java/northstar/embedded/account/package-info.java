/** The made-up AWS account that the embedded system is. Entry point: {@link northstar.embedded.account.Account}. */
@NullMarked
package northstar.embedded.account;

import org.jspecify.annotations.NullMarked;
