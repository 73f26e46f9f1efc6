package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every importer on files that others made, see ATTRIBUTION.md beside them. */
class FixturesTest {
    static Path fixture(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(FixturesTest.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "amplitude/fivetran_seed_event.csv, 10, 7, 3, 0",
        "mixpanel/openapi_example_export.jsonl, 2, 0, 2, 0",
        "mixpanel/fivetran_seed_event.csv, 5, 5, 0, 0",
        "ga4/dbt_ga4_nested_events.jsonl, 8, 1, 6, 1",
        "ga4/fivetran_seed_event.csv, 6, 6, 0, 0",
        "segment/spec_examples.jsonl, 5, 2, 0, 3",
        "segment/dbt_segment_pages_seed.csv, 1, 1, 0, 0"
    })
    void read_fixture_givesWhatIsExpected(String name, int read, int taken, int refused, int duplicates)
            throws IOException {
        Gathered gathered = Gathered.of(Readers.of("imports/" + name).orElseThrow(), fixture(name));

        List<Integer> counts = List.of(gathered.read, gathered.taken, gathered.refused, gathered.duplicates);
        assertThat(counts).containsExactly(read, taken, refused, duplicates);
        assertThat(gathered.lines).containsExactlyElementsOf(expected(name));
    }

    private static List<String> expected(String name) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(fixture(name + ".expected")));
        lines.removeIf(line -> line.startsWith("#"));
        return lines;
    }
}
