package northstar.cli.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import northstar.cli.input.WrongInputException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * What a stack consists of.
 *
 * @param stack its name
 * @param resources its resources by their logical ids, in alphabetical order
 */
public record Deployment(String stack, List<Resource> resources) {
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String ALIAS = "Aliaslive";

    public Deployment {
        resources = List.copyOf(resources);
    }

    /**
     * A resource.
     *
     * @param id its name in the template
     * @param type such as {@code AWS::SQS::Queue}
     * @param name what AWS calls it; of a queue the address
     */
    public record Resource(String id, String type, String name) {}

    static Deployment of(CloudFormationClient client, String stack) {
        List<Resource> resources = new ArrayList<>();
        try {
            for (StackResourceSummary summary : client.listStackResourcesPaginator(request -> request.stackName(stack))
                    .stackResourceSummaries()) {
                String name = summary.physicalResourceId();
                if (name != null && !name.isEmpty()) {
                    resources.add(new Resource(summary.logicalResourceId(), summary.resourceType(), name));
                }
            }
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                throw new WrongInputException("stack == \"" + stack + "\", must be deployed in this account and region;"
                        + " name another one with --stage or --stack");
            }
            throw e;
        }
        resources.sort(java.util.Comparator.comparing(Resource::id));
        return new Deployment(stack, resources);
    }

    private Optional<Resource> find(String id) {
        return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    }

    /** Returns what AWS calls a resource that every deployment has. */
    String name(String id) {
        return find(id).map(Resource::name)
                .orElseThrow(() -> new WrongInputException(
                        "stack == \"" + stack + "\", must be one of Northstar (it has no " + id + ")"));
    }

    /** Returns the queues. */
    List<Resource> queues() {
        return resources.stream()
                .filter(resource -> resource.type().equals(QUEUE))
                .toList();
    }

    /** Returns what calls of a function name: its alias where it has one, since that is what retries and queues belong to. */
    Optional<String> function(String id) {
        Optional<Resource> function =
                find(id).filter(resource -> resource.type().endsWith("::Function"));
        return find(id + ALIAS).or(() -> function).map(Resource::name);
    }

    /** Returns whether there is a function of that id. */
    boolean hasFunction(String id) {
        return find(id).filter(resource ->
                        resource.type().equals(FUNCTION) || resource.type().equals("AWS::Serverless::Function"))
                .isPresent();
    }
}
