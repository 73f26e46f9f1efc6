package northstar.endtoend;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * What a stack consists of.
 *
 * @param name its name
 * @param status what became of it last
 * @param isUpdated whether it was ever changed after it was made
 * @param outputs what it tells producers
 * @param resources what AWS calls each resource, by logical id; a queue by its address
 * @param queues logical ids of the queues, and their addresses
 */
record Stack(
        String name,
        StackStatus status,
        boolean isUpdated,
        Map<String, String> outputs,
        Map<String, String> resources,
        SortedMap<String, String> queues) {
    private static final String QUEUE = "AWS::SQS::Queue";

    static Stack of(CloudFormationClient client, String name) {
        Map<String, String> outputs = new HashMap<>();
        var described = client.describeStacks(request -> request.stackName(name))
                .stacks()
                .getFirst();
        for (Output output : described.outputs()) {
            outputs.put(output.outputKey(), output.outputValue());
        }
        Map<String, String> resources = new HashMap<>();
        SortedMap<String, String> queues = new TreeMap<>();
        for (StackResourceSummary resource : client.listStackResourcesPaginator(request -> request.stackName(name))
                .stackResourceSummaries()) {
            resources.put(resource.logicalResourceId(), resource.physicalResourceId());
            if (resource.resourceType().equals(QUEUE)) {
                queues.put(resource.logicalResourceId(), resource.physicalResourceId());
            }
        }
        return new Stack(
                name, described.stackStatus(), described.lastUpdatedTime() != null, outputs, resources, queues);
    }

    String bus() {
        return outputs.get("BusName");
    }

    String table() {
        return outputs.get("TableName");
    }

    String bucket() {
        return outputs.get("LakeBucketName");
    }

    String scheduleGroup() {
        return resources.get("ScheduleGroup");
    }
}
