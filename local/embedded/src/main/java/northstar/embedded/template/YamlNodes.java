package northstar.embedded.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML into maps, lists, strings, numbers and booleans; {@code !Ref X} becomes {@code {"Ref": "X"}}. */
final class YamlNodes {

    private YamlNodes() {}

    static @Nullable Object parse(String yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel("template").build();
        return new Compose(settings).composeString(yaml).map(YamlNodes::value).orElse(null);
    }

    private static @Nullable Object value(Node node) {
        String tag = node.getTag().getValue();
        if (tag.startsWith("!")) {
            String function = tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1);
            @Nullable Object argument = node instanceof ScalarNode scalar ? scalar.getValue() : untagged(node);
            Map<String, @Nullable Object> call = new LinkedHashMap<>();
            call.put(function, argument);
            return call;
        }
        return untagged(node);
    }

    private static @Nullable Object untagged(Node node) {
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence -> sequence(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default ->
                throw new IllegalArgumentException(
                        "YAML node == " + node.getNodeType() + ", must be a mapping, a sequence or a scalar");
        };
    }

    private static Map<String, @Nullable Object> mapping(MappingNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.getValue()
                .forEach(entry -> map.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode())));
        return map;
    }

    private static List<@Nullable Object> sequence(SequenceNode node) {
        List<@Nullable Object> list = new ArrayList<>();
        node.getValue().forEach(item -> list.add(value(item)));
        return list;
    }

    private static @Nullable Object scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.INT)) {
            return Long.valueOf(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return Double.valueOf(text);
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        return tag.equals(Tag.NULL) ? null : text;
    }
}
