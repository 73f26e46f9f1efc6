package northstar.endtoend;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * What a stack consists of.
 *
 * @param name its name
 * @param deployments how often it was deployed
 * @param updated logical ids of the resources that a later deployment changed
 * @param outputs what it tells producers
 * @param resources what AWS calls each resource, by logical id; a queue by its address
 * @param functions what AWS calls each function
 * @param queues logical ids of the queues, and their addresses
 */
record Stack(
        String name,
        int deployments,
        Set<String> updated,
        Map<String, String> outputs,
        Map<String, String> resources,
        Set<String> functions,
        SortedMap<String, String> queues) {
    private static final Set<ResourceStatus> COMPLETE =
            Set.of(ResourceStatus.CREATE_COMPLETE, ResourceStatus.UPDATE_COMPLETE);
    private static final String FUNCTION = "AWS::Lambda::Function";
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
        Set<String> functions = new TreeSet<>();
        for (StackResourceSummary resource : client.listStackResourcesPaginator(request -> request.stackName(name))
                .stackResourceSummaries()) {
            resources.put(resource.logicalResourceId(), resource.physicalResourceId());
            if (resource.resourceType().equals(FUNCTION)) {
                functions.add(resource.physicalResourceId());
            }
            if (resource.resourceType().equals(QUEUE)) {
                queues.put(resource.logicalResourceId(), resource.physicalResourceId());
            }
        }
        return new Stack(name, deployments(client, name), updated(client, name), outputs, resources, functions, queues);
    }

    private static int deployments(CloudFormationClient client, String name) {
        return Math.toIntExact(events(client, name)
                .filter(event -> event.logicalResourceId().equals(name) && COMPLETE.contains(event.resourceStatus()))
                .count());
    }

    private static Set<String> updated(CloudFormationClient client, String name) {
        return events(client, name)
                .filter(event -> event.resourceStatusAsString().startsWith("UPDATE"))
                .map(StackEvent::logicalResourceId)
                .filter(id -> !id.equals(name))
                .collect(Collectors.toSet());
    }

    private static Stream<StackEvent> events(CloudFormationClient client, String name) {
        return client.describeStackEventsPaginator(request -> request.stackName(name)).stackEvents().stream();
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
