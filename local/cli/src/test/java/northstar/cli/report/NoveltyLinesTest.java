package northstar.cli.report;

import static northstar.cli.report.Samples.HEALTHY;
import static northstar.cli.report.Samples.effect;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import northstar.cli.terminal.Line;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Novelty;
import northstar.domain.evaluation.Novelty.Finding;
import northstar.domain.evaluation.Verdict;
import org.junit.jupiter.api.Test;

class NoveltyLinesTest {
    private static Evaluation with(Novelty novelty) {
        Evaluation plain = Samples.evaluation(Verdict.SHIP, 14, HEALTHY, effect("nights", Role.NORTH_STAR, 2.1, 0.001));
        return new Evaluation(
                plain.experiment(),
                plain.feature(),
                plain.status(),
                plain.asOf(),
                plain.look(),
                plain.isFinal(),
                plain.verdict(),
                plain.variants(),
                plain.health(),
                plain.effects(),
                plain.preview(),
                plain.provenance(),
                plain.plan(),
                List.of(novelty));
    }

    private static Novelty novelty(Finding finding, double... days) {
        return new Novelty(
                "ranked",
                "nights",
                finding,
                DoubleStream.of(days)
                        .mapToObj(day -> new Estimate(day, 0.05, day - 0.1, day + 0.1))
                        .toList(),
                new Estimate(-0.05, 0.01, -0.07, -0.03),
                0.0001,
                new Level(500, 2.0, 0.02),
                new Level(500, 2.04, 0.02),
                new Estimate(0.04, 0.02, 0.0, 0.08),
                new Estimate(0.02, 0.01, null, null),
                null);
    }

    @Test
    void sentences_effectThatFades_tellWhatIsLeft() {
        assertThat(NoveltyLines.sentences(with(novelty(Finding.NOVELTY, .5, .4, .3, .2, .1, .05, .04))))
                .containsExactly(
                        "The effect of ranked on nights fades with the days since exposure: +2.0 % in the last 3"
                                + " of 7 days.");
    }

    @Test
    void sentences_steadyEffect_areNone() {
        assertThat(NoveltyLines.sentences(with(novelty(Finding.STEADY, .1, .1))))
                .isEmpty();
    }

    @Test
    void curves_eachDay_isALineWithItsRange() {
        List<String> lines = NoveltyLines.curves(with(novelty(Finding.NOVELTY, .5, .4, .3)), 100).stream()
                .map(Line::text)
                .toList();

        assertThat(lines.getFirst()).isEqualTo("nights (ranked) by day since exposure");
        assertThat(lines.getLast()).contains("3", "+0.300", "+0.200 to +0.400");
        assertThat(lines).hasSize(5);
    }

    @Test
    void curves_nothingToSay_saysWhy() {
        Novelty none = Novelty.undefined("ranked", "nights", Reason.LOW_N);

        assertThat(NoveltyLines.curves(with(none), 100).stream().map(Line::text))
                .containsExactly("nights (ranked) by day since exposure: there are too few units.");
    }
}
