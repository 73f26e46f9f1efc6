/**
 * Reads template.yaml: which function listens to what, with which retries, queues, variables and permissions. The
 * embedded system is built from it, so that what runs locally is what is deployed. Entry point:
 * {@link northstar.embedded.template.SamTemplate}.
 */
@NullMarked
package northstar.embedded.template;

import org.jspecify.annotations.NullMarked;
