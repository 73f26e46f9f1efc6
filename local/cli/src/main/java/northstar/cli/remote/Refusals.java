package northstar.cli.remote;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says why AWS did not do something. */
public final class Refusals {
    private Refusals() {}

    /** Returns what a person should know of it. */
    public static String sentence(SdkException refusal) {
        if (refusal instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().serviceName() + " refused with "
                    + service.awsErrorDetails().errorCode() + ": "
                    + service.awsErrorDetails().errorMessage();
        }
        String message = String.valueOf(refusal.getMessage());
        if (message.contains("Unable to load credentials")) {
            return "there are no AWS credentials; sign in as for the AWS command line, or name a profile by --profile";
        }
        if (message.contains("Unable to load region")) {
            return "no AWS region is set; name one by --region or AWS_REGION";
        }
        Throwable cause = refusal.getCause();
        return cause instanceof java.net.ConnectException || cause instanceof java.net.UnknownHostException
                ? "the endpoint does not answer: " + cause.getMessage()
                : message;
    }
}
