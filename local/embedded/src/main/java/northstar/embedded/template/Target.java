package northstar.embedded.template;

/** What a rule hands events to. */
public sealed interface Target permits LambdaFunction, DeliveryStream {

    /** Its name in the template. */
    String logicalId();
}
