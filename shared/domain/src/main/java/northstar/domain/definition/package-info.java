/** What a company declares: its North Star, its metrics, its experiments, and what it decides about them. */
@NullMarked
package northstar.domain.definition;

import org.jspecify.annotations.NullMarked;
