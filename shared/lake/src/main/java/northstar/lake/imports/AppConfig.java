package northstar.lake.imports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.lake.Exposure;

/**
 * Exposures that an application logs with the treatment that AWS AppConfig Agent gave it: {@code Entity-Id} as it was asked
 * for, {@code _variant} as it was answered ({@code __c__}, {@code __t1__}, …), the flag, and the time.
 *
 * <p>AppConfig prescribes no form, so two are taken: {@code _variant} beside the flag's name, or answers by flag, as the agent
 * gives them for several flags.
 */
final class AppConfig implements Export {
    private static final String[] UNIT = {"Entity-Id", "entity-id", "entityId", "entity_id"};
    private static final String[] FLAG = {"experiment", "flag", "flagKey", "flag_key"};
    private static final String[] VARIANT = {"_variant", "variant"};
    private static final String[] TIME = {"at", "timestamp", "time"};
    private static final String[] ANSWERS = {"flags", "response"};
    private static final Set<String> SAID = Set.of(
            "Entity-Id",
            "entity-id",
            "entityId",
            "entity_id",
            "experiment",
            "flag",
            "flagKey",
            "flag_key",
            "_variant",
            "variant",
            "at",
            "timestamp",
            "time",
            "flags",
            "response",
            "receivedAt",
            "enabled");

    @Override
    public Found read(Fields record) {
        String unit = record.unit(UNIT);
        Instant at = Times.parse("at", record.label(TIME), ZoneOffset.UTC);
        Instant received = Received.of(record, "receivedAt");
        String attributes = new Properties().putAll(record.without(SAID)).json();
        Fields answers = record.object(ANSWERS);
        if (answers.has(VARIANT)) {
            return Found.of(
                    List.of(Exposures.of(record.text(FLAG), answers.text(VARIANT), unit, at, attributes)), received);
        }
        if (answers.members().isEmpty()) {
            return Found.of(
                    List.of(Exposures.of(record.text(FLAG), record.text(VARIANT), unit, at, attributes)), received);
        }
        List<Exposure> exposures = new ArrayList<>();
        for (Map.Entry<String, ?> answer : answers.members().entrySet()) {
            Fields flag = answers.object(answer.getKey());
            if (flag.has(VARIANT)) {
                exposures.add(Exposures.of(answer.getKey(), flag.text(VARIANT), unit, at, attributes));
            }
        }
        if (exposures.isEmpty()) {
            throw RefusedException.absent("_variant", ": without one the unit is in no experiment");
        }
        return Found.of(exposures, received);
    }
}
