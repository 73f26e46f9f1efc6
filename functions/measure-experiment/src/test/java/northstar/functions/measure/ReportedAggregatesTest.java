package northstar.functions.measure;

import static northstar.functions.measure.Laboratory.DAY_3;
import static northstar.functions.measure.Laboratory.END;
import static northstar.functions.measure.Laboratory.row;
import static northstar.functions.measure.Laboratory.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.events.Codec;
import northstar.events.ContentHash;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.ExperimentMeasured;
import northstar.events.Message.ReportedRows;
import northstar.storage.ReportLog;
import northstar.storage.ReportStore;
import northstar.storage.Revisioned;
import org.junit.jupiter.api.Test;

class ReportedAggregatesTest {
    private static final Instant HOUR_1 = DAY_3.plusSeconds(3_600);
    private static final Instant HOUR_2 = DAY_3.plusSeconds(7_200);

    private final Laboratory laboratory = new Laboratory();

    private static String part(int part, String rows) {
        return "{\"experiment\": \"search\", \"at\": \"%s\", \"part\": %d, \"parts\": 2, \"rows\": [%s]}"
                .formatted(DAY_3, part, rows);
    }

    private static String file(String key) {
        return "{\"experiment\": \"search\", \"at\": \"%s\", \"s3Key\": \"%s\"}".formatted(DAY_3, key);
    }

    @Test
    void report_ofADefinedExperiment_isMeasured() {
        PinnedExperiment pinned = laboratory.defineAggregates();

        List<Message> answers = laboratory.report(HOUR_1, rows(DAY_3, 1.5, 1.75));

        String hash = ContentHash.of(laboratory.measurement(pinned, DAY_3).orElseThrow());
        assertThat(answers).containsExactly(new ExperimentMeasured("search", DAY_3, false, hash));
        assertThat(laboratory.mean(pinned, DAY_3, "ranked", "booked")).isEqualTo(1.75);
    }

    @Test
    void report_atTheEnd_isFinal() {
        laboratory.defineAggregates();

        assertThat(laboratory.report(END, rows(END, 1, 2)))
                .singleElement()
                .isInstanceOfSatisfying(
                        ExperimentMeasured.class,
                        measured -> assertThat(measured.isFinal()).isTrue());
    }

    @Test
    void report_deliveredTwice_changesNothingAndSaysTheSame() {
        PinnedExperiment pinned = laboratory.defineAggregates();
        List<Message> first = laboratory.report(HOUR_1, rows(DAY_3, 1, 2));

        assertThat(laboratory.report(HOUR_1, rows(DAY_3, 1, 2))).isEqualTo(first);
        assertThat(laboratory.stores.reports().history("search", DAY_3)).hasSize(1);
        assertThat(laboratory.stores.measurements().times("search", pinned.hash()))
                .containsExactly(DAY_3);
    }

    @Test
    void report_beforeItsExperiment_isKeptAndMeasuredWhenItIsDue() {
        assertThat(laboratory.report(HOUR_1, rows(DAY_3, 1, 2))).isEmpty();
        PinnedExperiment pinned = laboratory.defineAggregates();

        List<Message> answers = laboratory.due(DAY_3);

        assertThat(answers).singleElement().isInstanceOf(ExperimentMeasured.class);
        assertThat(laboratory.mean(pinned, DAY_3, "control", "booked")).isEqualTo(1);
    }

    @Test
    void report_whileItsExperimentIsBeingDefined_isMeasured() {
        ReportStore reports = new DefinedMeanwhile(laboratory.stores.reports(), laboratory::defineAggregates);
        Bucket bucket = new Bucket(laboratory.surroundings, Laboratory.ENVIRONMENT, Path.of("unused"));
        ReportedAggregates aggregates = new ReportedAggregates(
                laboratory.stores.definitions(), reports, laboratory.stores.measurements(), bucket);

        List<Message> answers =
                aggregates.receive(ReportedRows.of(Codec.aggregateReport().read(rows(DAY_3, 1, 2))), HOUR_1);

        assertThat(answers).singleElement().isInstanceOf(ExperimentMeasured.class);
    }

    /** A store into which an experiment is defined just before the report arrives. */
    private record DefinedMeanwhile(ReportStore store, Runnable definition) implements ReportStore {
        @Override
        public Receipt put(ReportedRows rows, Instant reportedAt) {
            definition.run();
            return store.put(rows, reportedAt);
        }

        @Override
        public Optional<Revisioned<AggregateReport>> read(String experiment, Instant at) {
            return store.read(experiment, at);
        }

        @Override
        public List<ReportLog.Entry> history(String experiment, Instant at) {
            return store.history(experiment, at);
        }

        @Override
        public List<Instant> times(String experiment) {
            return store.times(experiment);
        }
    }

    @Test
    void parts_inAnyOrder_areMeasuredWhenTheLastOneIsThere() {
        PinnedExperiment pinned = laboratory.defineAggregates();

        List<Message> first =
                laboratory.report(HOUR_1, part(2, row("control", "saved", 0.25) + ", " + row("ranked", "saved", 0.5)));
        List<Message> second =
                laboratory.report(HOUR_2, part(1, row("control", "booked", 1) + ", " + row("ranked", "booked", 2)));

        assertThat(first).isEmpty();
        assertThat(second).hasSize(1);
        assertThat(laboratory.mean(pinned, DAY_3, "ranked", "saved")).isEqualTo(0.5);
        assertThat(laboratory.mean(pinned, DAY_3, "ranked", "booked")).isEqualTo(2);
    }

    @Test
    void restatement_takesThePlaceOfTheFirstReport() {
        PinnedExperiment pinned = laboratory.defineAggregates();
        List<Message> first = laboratory.report(HOUR_1, rows(DAY_3, 1, 2));

        List<Message> second = laboratory.report(HOUR_2, rows(DAY_3, 1, 3));

        assertThat(second).isNotEqualTo(first);
        assertThat(laboratory.mean(pinned, DAY_3, "ranked", "booked")).isEqualTo(3);
        assertThat(laboratory.stores.reports().history("search", DAY_3)).hasSize(2);
    }

    @Test
    void firstReport_thatComesAfterItsRestatement_changesNothing() {
        PinnedExperiment pinned = laboratory.defineAggregates();
        List<Message> restated = laboratory.report(HOUR_2, rows(DAY_3, 1, 3));

        assertThat(laboratory.report(HOUR_1, rows(DAY_3, 1, 2))).isEqualTo(restated);
        assertThat(laboratory.mean(pinned, DAY_3, "ranked", "booked")).isEqualTo(3);
    }

    @Test
    void unknownVariant_isRefusedWithItsPathAndNothingIsStored() {
        PinnedExperiment pinned = laboratory.defineAggregates();

        assertThatThrownBy(() -> laboratory.report(
                        HOUR_1,
                        "{\"experiment\": \"search\", \"at\": \"%s\", \"rows\": [%s]}"
                                .formatted(DAY_3, row("green", "booked", 1))))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$.rows[0].variant == \"green\", must be one of the experiment's variants");

        assertThat(laboratory.stores.reports().times("search")).isEmpty();
        assertThat(laboratory.measurement(pinned, DAY_3)).isEmpty();
        assertThat(laboratory.surroundings.published()).isEmpty();
    }

    @Test
    void metricThatTheExperimentDoesNotUse_isRefused() {
        laboratory.defineAggregates();

        assertThatThrownBy(() -> laboratory.report(
                        HOUR_1,
                        "{\"experiment\": \"search\", \"at\": \"%s\", \"rows\": [%s]}"
                                .formatted(DAY_3, row("ranked", "clicks", 1))))
                .hasMessage("$.rows[0].metric == \"clicks\", must be a metric that the experiment uses");
    }

    @Test
    void report_ofAnExperimentOnUnits_isRefused() {
        laboratory.defineUnits();

        assertThatThrownBy(() -> laboratory.report(HOUR_1, rows(DAY_3, 1, 2)))
                .hasMessage("$.experiment == search, must be an experiment whose data are aggregates");
        assertThat(laboratory.stores.reports().times("search")).isEmpty();
    }

    @Test
    void reportInAFile_isMeasuredLikeOneInAnEvent() {
        PinnedExperiment pinned = laboratory.defineAggregates();
        List<Message> direct = laboratory.report(HOUR_1, rows(DAY_3, 1, 2));
        laboratory.bucket().put("aggregates/day-3.json", rows(DAY_3, 1, 2), HOUR_1);

        assertThat(laboratory.report(HOUR_2, file("aggregates/day-3.json"))).isEqualTo(direct);
        assertThat(laboratory.mean(pinned, DAY_3, "ranked", "booked")).isEqualTo(2);
    }

    @Test
    void reportInAFile_mayBeLargerThanAnEvent() {
        PinnedExperiment pinned = laboratory.defineAggregates();
        String padding =
                IntStream.range(0, 300).mapToObj(_ -> " ".repeat(1_024)).collect(Collectors.joining("\n"));
        laboratory.bucket().put("aggregates/day-3.json", rows(DAY_3, 1, 2) + padding, HOUR_1);

        assertThat(laboratory.report(HOUR_1, file("aggregates/day-3.json"))).hasSize(1);
        assertThat(laboratory.measurement(pinned, DAY_3)).isPresent();
    }

    @Test
    void missingFile_isRefused() {
        laboratory.defineAggregates();

        assertThatThrownBy(() -> laboratory.report(HOUR_1, file("aggregates/none.json")))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$.s3Key == aggregates/none.json, must be an object in the lake bucket");
    }

    @Test
    void fileOfAnotherTime_isRefused() {
        laboratory.defineAggregates();
        laboratory.bucket().put("aggregates/end.json", rows(END, 1, 2), HOUR_1);

        assertThatThrownBy(() -> laboratory.report(HOUR_1, file("aggregates/end.json")))
                .hasMessage("$.s3Key == aggregates/end.json, must hold the rows of this experiment and this time");
    }

    @Test
    void fileOfUnits_isNotReadAsAReport() {
        laboratory.defineAggregates();
        laboratory.bucket().put("units/search/users.csv", "{\"user\": \"u-17\"}", HOUR_1);

        assertThatThrownBy(() -> laboratory.report(HOUR_1, file("units/search/users.csv")))
                .hasMessage("$.s3Key == units/search/users.csv, must begin with aggregates/");
    }

    @Test
    void fileOfMoreThanAReportMayHave_isRefused() {
        laboratory.defineAggregates();
        laboratory.bucket().put("aggregates/huge.json", " ".repeat(16 * 1024 * 1024 + 1), HOUR_1);

        assertThatThrownBy(() -> laboratory.report(HOUR_1, file("aggregates/huge.json")))
                .hasMessage("$.s3Key == over 16777216, must be at most 16777216 bytes");
    }
}
