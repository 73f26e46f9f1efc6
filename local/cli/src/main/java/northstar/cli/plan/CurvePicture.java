package northstar.cli.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import northstar.cli.terminal.Figures;
import northstar.evaluation.MetricPlan;
import northstar.evaluation.MetricPlan.Point;

/** Curves of the chance to succeed by the size of the effect, as SVG: one for each metric. */
public final class CurvePicture {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int TOP = 50;
    private static final int FOOT = 60;
    private static final int TICKS = 4;

    private CurvePicture() {}

    /** Returns the picture of the metrics of these plans. */
    public static String of(List<Plan> plans) {
        StringBuilder body = new StringBuilder();
        int place = 0;
        for (Plan plan : plans) {
            for (MetricPlan metric : plan.plan().metrics()) {
                body.append(panel(plan.plan().experiment(), metric, place++));
            }
        }
        int height = Math.max(1, place) * (TOP + HEIGHT + FOOT);
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n%s</svg>%n",
                LEFT + WIDTH + 40,
                height,
                body);
    }

    private static String panel(String experiment, MetricPlan metric, int place) {
        StringBuilder panel = new StringBuilder();
        int top = place * (TOP + HEIGHT + FOOT) + TOP;
        double most = metric.curve().getLast().size();
        panel.append(text(
                LEFT,
                top - 20,
                "start",
                experiment + ": chance to "
                        + (metric.isGuardrail()
                                ? "show " + metric.metric() + " safe"
                                : "find a change of " + metric.metric())));
        for (int tick = 0; tick <= TICKS; tick++) {
            double share = (double) tick / TICKS;
            double y = top + HEIGHT * (1 - share);
            double x = LEFT + WIDTH * share;
            panel.append(line(LEFT, y, LEFT + WIDTH, y, "#ddd"));
            panel.append(text(LEFT - 8, y + 4, "end", Math.round(100 * share) + " %"));
            panel.append(text(x, top + HEIGHT + 18, "middle", Figures.chosen(most * share)));
        }
        panel.append(text(
                LEFT + WIDTH / 2.0,
                top + HEIGHT + 38,
                "middle",
                metric.isGuardrail() ? "margin" : "size of the change"));
        double planned = LEFT + WIDTH * metric.size() / most;
        panel.append(line(planned, top, planned, top + HEIGHT, "#c60"));
        double wanted = top + HEIGHT * (1 - metric.power());
        panel.append(line(LEFT, wanted, LEFT + WIDTH, wanted, "#c60"));
        panel.append(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"#06c\" stroke-width=\"2\" points=\"%s\"/>%n",
                metric.curve().stream().map(point -> at(point, most, top)).collect(Collectors.joining(" "))));
        return panel.toString();
    }

    private static String at(Point point, double most, int top) {
        return String.format(
                Locale.ROOT, "%.1f,%.1f", LEFT + WIDTH * point.size() / most, top + HEIGHT * (1 - point.chance()));
    }

    private static String line(double x1, double y1, double x2, double y2, String colour) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour);
    }

    /** Keys hold letters, digits and hyphens only, so nothing needs to be escaped. */
    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }
}
