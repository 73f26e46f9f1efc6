/**
 * AWS services that answer inside this process. The SDK's clients run their whole pipeline (signing, interceptors,
 * retries) and hand the finished HTTP request to {@link northstar.embedded.wire.EmbeddedHttpClient}, which gives it to a
 * {@link northstar.embedded.wire.Service} instead of a socket.
 */
@NullMarked
package northstar.embedded.wire;

import org.jspecify.annotations.NullMarked;
