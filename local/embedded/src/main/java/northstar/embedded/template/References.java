package northstar.embedded.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub} stand for. A name that was not given from outside is a
 * parameter's default, else, for {@code X}, the logical id itself and, for {@code X.Arn}, a made-up ARN that ends in
 * it: enough to tell two resources apart.
 */
final class References {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}]+)}");

    private final Map<String, String> names = new HashMap<>();

    References(Map<String, String> parameterDefaults, Map<String, String> given) {
        names.put("AWS::AccountId", "000000000000");
        names.put("AWS::Partition", "aws");
        names.put("AWS::Region", "us-east-1");
        names.put("AWS::StackName", "northstar");
        names.putAll(parameterDefaults);
        names.putAll(given);
    }

    /** The value with every reference in it replaced by text. */
    @Nullable
    Object resolve(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map
            when map.size() == 1 && isCall(map.keySet().iterator().next()) -> call(map);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
                map.forEach((key, item) -> resolved.put(String.valueOf(key), resolve(item)));
                yield resolved;
            }
            case List<?> list -> list.stream().map(this::resolve).toList();
            case null -> null;
            default -> value;
        };
    }

    private static boolean isCall(@Nullable Object key) {
        return "Ref".equals(key) || String.valueOf(key).startsWith("Fn::");
    }

    private String call(Map<?, ?> call) {
        String function = String.valueOf(call.keySet().iterator().next());
        Object argument = call.values().iterator().next();
        if (argument instanceof String text) {
            switch (function) {
                case "Ref", "Fn::GetAtt" -> {
                    return name(text);
                }
                case "Fn::Sub" -> {
                    return substitute(text);
                }
                default -> {}
            }
        }
        if (function.equals("Fn::GetAtt") && argument instanceof List<?> path) {
            return name(path.get(0) + "." + path.get(1));
        }
        throw new IllegalArgumentException(
                call + ", must be Ref, Fn::GetAtt or Fn::Sub of one text where the embedded system reads it");
    }

    private String substitute(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(name(match.group(1))));
    }

    /** The ARN of a resource. */
    String arn(String logicalId) {
        return name(logicalId + ".Arn");
    }

    private String name(String reference) {
        String given = names.get(reference);
        if (given != null) {
            return given;
        }
        return reference.endsWith(".Arn") ? "arn:aws:northstar:::" + reference.replace(".Arn", "") : reference;
    }
}
