package northstar.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** The test clock of the local AWS (local/localstack), which answers at its endpoint. */
final class HttpTestClock implements TestClock {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SECONDS_TO_SETTLE = 180;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI clock;
    private final URI settle;

    HttpTestClock(URI endpoint) {
        clock = endpoint.resolve("/_northstar/clock");
        settle = endpoint.resolve("/_northstar/settle?within=" + SECONDS_TO_SETTLE);
    }

    @Override
    public Instant now() {
        return Instant.parse(
                answer(HttpRequest.newBuilder(clock).GET()).path("now").asText());
    }

    @Override
    public void moveTo(Instant time) {
        String asked = "{\"to\": \"%s\", \"settle\": true, \"settleWithin\": %d}".formatted(time, SECONDS_TO_SETTLE);
        JsonNode answer = answer(HttpRequest.newBuilder(clock).POST(BodyPublishers.ofString(asked)));
        if (!answer.path("settled").asBoolean()) {
            throw new IllegalStateException("at " + time + " something is still under way: " + answer);
        }
    }

    @Override
    public void settle() {
        answer(HttpRequest.newBuilder(settle).POST(BodyPublishers.noBody()));
    }

    private JsonNode answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the clock answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("the clock does not answer: " + clock, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
