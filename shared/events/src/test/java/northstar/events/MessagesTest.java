package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.moments.AggregateReport;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Instant TIME = Instant.parse("2026-10-01T08:00:00Z");

    @Test
    void read_detailWithoutItsTime_takesTheEventsTime() {
        assertThat(Messages.read(DetailType.EVALUATION_DUE, "{\"experiment\": \"x\"}", TIME))
                .containsExactly(new Message.EvaluationDue("x", TIME, false));
        assertThat(Messages.read(DetailType.FEATURE_ROLLED_BACK, "{\"feature\": \"x\"}", TIME))
                .containsExactly(new Message.Definition(new DefinitionEvent.FeatureRolledBack("x", TIME)));
    }

    @Test
    void read_batch_givesEachMessage() {
        String batch = "{\"batch\": [{\"experiment\": \"x\"}, {\"experiment\": \"y\", \"final\": true}]}";

        assertThat(Messages.read(DetailType.EVALUATION_DUE, batch, TIME))
                .containsExactly(
                        new Message.EvaluationDue("x", TIME, false), new Message.EvaluationDue("y", TIME, true));
    }

    @Test
    void read_batchBesideSomethingElse_isRefused() {
        assertThatThrownBy(
                        () -> Messages.read(DetailType.EVALUATION_DUE, "{\"batch\": [], \"experiment\": \"x\"}", TIME))
                .hasMessage("$.experiment == unknown key, must be one of batch");
    }

    @Test
    void read_batchWithSeveralErrors_namesThemAll() {
        String batch = "{\"batch\": [{\"experiment\": \"X\"}, {\"experiment\": \"y\"}, {\"final\": true}]}";

        assertThatThrownBy(() -> Messages.read(DetailType.EVALUATION_DUE, batch, TIME))
                .hasMessage("$.batch[0].experiment == \"X\", must match ^[a-z0-9][a-z0-9-]{0,47}$\n"
                        + "$.batch[2].experiment == absent, must be given");
    }

    @Test
    void read_hundredErrors_namesTheFirstTwenty() {
        String rows =
                String.join(",", IntStream.range(0, 100).mapToObj(_ -> "{}").toList());

        assertThatThrownBy(() -> Messages.read(DetailType.AGGREGATES_REPORTED, "{\"rows\": [" + rows + "]}", TIME))
                .isInstanceOfSatisfying(
                        MalformedInputException.class,
                        refusal -> assertThat(refusal.problems())
                                .hasSize(20)
                                .allSatisfy(
                                        problem -> assertThat(problem.rule()).isEqualTo("must be given")));
    }

    @Test
    void read_detailThatIsNoObject_isRefused() {
        assertThatThrownBy(() -> Messages.read(DetailType.EVALUATION_DUE, "[1]", TIME))
                .hasMessage("$ == a list of 1, must be an object");
    }

    @Test
    void read_unknownDetailType_isRefused() {
        Envelope envelope = new Envelope("1", "Experiment Dreamt", "x", "1", TIME, "eu-west-1", List.of(), "{}");

        assertThatThrownBy(() -> Messages.read(envelope))
                .hasMessage("$.detail-type == \"Experiment Dreamt\", must be one that the product knows");
    }

    @Test
    void read_eventOver256KB_isRefusedWithAdvice() {
        String detail = "{\"experiment\": \"x\", \"reason\": \"" + "é".repeat(131_072) + "\"}";

        assertThatThrownBy(() -> Messages.read(DetailType.EXPERIMENT_STOPPED, detail, TIME))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(
                        "event == 262177 bytes, must be at most 262144 bytes: send the rows in parts, or as a file in"
                                + " the bucket (s3Key)");
    }

    @Test
    void write_reportThatNoEventHolds_isRefusedWithAdvice() {
        List<AggregateReport.Row> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            rows.add(new AggregateReport.Row("v" + i, "nights-booked", i, BigDecimal.ONE, BigDecimal.TEN, null));
        }
        Message message = Message.ReportedRows.of(new AggregateReport("x", TIME, rows));

        assertThatThrownBy(() -> Messages.write(message))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageMatching(
                        "event == [0-9]+ bytes, must be at most 261888 bytes: send the rows in parts, or as a"
                                + " file in the bucket \\(s3Key\\)");
    }

    @Test
    void write_knownMessages_isCanonical() {
        assertThat(Messages.write(new Message.ExperimentMeasured("x", TIME, true, "0f")))
                .isEqualTo(
                        "{\"experiment\":\"x\",\"at\":\"2026-10-01T08:00:00Z\",\"final\":true,\"momentsHash\":\"0f\"}");
        AggregateReport report = new AggregateReport(
                "x", TIME, List.of(new AggregateReport.Row("a", "m", 3, new BigDecimal("1.50"), null, null)));
        assertThat(Messages.write(new Message.ReportedRows(report, 2, 3)))
                .isEqualTo("{\"experiment\":\"x\",\"at\":\"2026-10-01T08:00:00Z\",\"rows\":[{\"variant\":\"a\","
                        + "\"metric\":\"m\",\"n\":3,\"mean\":1.50,\"variance\":null}],\"part\":2,\"parts\":3}");
    }

    @Test
    void scheduled_filledIn_isAnEvaluationDue() {
        String detail = Message.EvaluationDue.scheduled("x", false)
                .replace("<aws.scheduler.scheduled-time>", "2026-10-02T00:00:00Z");
        String last = Message.EvaluationDue.scheduled("x", true)
                .replace("<aws.scheduler.scheduled-time>", "2026-10-30T00:00:00Z");

        assertThat(Messages.read(DetailType.EVALUATION_DUE, detail, TIME))
                .containsExactly(new Message.EvaluationDue("x", Instant.parse("2026-10-02T00:00:00Z"), false));
        assertThat(Messages.read(DetailType.EVALUATION_DUE, last, TIME))
                .containsExactly(new Message.EvaluationDue("x", Instant.parse("2026-10-30T00:00:00Z"), true));
    }

    @Test
    void reportedRows_partsOutOfRange_areRefused() {
        AggregateReport report = new AggregateReport("x", TIME, List.of());

        assertThatThrownBy(() -> new Message.ReportedRows(report, 1, 0)).hasMessage("parts == 0, must be in [1, 1000]");
        assertThatThrownBy(() -> new Message.ReportedRows(report, 1, 1001))
                .hasMessage("parts == 1001, must be in [1, 1000]");
        assertThatThrownBy(() -> new Message.ReportedRows(report, 0, 3)).hasMessage("part == 0, must be in [1, 3]");
        assertThat(new Message.ReportedRows(report, 3, 3).at()).isEqualTo(TIME);
        assertThat(new Message.ReportedRows(report, 3, 3).experiment()).isEqualTo("x");
    }

    @Test
    void at_ofADefinition_isItsOwnTime() {
        assertThat(new Message.Definition(new DefinitionEvent.FeatureRolledBack("x", TIME)).at())
                .isEqualTo(TIME);
    }

    @Test
    void days_fourHundred_areAllOfThemInOrder() {
        List<LocalDate> days = new ArrayList<>(
                LocalDate.EPOCH.datesUntil(LocalDate.EPOCH.plusDays(400)).toList());
        List<LocalDate> inOrder = List.copyOf(days);
        Collections.reverse(days);

        assertThat(Message.EventsLanded.days(days)).isEqualTo(inOrder);
    }

    @Test
    void days_more_areTheFirstAndTheLast() {
        List<LocalDate> days =
                LocalDate.EPOCH.datesUntil(LocalDate.EPOCH.plusDays(401)).toList();

        assertThat(Message.EventsLanded.days(days)).containsExactly(days.getFirst(), days.getLast());
    }

    @Test
    void read_emptyProperties_areNone() {
        String detail =
                "{\"unit\": \"u\", \"event\": \"e\", \"at\": \"2026-10-01T00:00:00Z\", \"id\": \"i\", \"properties\": {}}";

        assertThat(Messages.read(DetailType.ACTIVITY, detail, TIME))
                .containsExactly(
                        new Message.Activity("u", "e", Instant.parse("2026-10-01T00:00:00Z"), "i", null, null));
    }
}
