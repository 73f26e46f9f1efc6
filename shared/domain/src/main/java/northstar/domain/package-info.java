/**
 * The words that every room shares: definitions, moments, evaluations and rankings as immutable records.
 *
 * <p>Nothing here knows AWS, JSON, a clock or a random source. {@link northstar.domain.Arguments} words the refusals.
 */
@NullMarked
package northstar.domain;

import org.jspecify.annotations.NullMarked;
