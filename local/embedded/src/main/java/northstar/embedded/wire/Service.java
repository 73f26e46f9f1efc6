package northstar.embedded.wire;

/** An AWS service as seen from the wire. Implementations are thread-safe. */
@FunctionalInterface
public interface Service {

    Response answer(Request request);
}
