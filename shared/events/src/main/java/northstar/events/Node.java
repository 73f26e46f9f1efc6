package northstar.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document that knows its path: objects give their members, values are read by {@link Value}.
 *
 * <p>Nothing is converted: a number in quotation marks is a text, and an optional member that is absent is left out, not
 * {@code null}.
 */
final class Node {
    private final @Nullable Node parent;
    private final String name;
    private final int index;
    private final @Nullable Object content;

    private Node(@Nullable Node parent, String name, int index, @Nullable Object content) {
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.content = content;
    }

    /** Returns the top of a document; its name begins every path ({@code $}, or nothing in YAML). */
    static Node root(String name, @Nullable Object content) {
        return new Node(null, name, -1, content);
    }

    /** Returns where this is, from the top of the document. */
    String path() {
        if (parent == null) {
            return name;
        }
        return index >= 0 ? Paths.element(parent.path(), index) : Paths.member(parent.path(), name);
    }

    /** Returns the key that leads here. */
    String name() {
        return name;
    }

    @Nullable
    Object content() {
        return content;
    }

    /** Returns this place with what it leaves out filled in. */
    Node filled(@Nullable Node defaults) {
        return defaults == null ? this : new Node(parent, name, index, Defaults.fill(content, defaults.content));
    }

    boolean isNull() {
        return content == null;
    }

    boolean isObject() {
        return content instanceof Map<?, ?>;
    }

    boolean isList() {
        return content instanceof List<?>;
    }

    boolean isText() {
        return content instanceof String;
    }

    /** Returns the refusal of what stands here. */
    MalformedInputException refusal(String rule) {
        String path = path();
        return new MalformedInputException(path.isEmpty() ? "text" : path, Shown.of(content), rule);
    }

    /** Returns what a reader makes of this place; what the domain refuses is refused with the path. */
    <T> T as(Function<Node, T> reader) {
        try {
            return reader.apply(this);
        } catch (IllegalArgumentException e) {
            throw located(String.valueOf(e.getMessage()));
        }
    }

    private MalformedInputException located(String message) {
        return MalformedInputException.at(path(), Shown.of(content), message);
    }

    private Map<?, ?> members() {
        if (content instanceof Map<?, ?> members) {
            return members;
        }
        throw refusal("must be an object");
    }

    /**
     * Checks that this is an object without other keys than these.
     *
     * @throws MalformedInputException naming every other key
     */
    void knows(String... keys) {
        List<String> known = Arrays.asList(keys);
        Problems problems = new Problems();
        for (Object key : members().keySet()) {
            if (!known.contains(key)) {
                String rule = known.isEmpty() ? "must be left out" : "must be one of " + String.join(", ", known);
                problems.add(new MalformedInputException(Paths.member(path(), (String) key), "unknown key", rule));
            }
        }
        problems.refuse();
    }

    boolean has(String key) {
        return members().containsKey(key);
    }

    /** Returns a member that must be there. */
    Node member(String key) {
        Node member = optional(key);
        if (member == null) {
            throw new MalformedInputException(Paths.member(path(), key), "absent", "must be given");
        }
        return member;
    }

    /** Returns a member, or null if there is none. */
    @Nullable
    Node optional(String key) {
        Map<?, ?> members = members();
        return members.containsKey(key) ? new Node(this, key, -1, members.get(key)) : null;
    }

    /** Returns a member that must be there and may be {@code null}: then null. */
    @Nullable
    Node nullable(String key) {
        Node member = member(key);
        return member.isNull() ? null : member;
    }

    /** Returns the elements of this list as a reader makes them; what is wrong in several elements is reported together. */
    <T> List<T> list(Function<Node, T> reader) {
        if (!(content instanceof List<?> elements)) {
            throw refusal("must be a list");
        }
        List<T> read = new ArrayList<>(elements.size());
        Problems problems = new Problems();
        for (int i = 0; i < elements.size() && !problems.isFull(); i++) {
            try {
                read.add(new Node(this, "", i, elements.get(i)).as(reader));
            } catch (MalformedInputException e) {
                problems.add(e);
            }
        }
        problems.refuse();
        return Collections.unmodifiableList(read);
    }

    /** Returns the members of this object as a reader makes them, in their order. */
    <T> Map<String, T> map(Function<Node, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (Map.Entry<?, ?> member : members().entrySet()) {
            String key = (String) member.getKey();
            try {
                read.put(key, new Node(this, key, -1, member.getValue()).as(reader));
            } catch (MalformedInputException e) {
                problems.add(e);
                if (problems.isFull()) {
                    break;
                }
            }
        }
        problems.refuse();
        return read;
    }

    /** Returns the elements of a list that may be absent: then none. */
    <T> List<T> listOrNone(String key, Function<Node, T> reader) {
        Node list = optional(key);
        return list == null ? List.of() : list.list(reader);
    }

    /** Returns the members of an object that must be there, sorted by their keys. */
    <T> SortedMap<String, T> sorted(String key, Function<Node, T> reader) {
        return new TreeMap<>(member(key).map(reader));
    }
}
