package northstar.cli.demo;

import java.util.ArrayList;
import java.util.List;
import northstar.cli.demo.CharityAct.Told;
import northstar.cli.report.EvaluationReport;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.lake.Landed;

/**
 * An act about an experiment that is measured from events.
 *
 * @param title what it is about
 * @param setting where the events come from
 * @param told the experiment with the result of its last look
 */
record EventsAct(String title, String setting, Told told) {
    static EventsAct site(SimulatedSite site, List<Landed> landed, int looks, Told told) {
        long taken = landed.stream().mapToLong(Landed::taken).sum();
        return new EventsAct(
                "Straight from a product's events",
                "A booking site (simulated): a new map makes a visitor "
                        + Figures.chosen(SimulatedSite.EFFECT) + " more likely to book. "
                        + Figures.count(site.exposures()) + " exposures and " + Figures.count(site.activities())
                        + " activities went over the bus within a week; " + Figures.count(taken)
                        + " are in the lake, and "
                        + Figures.count(looks, "look") + " were made when they were due. The last one:",
                told);
    }

    static EventsAct export(List<Landed> landed, Told told) {
        long read = landed.stream().mapToLong(Landed::read).sum();
        long taken = landed.stream().mapToLong(Landed::taken).sum();
        return new EventsAct(
                "From another tool's export",
                "A shop (simulated): its checkout has one page instead of four, which changes nothing. Amplitude's export of"
                        + " " + Figures.count(SimulatedExport.USERS)
                        + " users was put into the lake when the test was over:"
                        + " " + Figures.count(taken) + " of " + Figures.count(read) + " records taken.",
                told);
    }

    List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(title, Emphasis.STRONG));
        lines.addAll(Paragraph.lines(setting, width));
        lines.add(Line.EMPTY);
        lines.addAll(EvaluationReport.table(told.pinned(), told.evaluation(), width));
        return lines;
    }
}
