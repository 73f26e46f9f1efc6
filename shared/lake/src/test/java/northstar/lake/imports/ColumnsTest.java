package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final Instant AT = Instant.parse("2026-10-01T10:00:00Z");

    private static Gathered read(String... lines) {
        return Gathered.of(Vendor.CSV, "x.csv", String.join("\n", lines));
    }

    @Test
    void read_rowWithVariant_isAnExposure() {
        assertThat(read("unit,experiment,variant,at,platform", "u1,exp,A,2026-10-01T10:00:00Z,ios").exposures)
                .containsExactly(new Exposure("exp", "a", "u1", AT, "{\"platform\":\"ios\"}"));
    }

    @Test
    void read_rowWithEvent_isAnActivity() {
        assertThat(read(
                                "unit,event,at,id,value,status,n,vip,zip",
                                "u1,order,2026-10-01T12:00:00+02:00,o1,-12.5,paid,3,true,01067")
                        .activities)
                .containsExactly(new Activity(
                        "u1",
                        "order",
                        AT,
                        "o1",
                        -12.5,
                        "{\"status\":\"paid\",\"n\":3,\"vip\":true,\"zip\":\"01067\"}"));
    }

    @Test
    void read_bothInOneFile_areToldApartByRow() {
        Gathered gathered = read(
                "unit,at,event,experiment,variant",
                "u1,1790848800,,exp,a",
                "u1,1790848800,order,,",
                "u1,1790848800,order,exp,a",
                "u1,1790848800,,,");

        assertThat(gathered.exposures).hasSize(1);
        assertThat(gathered.activities).hasSize(1);
        assertThat(gathered.refusals)
                .containsExactly(
                        "line 4: row == variant and event, must be variant or event",
                        "line 5: row == neither, must be variant or event");
    }

    @Test
    void read_equalRowsWithoutId_countOnce() {
        Gathered gathered = read("unit,event,at", "u1,order,1790848800", "u1,order,1790848800", "u1,order,1790848801");

        assertThat(gathered.taken).isEqualTo(2);
        assertThat(gathered.duplicates).isEqualTo(1);
    }

    @Test
    void read_longId_isHashed() {
        assertThat(read("unit,event,at,id", "u1,order,1790848800," + "x".repeat(201))
                        .activities
                        .getFirst()
                        .id())
                .matches("[0-9a-f]{32}");
    }

    @Test
    void read_bareTimesWithZone_areOfItsClock() {
        Gathered gathered = Gathered.of(
                Readers.of(Vendor.CSV, new ImportOptions(ZoneId.of("Europe/Berlin"))),
                "x.csv",
                "unit,event,at\nu1,order,2026-10-01 12:00:00\nu1,order,2026-10-01T12:00Z"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(gathered.activities)
                .extracting(Activity::at)
                .containsExactly(AT, Instant.parse("2026-10-01T12:00:00Z"));
    }

    @Test
    void read_valueThatIsNone_isRefused() {
        assertThat(read(
                                "unit,event,at,value",
                                "u1,order,1790848800,twelve",
                                "u1,order,1790848800,1e15",
                                "u1,order,1790848800,NaN",
                                "u1,order,1790848800,1e-400")
                        .refusals)
                .containsExactly(
                        "line 2: value == \"twelve\", must be a number",
                        "line 3: value == \"1e15\", must be between -1e15 and 1e15",
                        "line 4: value == \"NaN\", must be a number");
    }
}
