package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import northstar.lake.Activity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {
    @ParameterizedTest
    @EnumSource
    void of_keyOfVendor_isThatVendor(Vendor vendor) {
        assertThat(Vendor.of(vendor.folder() + "2026/x.json")).contains(vendor);
        assertThat(Readers.of(vendor.folder() + "x.json")).isPresent();
    }

    @Test
    void of_keyOfRudderStack_isSegment() {
        assertThat(Vendor.of("imports/rudderstack/x.json")).contains(Vendor.SEGMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw/x.ndjson", "imports/x.json", "imports/heap/x.json", "amplitude/x/y", ""})
    void of_otherKey_isNone(String key) {
        assertThat(Readers.of(key)).isEmpty();
    }

    @Test
    void of_keyWithZone_readsItsClock() {
        String key = Vendor.CSV.folder() + new ImportOptions(ZoneId.of("Europe/Berlin")).folder() + "x.csv";

        Gathered gathered = Gathered.of(
                Readers.of(key).orElseThrow(),
                "x.csv",
                "unit,event,at\nu1,order,2026-10-01 12:00:00".getBytes(StandardCharsets.UTF_8));

        assertThat(key).isEqualTo("imports/csv/zone=Europe~Berlin/x.csv");
        assertThat(gathered.activities).extracting(Activity::at).containsExactly(Instant.parse("2026-10-01T10:00:00Z"));
    }

    @Test
    void of_keyWithUnknownZone_refusesTheObject() {
        assertThat(Gathered.of(Readers.of("imports/csv/zone=Moon/x.csv").orElseThrow(), "x.csv", new byte[0]).refusals)
                .containsExactly("line 1: zone == \"Moon\", must be a time zone, for instance America/New_York");
    }

    @Test
    void folder_utc_isNothing() {
        assertThat(ImportOptions.UTC.folder()).isEmpty();
        assertThat(new ImportOptions(ZoneId.of("Etc/UTC")).folder()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Search Ranking v2, search-ranking-v2",
        "__t1__, t1",
        "Grün, grun",
        "A, a",
        "実験, x-",
        "a very long name of an experiment that goes on and on, a-very-long-name-of-an-experiment-that-goes-on-a"
    })
    void keyOf_name_fitsThePattern(String name, String key) {
        assertThat(Keys.of("experiment", name)).startsWith(key).matches("[a-z0-9][a-z0-9-]{0,47}");
    }
}
