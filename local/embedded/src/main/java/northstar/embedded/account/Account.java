package northstar.embedded.account;

import java.util.Map;

/** Account, region and the names of resources in the embedded system, as AWS would have given them. */
public final class Account {

    public static final String ID = "000000000000";
    public static final String REGION = "us-east-1";
    public static final String BUS = "northstar-embedded";
    public static final String TABLE = "northstar-embedded";
    public static final String BUCKET = "northstar-embedded-lake";
    public static final String SCHEDULE_GROUP = "northstar-embedded";

    /** What the stack is called to those who ask CloudFormation for it. */
    public static final String STACK = "northstar-local";

    private Account() {}

    /** ARN of a resource of a regional service. */
    public static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ID + ":" + resource;
    }

    /** The address of a queue. */
    public static String queueUrl(String name) {
        return "https://sqs." + REGION + ".amazonaws.com/" + ID + "/" + name;
    }

    /** The last part of an ARN: or of an address: the name of a bus or a queue. */
    public static String nameOf(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
    }

    /** What the template's references stand for. */
    public static Map<String, String> names() {
        return Map.of(
                "AWS::AccountId", ID,
                "AWS::Region", REGION,
                "Bus", BUS,
                "Bus.Arn", arn("events", "event-bus/" + BUS),
                "Table", TABLE,
                "Table.Arn", arn("dynamodb", "table/" + TABLE),
                "LakeBucket", BUCKET,
                "LakeBucket.Arn", "arn:aws:s3:::" + BUCKET,
                "ScheduleGroup", SCHEDULE_GROUP);
    }
}
