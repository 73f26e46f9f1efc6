package northstar.domain.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent.DecisionRecorded;
import northstar.domain.definition.DefinitionEvent.ExperimentChanged;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.ExperimentStopped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurrentExperimentTest {
    private static final Instant BEFORE = Samples.START.minus(Duration.ofDays(2));
    private static final Instant DAY_3 = Samples.START.plus(Duration.ofDays(3));
    private static final String KEY = "search-ranking-v2";

    private static Version launch(Instant at, Experiment experiment) {
        return new Version(new ExperimentLaunched(experiment, at), "launch" + at);
    }

    private static Version change(Instant at, boolean repin, @Nullable Instant end, @Nullable Double effort) {
        return new Version(
                new ExperimentChanged(KEY, at, repin, end, "ana", null, List.of("q4"), effort, null, null, null),
                "change" + at);
    }

    private static Version stop(Instant at) {
        return new Version(new ExperimentStopped(KEY, at, "no traffic"), "stop" + at);
    }

    private static CurrentExperiment of(Version... versions) {
        return CurrentExperiment.of(List.of(versions)).orElseThrow();
    }

    @Test
    void of_withoutALaunch_isEmpty() {
        assertThat(CurrentExperiment.of(List.of(stop(Samples.END)))).isEmpty();
    }

    @Test
    void of_launchBeforeTheStart_pinsAtTheStart() {
        assertThat(of(launch(BEFORE, Samples.halves())))
                .isEqualTo(new CurrentExperiment(Samples.halves(), 1, Samples.START, null));
    }

    @Test
    void of_firstLaunchAfterTheStart_pinsAtTheLaunch() {
        assertThat(of(launch(DAY_3, Samples.halves())).pinnedAt()).isEqualTo(DAY_3);
    }

    @Test
    void of_secondLaunchBeforeTheStart_replacesTheFirst() {
        Experiment longer = Samples.halves().withEnd(Samples.END.plusSeconds(60));

        CurrentExperiment current = of(launch(BEFORE.plusSeconds(1), longer), launch(BEFORE, Samples.halves()));

        assertThat(current.experiment()).isEqualTo(longer);
        assertThat(current.version()).isEqualTo(2);
    }

    @Test
    void of_secondLaunchAfterTheStart_takesNoEffect() {
        Experiment longer = Samples.halves().withEnd(Samples.END.plusSeconds(60));

        CurrentExperiment current = of(launch(BEFORE, Samples.halves()), launch(Samples.START, longer));

        assertThat(current.experiment()).isEqualTo(Samples.halves());
        assertThat(current.version()).isEqualTo(1);
    }

    @Test
    void of_launchAfterTheStartWithAnotherMethod_keepsTheMethod() {
        CurrentExperiment current = of(
                launch(BEFORE, Samples.halves(Analysis.Method.GROUP_SEQUENTIAL)),
                launch(DAY_3, Samples.halves(Analysis.Method.ANYTIME)));

        assertThat(current.experiment().analysis().method()).isEqualTo(Analysis.Method.GROUP_SEQUENTIAL);
    }

    @Test
    void of_launchAfterTheStartWithAnotherSpending_keepsTheSpending() {
        Analysis pocock = new Analysis(
                Analysis.Method.GROUP_SEQUENTIAL,
                0.05,
                0.8,
                null,
                Duration.ofDays(1),
                null,
                new Covariates.None(),
                new ErrorSpending.Pocock());

        CurrentExperiment current = of(
                launch(BEFORE, Samples.halves(Analysis.Method.GROUP_SEQUENTIAL)),
                launch(DAY_3, Samples.halves(pocock)));

        assertThat(current.experiment().analysis().spending()).isEqualTo(ErrorSpending.USUAL);
    }

    @Test
    void of_endThatMoves_remembersTheEndsBefore() {
        Instant later = Samples.END.plusSeconds(60);

        CurrentExperiment current = of(
                launch(BEFORE, Samples.halves(Analysis.Method.GROUP_SEQUENTIAL)),
                change(DAY_3, false, later, null),
                change(DAY_3.plusSeconds(1), false, later, 4.0),
                stop(DAY_3.plusSeconds(9)));

        assertThat(current.formerEnds())
                .containsExactly(
                        new CurrentExperiment.FormerEnd(Samples.END, DAY_3),
                        new CurrentExperiment.FormerEnd(later, DAY_3.plusSeconds(9)));
    }

    @Test
    void of_change_keepsWhatItDoesNotName() {
        CurrentExperiment current = of(launch(BEFORE, Samples.halves()), change(DAY_3, false, null, 5.0));

        assertThat(current.experiment().effort()).isEqualTo(5.0);
        assertThat(current.experiment().notes().owner()).isEqualTo("ana");
        assertThat(current.experiment().notes().tags()).containsExactly("q4");
        assertThat(current.experiment().allocation()).isEqualTo(0.4);
        assertThat(current.pinnedAt()).isEqualTo(Samples.START);
    }

    @Test
    void of_changeOfEverything_takesAllOfIt() {
        Notes.Evidence evidence = new Notes.Evidence("interviews", null, null);
        Version change = new Version(
                new ExperimentChanged(
                        KEY, DAY_3, false, null, null, "growth", null, null, 0.9, List.of("load"), List.of(evidence)),
                "all");

        Experiment experiment = of(launch(BEFORE, Samples.halves()), change).experiment();

        assertThat(experiment.notes().team()).isEqualTo("growth");
        assertThat(experiment.notes().evidence()).containsExactly(evidence);
        assertThat(experiment.allocation()).isEqualTo(0.9);
        assertThat(experiment.exploratory()).containsExactly("load");
    }

    private static Version allocated(Instant at, double share) {
        return new Version(
                new ExperimentChanged(KEY, at, false, null, null, null, null, null, share, null, null), "to " + share);
    }

    @Test
    void of_allocationThatChanges_remembersTheOnesBefore() {
        Instant day1 = Samples.START.plus(Duration.ofDays(1));
        CurrentExperiment current = of(
                launch(BEFORE, Samples.halves()),
                allocated(DAY_3, 0.8),
                allocated(day1, 0.2),
                allocated(DAY_3.plusSeconds(1), 0.8));

        assertThat(current.formerAllocations())
                .containsExactly(
                        new CurrentExperiment.FormerAllocation(0.4, day1),
                        new CurrentExperiment.FormerAllocation(0.2, DAY_3));
        assertThat(current.meanAllocation(day1)).isEqualTo(0.4);
        assertThat(current.meanAllocation(Samples.START.plus(Duration.ofDays(2))))
                .isCloseTo(0.3, within(1e-12));
    }

    @Test
    void of_allocationThatChangesBeforeTheStart_countsFromTheStart() {
        CurrentExperiment current =
                of(launch(BEFORE, Samples.halves()), allocated(BEFORE.plusSeconds(5), 0.8), stop(DAY_3));

        assertThat(current.formerAllocations()).hasSize(1);
        assertThat(current.meanAllocation(DAY_3)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void of_changeThatRepins_movesThePin() {
        assertThat(of(launch(BEFORE, Samples.halves()), change(DAY_3, true, null, null))
                        .pinnedAt())
                .isEqualTo(DAY_3);
    }

    @Test
    void of_laterEndOfAFixedTest_takesNoEffect() {
        Version change = change(DAY_3, false, Samples.END.plusSeconds(1), null);

        assertThat(of(launch(BEFORE, Samples.halves()), change).experiment().end())
                .isEqualTo(Samples.END);
    }

    @Test
    void of_laterEndOfAnAnytimeTest_takesEffect() {
        Version change = change(DAY_3, false, Samples.END.plusSeconds(1), null);

        assertThat(of(launch(BEFORE, Samples.halves(Analysis.Method.ANYTIME)), change)
                        .experiment()
                        .end())
                .isEqualTo(Samples.END.plusSeconds(1));
    }

    @Test
    void refusalOfEnd_saysTheRule() {
        CurrentExperiment current = of(launch(BEFORE, Samples.halves()));

        assertThat(current.refusalOfEnd(Samples.START)).isEqualTo("after start (2026-10-01T00:00:00Z)");
        assertThat(current.refusalOfEnd(Samples.END.plusSeconds(1)))
                .isEqualTo("not after the planned end (2026-10-15T00:00:00Z) of a fixed test");
        assertThat(current.refusalOfEnd(DAY_3)).isNull();
    }

    @Test
    void of_stop_endsTheTestWindow() {
        CurrentExperiment current = of(launch(BEFORE, Samples.halves()), stop(DAY_3));

        assertThat(current.stoppedAt()).isEqualTo(DAY_3);
        assertThat(current.experiment().end()).isEqualTo(DAY_3);
    }

    @Test
    void of_stopOutsideTheWindowOrAgain_takesNoEffect() {
        assertThat(of(launch(BEFORE, Samples.halves()), stop(Samples.END)).stoppedAt())
                .isNull();
        assertThat(of(launch(BEFORE, Samples.halves()), stop(BEFORE)).stoppedAt())
                .isNull();
        assertThat(of(launch(BEFORE, Samples.halves()), stop(DAY_3), stop(DAY_3.plusSeconds(5)))
                        .stoppedAt())
                .isEqualTo(DAY_3);
    }

    @Test
    void of_anyOrder_isTheSame() {
        List<Version> versions = new ArrayList<>(List.of(
                launch(BEFORE, Samples.halves()),
                launch(BEFORE.plusSeconds(5), Samples.halves()),
                change(Samples.START.plusSeconds(1), false, null, 4.0),
                change(Samples.START.plusSeconds(2), true, Samples.END.minusSeconds(5), null),
                stop(DAY_3),
                new Version(new DecisionRecorded(KEY, Samples.END, "ana", "ship", "it won"), "decision")));
        CurrentExperiment expected = CurrentExperiment.of(versions).orElseThrow();
        Random random = new Random(7);

        for (int i = 0; i < 50; i++) {
            Collections.shuffle(versions, random);
            assertThat(CurrentExperiment.of(versions)).contains(expected);
        }
    }

    @Test
    void of_eventAboutSomethingElse_isRefused() {
        Version other = new Version(new DefinitionEvent.FeatureRolledBack("search-ranking", Samples.END), "x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(launch(BEFORE, Samples.halves()), other))
                .withMessage("event == FeatureRolledBack, must be about an experiment");
    }
}
