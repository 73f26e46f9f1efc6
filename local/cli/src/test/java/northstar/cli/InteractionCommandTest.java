package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionCommandTest {
    @TempDir
    private Path folder;

    /** A checkout that adds 1 to the spend alone and nothing where the banner is shown; visits that both add to. */
    private Path users(double joint) throws IOException {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>(List.of("checkout,banner,spend,visits,bought"));
        for (int user = 0; user < 4_000; user++) {
            boolean checkout = random.nextBoolean();
            boolean banner = random.nextDouble() < (checkout ? joint : 0.5);
            double spend = 10 + (checkout && !banner ? 1 : 0) + random.nextGaussian();
            double visits = 5 + (checkout ? 0.5 : 0) + (banner ? 0.5 : 0) + random.nextGaussian();
            lines.add((checkout ? "new" : "old") + "," + (banner ? "shown" : "none") + "," + spend + "," + visits + ","
                    + (random.nextInt(4) == 0 ? 1 : 0));
        }
        return Files.write(folder.resolve("users.csv"), lines);
    }

    private static String row(Run run, String metric) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void interaction_effectThatTheOtherTakesAway_isFound() throws IOException {
        Run run = Run.of(
                "interaction",
                users(0.5),
                "--first",
                "checkout=old",
                "--second",
                "banner=none",
                "--metric",
                "spend",
                "--metric",
                "visits",
                "--metric",
                "bought",
                "--metric",
                "spend/visits");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("users.csv: 4,000 units in checkout and in banner")
                .contains("They change each other's effect on spend")
                .doesNotContain("not independent");
        assertThat(row(run, "spend ")).contains("+0.971 (+9.7 %)", "−0.974").endsWith("< 0.0001");
        assertThat(row(run, "visits")).doesNotContain("< 0.0001");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void interaction_effectsThatAddUp_areLeftAlone() throws IOException {
        Run run = Run.of(
                "interaction", users(0.5), "--first", "checkout=old", "--second", "banner=none", "--metric", "visits");

        assertThat(run.out()).contains("Nothing shows that they change each other's effect.");
    }

    @Test
    void interaction_assignmentsThatHangTogether_areNamed() throws IOException {
        Run run = Run.of(
                "interaction", users(0.7), "--first", "checkout=old", "--second", "banner=none", "--metric", "visits");

        assertThat(run.out()).contains("Who was treated by checkout was not independent of banner");
    }

    @Test
    void interaction_assignmentsThatCoincide_areNamed() throws IOException {
        Path table = Files.writeString(folder.resolve("same.csv"), "a,b,x\n" + "0,0,1\n1,1,2\n".repeat(50));

        Run run = Run.of("interaction", table, "--first", "a=0", "--second", "b=0", "--metric", "x");

        assertThat(run.out()).contains("Who was treated by a was not independent of b");
    }

    @Test
    void interaction_emptyCell_cannotBeTested() throws IOException {
        Path table = Files.writeString(folder.resolve("few.csv"), "a,b,x\n0,0,1\n0,0,2\n1,0,3\n1,0,5\n0,1,1\n0,1,2\n");

        Run run = Run.of("interaction", table, "--first", "a=0", "--second", "b=0", "--metric", "x");

        assertThat(row(run, "x")).contains("none (ONE_VARIANT)");
        assertThat(run.out()).contains("cannot be tested");
    }

    @Test
    void interaction_wrongInput_saysWhatMustBe() throws IOException {
        Path table = users(0.5);

        assertThat(Run.of("interaction", table, "--first", "checkout", "--second", "banner=none", "--metric", "spend")
                        .err())
                .contains("--first == \"checkout\", must be COLUMN=CONTROL");
        assertThat(Run.of("interaction", table, "--first", "checkout=x", "--second", "banner=none", "--metric", "spend")
                        .err())
                .contains("must name one of two values, but checkout has \"new\", \"old\"");
        assertThat(Run.of("interaction", table, "--first", "visits=1", "--second", "banner=none", "--metric", "spend")
                        .err())
                .contains("and more");
    }
}
