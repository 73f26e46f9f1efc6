package northstar.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import northstar.cli.demo.CharityAct.Told;
import northstar.cli.input.DefinitionFile;
import northstar.cli.programme.AggregateFiles;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.AggregateReport;
import northstar.domain.ranking.Ranking;
import northstar.embedded.delivery.Call;
import northstar.events.Message;
import northstar.events.Message.ReportedRows;

/** Plays one real experiment, two simulated ones and a real programme through the embedded system. */
public final class Demo {
    private static final String ASOS = "metric-4";

    private final Path home;
    private final Progress progress;
    private final AtomicInteger looks = new AtomicInteger();
    private volatile int expectedLooks;

    /**
     * Creates a demo.
     *
     * @param home the project's folder, with its examples and its template
     * @param progress hears how far it has come
     */
    public Demo(Path home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    /** Hears an act as soon as it has been played. */
    @FunctionalInterface
    public interface Audience {
        /** Takes the lines of an act. */
        void hear(List<Line> act);
    }

    /**
     * Plays all acts.
     *
     * @param width columns of a line
     * @return the ranking at the end of the last act
     * @throws IOException if a file is missing or a process cannot be started
     */
    public Ranking play(int width, Audience audience) throws IOException {
        List<DefinitionFile> charity = List.of(
                example("charity-match/charity-match.yaml"),
                example("charity-match/charity-match-cuped.yaml"),
                example("charity-match/charity-match-ratios.yaml"));
        Instant start = charity.getFirst().own().experiments().getFirst().start();
        progress.update("Starting…");
        try (Stage stage = Stage.open(home, start, this::called)) {
            DefinitionFile asos = example("asos/asos.yaml");
            CompletableFuture<List<ReportedRows>> reports = CompletableFuture.supplyAsync(() -> reports(asos));
            audience.hear(charity(stage, charity).lines(width));
            audience.hear(site(stage, example("raw-events/map-search.yaml")).lines(width));
            audience.hear(
                    export(stage, example("vendor-export/short-checkout.yaml")).lines(width));
            ProgrammeAct programme = programme(stage, asos, reports.join());
            audience.hear(programme.lines(width));
            return programme.last();
        }
    }

    private DefinitionFile example(String name) throws IOException {
        Path file = home.resolve("examples").resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing: the demo needs the examples of the project");
        }
        return DefinitionFile.read(file, null);
    }

    private CharityAct charity(Stage stage, List<DefinitionFile> files) {
        progress.update("Act one: a letter and what came back…");
        List<Experiment> experiments = experiments(files);
        stage.define(files, experiments.getFirst().start());
        for (DefinitionFile file : files) {
            for (Experiment experiment : file.own().experiments()) {
                if (experiment.data() instanceof DataSource.Units units) {
                    stage.putTable(experiment, file.path().resolveSibling(units.file()));
                }
            }
        }
        stage.advanceTo(latestEnd(experiments));
        return CharityAct.of(stage);
    }

    private EventsAct site(Stage stage, DefinitionFile file) {
        progress.update("Act two: a product's own events…");
        Experiment experiment = file.own().experiments().getFirst();
        stage.define(List.of(file), experiment.start().minus(Duration.ofDays(1)));
        SimulatedSite site = SimulatedSite.of(experiment);
        stage.sendEvents(site.events());
        stage.advanceTo(stage.pinned(experiment.key()).finalLook());
        int made = stage.evaluations(experiment.key()).size();
        return EventsAct.site(site, stage.landed("raw/"), made, Told.of(stage, experiment.key()));
    }

    private EventsAct export(Stage stage, DefinitionFile file) throws IOException {
        progress.update("Act three: another tool's export…");
        Experiment experiment = file.own().experiments().getFirst();
        stage.advanceTo(experiment.end().plus(Duration.ofDays(30)));
        Path export = Files.createTempFile("northstar-demo", ".json.gz");
        try {
            SimulatedExport.write(experiment, export);
            stage.put(SimulatedExport.KEY, export);
        } finally {
            Files.delete(export);
        }
        stage.define(List.of(file), experiment.end().plus(Duration.ofDays(30)));
        stage.advanceTo(experiment.end().plus(Duration.ofDays(31)));
        return EventsAct.export(stage.landed("imports/"), Told.of(stage, experiment.key()));
    }

    private ProgrammeAct programme(Stage stage, DefinitionFile file, List<ReportedRows> reports) {
        List<Experiment> experiments = file.own().experiments();
        Instant start = experiments.getFirst().start();
        Instant early = start.plus(Duration.ofDays(ProgrammeAct.EARLY_DAY));
        expectedLooks = reports.size();
        looks.set(0);
        stage.define(List.of(file), start);
        stage.send(between(reports, Instant.MIN, early));
        Ranking then = stage.ranking(ASOS);
        stage.send(between(reports, early, Instant.MAX));
        stage.advanceTo(latestEnd(experiments));
        progress.update("Reading the results…");
        Map<String, List<Evaluation>> evaluations = new HashMap<>();
        experiments.forEach(experiment -> evaluations.put(experiment.key(), stage.evaluations(experiment.key())));
        String metric = stage.pinned(experiments.getFirst().key()).northStar().metric();
        return new ProgrammeAct(metric, evaluations, then, stage.ranking(ASOS));
    }

    private static List<Message> between(List<ReportedRows> reports, Instant after, Instant until) {
        return reports.stream()
                .filter(report -> report.at().isAfter(after) && !report.at().isAfter(until))
                .map(report -> (Message) report)
                .toList();
    }

    private static List<ReportedRows> reports(DefinitionFile file) {
        List<ReportedRows> all = new ArrayList<>();
        for (List<AggregateReport> reports : AggregateFiles.reports(file).values()) {
            reports.forEach(report -> all.add(ReportedRows.of(report)));
        }
        all.sort(Comparator.comparing(ReportedRows::at));
        return all;
    }

    private static List<Experiment> experiments(List<DefinitionFile> files) {
        return files.stream().flatMap(file -> file.own().experiments().stream()).toList();
    }

    private static Instant latestEnd(List<Experiment> experiments) {
        return experiments.stream()
                .map(Experiment::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void called(Call call) {
        if (call.function().equals("EvaluateExperiment")) {
            int done = looks.incrementAndGet();
            if (expectedLooks > 0) {
                progress.update("Act four: check " + done + " of " + expectedLooks + "…");
            }
        }
    }
}
