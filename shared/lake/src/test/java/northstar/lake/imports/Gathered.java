package northstar.lake.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.Intake;
import northstar.lake.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Keeps and counts what a reader finds, each thing once, as landing does within an object. */
final class Gathered implements Intake {
    final List<Exposure> exposures = new ArrayList<>();
    final List<Activity> activities = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();
    int read;
    int taken;
    int refused;
    int duplicates;

    static Gathered of(ObjectReader reader, Path file) {
        Gathered gathered = new Gathered();
        try {
            reader.read(file, file.getFileName().toString(), gathered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gathered;
    }

    static Gathered of(ObjectReader reader, String name, byte[] content) {
        try {
            Path file = Files.createTempDirectory("northstar-imports").resolve(name);
            Files.write(file, content);
            Gathered gathered = of(reader, file);
            Files.delete(file);
            Files.delete(file.getParent());
            return gathered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Gathered of(Vendor vendor, String name, String content) {
        return of(Readers.of(vendor, ImportOptions.UTC), name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void accept(Contents contents, @Nullable Instant receivedAt) {
        read++;
        boolean isNew = false;
        for (Exposure exposure : contents.exposures()) {
            isNew |= seen.add(List.of(exposure.experiment(), exposure.variant(), exposure.unit(), exposure.at()));
            exposures.add(exposure);
            lines.add(String.join(
                    " | ",
                    "exposure",
                    exposure.experiment(),
                    exposure.variant(),
                    exposure.unit(),
                    exposure.at().toString(),
                    "" + exposure.attributes(),
                    "received " + receivedAt));
        }
        for (Activity activity : contents.activities()) {
            isNew |= seen.add(activity.id());
            activities.add(activity);
            lines.add(String.join(
                    " | ",
                    "activity",
                    activity.unit(),
                    activity.event(),
                    activity.at().toString(),
                    activity.id(),
                    "" + activity.value(),
                    "" + activity.properties(),
                    "received " + receivedAt));
        }
        taken += isNew ? 1 : 0;
        duplicates += isNew ? 0 : 1;
    }

    @Override
    public void refuse(String position, String reason, String text) {
        read++;
        refused++;
        refusals.add(position + ": " + reason);
        lines.add("refused | " + position + " | " + reason);
        if (reason.isBlank() || position.isBlank() || text.length() > MAX_KEPT) {
            throw new IllegalStateException("a refusal without position or reason, or one that keeps too much");
        }
    }
}
