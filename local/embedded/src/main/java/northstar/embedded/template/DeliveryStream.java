package northstar.embedded.template;

import java.util.List;

/**
 * One Firehose stream of the template that puts what it gets into the bucket. Immutable.
 *
 * @param logicalId its name in the template, such as {@code RawEvents}
 * @param prefix how the keys of its objects begin, with Firehose's expressions in it
 * @param extension how they end; {@code .gz} at its end says that they are compressed
 * @param rules what gives it events
 */
public record DeliveryStream(String logicalId, String prefix, String extension, List<EventRule> rules)
        implements Target {

    public DeliveryStream {
        rules = List.copyOf(rules);
    }
}
