package northstar.measurement.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.lake.engine.DuckDb;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LakeMeasurementOracleTest {
    @TempDir
    static Path folder;

    /** 100 lakes; as many as {@code northstar.lakes} says if it is set. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("northstar.lakes", 100));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replay_drawnLake_equalsTheOracleAtEveryLook(long seed) {
        RandomLake random = new RandomLake(seed);
        PinnedExperiment pinned = random.experiment();
        RowsLake lake = random.rows(folder.resolve("replay-" + seed));
        Oracle oracle = new Oracle(pinned, lake.exposures(), lake.activities());
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 2, folder))) {
            List<Measurement> looks = new LakeMeasurement(engine, lake).replay(pinned, pinned.finalLook());
            List<Instant> times = looks.stream().map(Measurement::at).toList();
            for (Measurement look : looks) {
                assertThat(withoutPreview(look)).isEqualTo(oracle.look(look.at(), times));
            }
        }
    }

    private static Measurement withoutPreview(Measurement look) {
        return new Measurement(
                look.experiment(),
                look.at(),
                look.definition(),
                look.variants(),
                look.multiplyExposedUnits(),
                look.engine(),
                look.earlyExposedUnits(),
                List.of(),
                look.segments());
    }
}
