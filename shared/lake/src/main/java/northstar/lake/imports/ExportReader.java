package northstar.lake.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import northstar.lake.Intake;
import northstar.lake.ObjectReader;

/** Reads the texts of an object, JSON or table, and has an {@link Export} say what their records mean. */
final class ExportReader implements ObjectReader {
    private static final List<String> JSON = List.of(".json", ".jsonl", ".ndjson");
    private static final String TABLE = ".csv";

    private final Export export;

    ExportReader(Export export) {
        this.export = export;
    }

    @Override
    public void read(Path file, String name, Intake intake) throws IOException {
        Archive.read(file, name, new Texts(intake));
    }

    /** The texts of one object. */
    private final class Texts implements Archive.Reader {
        private final Intake intake;

        Texts(Intake intake) {
            this.intake = intake;
        }

        @Override
        public void read(String entry, String name, Bytes text) throws IOException {
            Records records = new Meaning(intake, entry.isEmpty() ? "line " : entry + " line ");
            if (isJson(name, text)) {
                new JsonLines(text, records).read();
            } else {
                new CsvText(text, records).read();
            }
        }

        @Override
        public void broken(String entry, String reason) {
            intake.refuse(entry.isEmpty() ? "archive" : entry, reason, "");
        }
    }

    private static boolean isJson(String name, Bytes text) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(TABLE)) {
            return false;
        }
        int first = text.peek();
        return JSON.stream().anyMatch(lower::endsWith) || first == '{' || first == '[';
    }

    /** Hands on what the records of a text mean. */
    private final class Meaning implements Records {
        private final Intake intake;
        private final String place;

        Meaning(Intake intake, String place) {
            this.intake = intake;
            this.place = place;
        }

        @Override
        public void accept(long line, String text, Fields record) {
            Export.Found found;
            try {
                found = export.read(record);
            } catch (RefusedException e) {
                refuse(line, String.valueOf(e.getMessage()), Records.kept(text));
                return;
            }
            intake.accept(found.contents(), found.receivedAt());
        }

        @Override
        public void refuse(long line, String reason, String text) {
            intake.refuse(place + line, reason, text);
        }
    }
}
