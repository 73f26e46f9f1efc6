package northstar.cli.lake;

import java.util.ArrayList;
import java.util.List;
import northstar.cli.report.Csv;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;

/** What a doctor found, as people and programs read it. */
public final class SymptomReport {
    private static final int INDENT = 9;

    private SymptomReport() {}

    /** Returns the lines of the report, one for each thing unless it is too long. */
    public static List<Line> lines(List<Symptom> symptoms, int width) {
        List<Line> lines = new ArrayList<>();
        for (Symptom symptom : symptoms) {
            String word = symptom.level().word();
            Line line = Line.of(word, emphasis(symptom.level())).plus(" ".repeat(INDENT - word.length()));
            String advice = symptom.advice().isEmpty() ? "" : " → " + symptom.advice();
            List<Line> text = Paragraph.lines(Line.of(symptom.text() + advice), width - INDENT, 0, 0);
            for (int i = 0; i < text.size(); i++) {
                lines.add((i == 0 ? line : Line.of(" ".repeat(INDENT))).plus(text.get(i)));
            }
        }
        return lines;
    }

    private static Emphasis emphasis(Symptom.Level level) {
        return switch (level) {
            case OK -> Emphasis.GOOD;
            case WARN -> Emphasis.CAUTION;
            case PROBLEM -> Emphasis.BAD;
        };
    }

    /** Returns the findings for programs. */
    public static String json(List<Symptom> symptoms) {
        return "[" + String.join(",", symptoms.stream().map(Symptom::json).toList()) + "]";
    }

    /** Returns the findings for spreadsheets. */
    public static String csv(List<Symptom> symptoms) {
        return new Csv<Symptom>(List.of(
                        new Csv.Column<>("level", symptom -> symptom.level().word()),
                        new Csv.Column<>("text", Symptom::text),
                        new Csv.Column<>("advice", Symptom::advice)))
                .text(symptoms);
    }
}
