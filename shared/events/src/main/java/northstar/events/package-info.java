/**
 * The contract on the bus and on disk: strict JSON and YAML in, canonical JSON out.
 *
 * <p>{@link northstar.events.Codec} reads and writes stored structures, {@link northstar.events.Messages} the details of
 * events, {@link northstar.events.DefinitionDocuments} definition files. Whatever is refused names its path:
 * {@code experiment.variants[1].weight == 1.5, must be in (0, 1]}.
 */
@NullMarked
package northstar.events;

import org.jspecify.annotations.NullMarked;
