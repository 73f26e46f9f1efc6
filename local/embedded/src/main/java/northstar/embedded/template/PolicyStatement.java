package northstar.embedded.template;

import java.util.List;
import java.util.Set;

/**
 * One statement of a function's inline policy. Immutable.
 *
 * @param sid what the statement is for, in one word
 * @param actions what it allows, as {@code service:Action}
 * @param resources what it allows it on: ARNs, every reference resolved
 */
public record PolicyStatement(String sid, Set<String> actions, List<String> resources) {

    public PolicyStatement {
        actions = Set.copyOf(actions);
        resources = List.copyOf(resources);
    }
}
